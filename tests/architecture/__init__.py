"""Rules that the code as a whole keeps, and faults of what it stands on."""
