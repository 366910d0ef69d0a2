"""Markdown to safe HTML to the page: the one renderer. Imports nothing heavy by itself; knows no library and no Qt."""
