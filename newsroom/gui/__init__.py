"""The window. Asks the desk through jobs; knows no database."""
