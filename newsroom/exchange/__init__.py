"""Formats in and out, one module a format. Nothing here opens a library or asks the network."""
