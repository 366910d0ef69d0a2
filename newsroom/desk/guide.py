"""The guide, and what is new: read from the program's own documents. Knows no library."""

import re

from newsroom.domain.documents import Document, Release
from newsroom.domain.errors import NewsroomError
from newsroom.paths import changes_file, documents_root
from newsroom.rendering.documents import render_document

FIRST = "index.md"
BESIDE = ("formats.md", "glossary.md")
"""Documents that the guide leads to, and that lie above it."""
_LINK = re.compile(r"\]\(([\w-]+\.md)\)")
_RELEASE = re.compile(r"^## \[?(?P<name>[^\]\n]+?)\]?(?: - .*)?$", re.MULTILINE)


def read_guide() -> tuple[Document, ...]:
    """All pages, in the order in which the first leads to them. Any thread; a fifth of a second.

    Raises ``NewsroomError`` where the program's documents are not there.
    """
    root = documents_root()
    try:
        first = (root / "guide" / FIRST).read_text("utf-8")
        names = [*dict.fromkeys(_LINK.findall(first))]
        texts = {name: (root / "guide" / name).read_text("utf-8") for name in names}
        texts |= {name: (root / name).read_text("utf-8") for name in BESIDE}
    except OSError as error:
        raise NewsroomError(f"The guide is not where it should be: {error}.") from error
    return tuple(render_document(name, text) for name, text in {FIRST: first, **texts}.items())


def read_releases() -> tuple[Release, ...]:
    """What each version changed, the newest first. Any thread. Raises ``NewsroomError``."""
    try:
        text = changes_file().read_text("utf-8")
    except OSError as error:
        raise NewsroomError(f"The list of changes is not where it should be: {error}.") from error
    return releases_in(text)


def releases_in(text: str) -> tuple[Release, ...]:
    """The versions of a list in the form of Keep a Changelog; ``Unreleased`` has no number."""
    heads = [*_RELEASE.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    releases = []
    for head, end in zip(heads, ends, strict=True):
        version = head["name"] if head["name"][0].isdecimal() else ""
        body = text[head.end() : end].replace("\n### ", "\n## ")
        releases.append(Release(version, render_document("CHANGELOG.md", f"# {head['name']}\n{body}")))
    return tuple(releases)
