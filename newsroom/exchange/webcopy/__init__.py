"""The parts of reading copied HTML, used by ``exchange.html_paste`` alone, which is the front door."""
