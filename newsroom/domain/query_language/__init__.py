"""The language of the search line: what is written (``syntax``), read, printed and dated. Knows no library."""
