"""Tests of what makes the packages, and of packages that were made."""
