"""The review of pasted text."""
