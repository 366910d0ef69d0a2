"""Runs desk acts beside the GUI thread, in lanes."""
