"""Acts on a draft, and the draft that they begin with, as JSON and back. Knows no file."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from newsroom.domain.article import Content
from newsroom.domain.draft import FIELDS, TEXT_FIELDS, Draft, Note
from newsroom.domain.ids import ArticleId
from newsroom.domain.serial import content_from_json, content_to_json, value_from_json, value_to_json
from newsroom.domain.undo import Step, step_to_json

_PIECE = 65_536  # characters: no single call holds the interpreter for long
Steps = tuple[tuple[Step, ...], tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Begin:
    """A draft as its journal begins: what the library held (``base`` as ``version``), what stood in the window.

    ``put_together`` gives the latter, None where that is ``base``; ``continues`` are ids of journals that this one
    takes the place of; ``extra`` comes with an article that has no row yet.
    """

    id: ArticleId
    uid: str
    version: int
    base: Content
    put_together: Callable[[], Content] | None
    steps: Steps
    continues: tuple[str, ...]
    extra: dict[str, object] | None

    @classmethod
    def of(cls, draft: Draft, extra: dict[str, object] | None, continues: Iterable[str] = ()) -> "Begin":
        """As the draft stands now: at the cost of a list of its pieces."""
        return cls(
            draft.id,
            draft.article.uid,
            draft.version,
            draft.base,
            draft.frozen(as_is=True) if draft.dirty or draft.revision else None,
            draft.undo_steps(),
            tuple(continues),
            extra,
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """A ``Begin`` that was read again. ``content`` is None where it was the base."""

    id: ArticleId
    uid: str
    version: int
    base: Content
    content: Content | None
    undo: Mapping[str, Any]
    continues: tuple[str, ...]
    extra: dict[str, object] | None
    library: str


def begin_to_bytes(begin: Begin, library: str) -> bytes:
    """Made in pieces, so that other threads have their turn meanwhile."""
    content = None if begin.put_together is None else begin.put_together()
    head = {
        "id": begin.id,
        "uid": begin.uid,
        "version": begin.version,
        "continues": list(begin.continues),
        "extra": begin.extra,
        "library": library,
    }
    parts = [b"{", *_members(head), b',"base":', *_content_parts(begin.base)]
    if content is not None:
        parts += [b',"content":', *_content_parts(content)]
    done, undone = begin.steps
    parts += [b',"undo":{"done":[', *_step_parts(done), b'],"undone":[', *_step_parts(undone), b"]}}"]
    return b"".join(parts)


def begin_from_bytes(payload: bytes) -> Begun:
    """The inverse. Raises ``KeyError``, ``TypeError``, ``ValueError``, ``AttributeError`` or ``RecursionError``."""
    value = json.loads(payload)
    content, extra = value.get("content"), value["extra"]
    return Begun(
        article_id(value["id"]),
        _text(value["uid"]),
        _whole(value["version"]),
        _content_from(value["base"]),
        None if content is None else _content_from(content),
        value["undo"],
        tuple(map(_text, value["continues"])),
        extra if extra is None else dict(extra),
        _text(value["library"]),
    )


def notes_to_bytes(at_ms: int, notes: Sequence[Note]) -> bytes:
    """One frame's payload. ``at_ms``: when they were written, in milliseconds since 1970."""
    parts = [_dumps(at_ms)]
    for note in notes:
        parts += (b",", _note_bytes(note))
    return b"[%b]" % b"".join(parts)


def notes_from_bytes(payload: bytes) -> tuple[int, list[Note]]:
    """The inverse. Raises as ``begin_from_bytes``."""
    at_ms, *rows = json.loads(payload)
    return _whole(at_ms), [_note_from(row) for row in rows]


def checked(content: Content) -> Content:
    """The content, if each field has a value of its kind. Raises ``TypeError``."""
    blank = Content()
    for field in fields(Content):
        value, usual = getattr(content, field.name), getattr(blank, field.name)
        kind: type[Any] = _KINDS.get(field.name, type(usual))
        if not isinstance(value, kind) and not (usual is None and value is None):
            raise TypeError(field.name)
    return content


def article_id(value: Any) -> ArticleId:
    """A number that an article can have. Raises ``TypeError``, ``ValueError``."""
    if not 0 <= _whole(value) < 1 << 63:
        raise ValueError(value)
    return ArticleId(value)


_KINDS: dict[str, type[Any]] = {"label": str, "slug": str, "section_id": int, "picture": object}


def _note_bytes(note: Note) -> bytes:
    name = note[0]
    if name == "edit":
        return _dumps(note)
    if name == "set":
        _, field, value, typing, paused = note
        return _dumps((name, field, value_to_json(field, value), typing, paused))
    if name == "take":
        _, values, version, by_others = note
        return _dumps((name, {key: value_to_json(key, values[key]) for key in values}, version, by_others))
    if name == "stored":
        _, version, content = note
        return _dumps((name, version, content_to_json(content)))
    return _dumps(note)


def _note_from(row: Any) -> Note:
    name, *rest = row
    if name == "edit":
        field, position, n_removed, inserted, paused = rest
        return (
            name,
            _one_of(field, TEXT_FIELDS),
            _whole(position),
            _whole(n_removed),
            _text(inserted),
            bool(paused),
        )
    if name == "set":
        field, value, typing, paused = rest
        return name, field, _field_value(field, value), bool(typing), bool(paused)
    if name == "take":
        values, version, by_others = rest
        new = {key: _field_value(key, values[key]) for key in values}
        others = None if by_others is None else tuple(_one_of(other, FIELDS) for other in by_others)
        return name, new, None if version is None else _whole(version), others
    if name == "stored":
        version, content = rest
        return name, _whole(version), checked(content_from_json(content))
    return name, *rest


def _field_value(field: str, value: Any) -> object:
    changes: dict[str, Any] = {field: value_from_json(field, value)}
    return getattr(checked(replace(Content(), **changes)), field)


def _content_parts(content: Content) -> Iterator[bytes]:
    """The texts in pieces, the rest as it is."""
    texts: dict[str, Any] = dict.fromkeys(TEXT_FIELDS, "")
    yield b"{"
    yield from _members(content_to_json(replace(content, **texts)))
    for name in TEXT_FIELDS:
        yield b',"%b":[' % name.encode()
        text = getattr(content, name)
        for start in range(0, len(text), _PIECE):
            yield (b"," if start else b"") + _dumps(text[start : start + _PIECE])
        yield b"]"
    yield b"}"


def _members(value: Mapping[str, Any]) -> Iterator[bytes]:
    members = ((key, item) for key, item in value.items() if key not in TEXT_FIELDS)
    for n, (key, item) in enumerate(members):
        yield (b"," if n else b"") + _dumps(key) + b":" + _dumps(item)


def _content_from(value: Any) -> Content:
    texts = {name: "".join(value[name]) for name in TEXT_FIELDS}
    return checked(content_from_json({**value, **texts}))


def _step_parts(steps: Sequence[Step]) -> Iterator[bytes]:
    for n, step in enumerate(steps):
        yield (b"," if n else b"") + _dumps(step_to_json(step))


def _dumps(value: Any) -> bytes:
    # Half a pair of surrogates is kept as it is: what it is half of may follow.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _one_of(value: Any, names: Sequence[str]) -> str:
    if value not in names:
        raise ValueError(value)
    return str(value)
