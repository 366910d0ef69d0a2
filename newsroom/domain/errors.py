"""The one exception for expected failures, with a message for a person."""


class NewsroomError(Exception):
    """An expected failure. ``str()`` says what happened, what is safe and what to do, in whole sentences."""


class NotFoundError(NewsroomError):
    """Nothing in the library answers to that id, name or address."""


class RefusedError(NewsroomError):
    """A rule of the house forbids it; nothing was changed."""


class LibraryError(NewsroomError):
    """The library cannot be opened, made or written."""


class DamagedError(LibraryError):
    """What is at the place of the library's database cannot be read as one, or not as a whole one."""
