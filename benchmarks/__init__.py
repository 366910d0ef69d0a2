"""How fast the program is: each figure a ratio to a floor that is measured in the same run."""
