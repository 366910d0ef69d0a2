"""The command line: parses words, calls the desk, prints. Decides nothing about articles and imports no Qt."""
