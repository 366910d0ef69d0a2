"""How fast the program is: each figure a ratio to a floor that is measured in the same run."""

# The generator loads numpy, too: what that may do is settled before, as in the program. Its threads would spin beside
# what is measured, and their processor time be counted.
import newsroom.suggesting as _settled  # noqa: F401 - imported for what it sets
