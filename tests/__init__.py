"""The tests of Newsroom; `python3 -m tests` sets up and runs them."""
