"""The parts of reading wire copy: layout, datelines, credits, page furniture. ``exchange.wire`` is the front door."""
