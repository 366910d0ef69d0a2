"""The parts of reading wire copy, used by ``exchange.wire`` alone, which is the front door."""
