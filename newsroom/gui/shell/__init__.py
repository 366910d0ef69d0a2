"""The window's frame: layout, palette of commands, status bar, and the wiring of the features."""
