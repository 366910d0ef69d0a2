"""Tests of the lanes and of the render process."""
