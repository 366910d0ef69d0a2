"""Copies of unsaved texts as versions before the journal wrote them: read, and put back like a draft of a journal.

Blocking: for a lane, never the GUI thread.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsroom.domain.article import Article, Content, State
from newsroom.domain.draft import FIELDS, TEXT_FIELDS, Draft
from newsroom.domain.ids import ArticleId
from newsroom.domain.serial import content_from_json
from newsroom.domain.times import from_rfc3339
from newsroom.journal.frames import MOST_BYTES
from newsroom.journal.notes import article_id, checked
from newsroom.journal.places import open_to_read
from newsroom.journal.replay import UNREADABLE

_NAME = re.compile(r"unsaved-([\w-]{1,80})\.json", re.ASCII)


@dataclass(frozen=True, slots=True)
class OldCopy:
    """``key`` names the text; where there are several of one, this is the newest."""

    key: str
    file: Path
    draft: Draft


class OldCopies:
    """Those of one library: in its ``journal`` folder, else in the user's own folder for the program's state."""

    def __init__(self, library: Path, state_folder: Path | None = None) -> None:
        self._library = library.absolute()
        self._state_folder = state_folder

    def all(self) -> list[OldCopy]:
        """The oldest first. A file that cannot be read is left where it is."""
        newest: dict[str, OldCopy] = {}
        for copy in self._read_all():
            known = newest.get(copy.key)
            if known is None or known.draft.article.updated_at < copy.draft.article.updated_at:
                newest[copy.key] = copy
        return sorted(newest.values(), key=lambda copy: copy.draft.article.updated_at)

    def drop(self, key: str) -> None:
        """The text is in the library, or in a journal, now."""
        for folder in self._folders():
            with suppress(OSError):
                (folder / f"unsaved-{key}.json").unlink(missing_ok=True)

    def _read_all(self) -> Iterator[OldCopy]:
        for folder in self._folders():
            with suppress(OSError):
                for file in sorted(folder.iterdir()):
                    match = _NAME.fullmatch(file.name)
                    draft = self._read(file, match[1]) if match else None
                    if match and draft is not None:
                        yield OldCopy(match[1], file, draft)

    def _read(self, file: Path, key: str) -> Draft | None:
        handle = open_to_read(file)
        if handle is None:
            return None
        try:
            with open(handle, "rb") as stream:
                value = json.loads(stream.read(MOST_BYTES))
            if value["library"] != str(self._library) and file.parent != self._library / "journal":
                return None  # another library's, in the folder of state
            base, content = content_from_json(value["base"]), content_from_json(value["content"])
            uid = "" if key.startswith("new-") else key
            id, version = article_id(value["id"]), int(value["version"])
            return _draft(
                _article(id, uid, version, from_rfc3339(value["at"]), checked(base)), checked(content)
            )
        except (OSError, MemoryError, *UNREADABLE):
            return None

    def _folders(self) -> list[Path]:
        if self._state_folder is None:
            from platformdirs import user_state_path

            self._state_folder = user_state_path("newsroom", appauthor=False) / "unsaved"
        return [self._library / "journal", self._state_folder]


def _article(id: ArticleId, uid: str, version: int, at: datetime, base: Content) -> Article:
    return Article(
        id=id,
        uid=uid,
        version=version,
        state=State.DRAFT,
        short_code="",
        slug=None,
        address=None,
        created_at=at.astimezone(UTC),
        updated_at=at.astimezone(UTC),
        content=base,
    )


def _draft(article: Article, content: Content) -> Draft:
    draft = Draft(article)
    with draft.one_step():
        for name in FIELDS:
            if name in TEXT_FIELDS:
                draft.set_text(name, getattr(content, name))
            else:
                draft.set_field(name, getattr(content, name))
    return draft
