"""Tests of the sample newsroom's files, read directly."""
