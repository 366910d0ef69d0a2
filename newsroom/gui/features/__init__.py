"""One folder a feature. Features do not import each other: the shell wires them."""
