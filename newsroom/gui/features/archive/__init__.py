"""The archive in the window: where things are, and the list of articles with search as you type."""
