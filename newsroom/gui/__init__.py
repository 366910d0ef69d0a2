"""The window. Asks the desk through jobs; knows no database.

Whoever imports any of it has plain imports back, before PySide6 reads the sources of what is imported later.
"""

from newsroom.gui.plain_imports import restore

restore()
