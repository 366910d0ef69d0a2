"""Makes the environment of a checkout and hands over to the program. Standard library only; imports nothing of ours."""
