"""Newsroom: a desktop tool for news editors. Imports nothing, so that a helper process and the bootstrap start fast."""

__version__ = "0.1.0"
