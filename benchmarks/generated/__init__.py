"""What generated libraries are made of: languages, texts, places in the archive, rows (``benchmarks.generator``)."""
