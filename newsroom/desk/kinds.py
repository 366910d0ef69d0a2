"""The kinds of source that an import can read. Loads nothing else, so that the command line can name them at once."""

from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is, for ``--from``."""

    TEXT = "text"
    FOLDER = "folder"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    CSV = "csv"
    WXR = "wxr"
    GHOST = "ghost"
    FEED = "feed"
    NINJS = "ninjs"
    JSONL = "jsonl"
