"""Readers of what other systems export, a module each. What a reader is stands in ``items.py``."""
