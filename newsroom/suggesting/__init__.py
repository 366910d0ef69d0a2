"""Tags, series, related articles and duplicates, learned from the library itself. Numpy is imported here alone."""
