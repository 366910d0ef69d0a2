"""The set-up of a checkout: on copies of it, offline, with a library of our own making."""
