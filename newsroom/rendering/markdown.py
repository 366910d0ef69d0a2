"""Markdown to safe HTML, whole or by blocks. The only module that knows the Markdown library; loads it when used."""

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from newsroom.rendering.body import (
    Block,
    BodyOptions,
    BodyPatch,
    RenderedBody,
    RenderError,
    body_of,
    dateline_words,
)
from newsroom.rendering.cleaning import clean
from newsroom.rendering.finishing import Finished, Finisher, Outline
from newsroom.rendering.patching import patch
from newsroom.rendering.pictures import as_figures
from newsroom.rendering.splitting import Piece, split, starts_of, whole

if TYPE_CHECKING:
    import markdown

__all__ = [
    "Block",
    "BlockRenderer",
    "BodyOptions",
    "BodyPatch",
    "RenderError",
    "RenderedBody",
    "dateline_words",
    "patch",
    "render_body",
    "render_whole",
]

_EXTENSIONS = ("tables", "footnotes", "attr_list", "def_list", "abbr", "sane_lists", "fenced_code")
_SETTINGS: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},
    "footnotes": {"BACKLINK_TEXT": "↩"},
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
_SAFE_URL = re.compile(r"(?:https?://|/(?!/)|#)[^\s\"<>]*", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>")
_N_OPEN_ALLOWED = 1000
_N_KEPT = 256  # pieces of earlier texts kept while a text is refused
_PAIRS = (("[", "]"), ("(", ")"), ("<", ">"))
_local = threading.local()
Watch: TypeAlias = Callable[[Piece, int, int], None]


def render_body(text: str, options: BodyOptions) -> RenderedBody:
    """A text as safe HTML, by blocks. Any thread. Raises ``RenderError``, and nothing else, for any text.

    Costs 7 ms at 1,000 words. Small hostile texts may take very long in the library: bound it with a process.
    """
    return BlockRenderer(options).update(text)


def render_whole(text: str, options: BodyOptions) -> RenderedBody:
    """The same from one run over the whole text: one block. What ``render_body`` is checked against."""
    piece = whole(_sound(text))
    blocks = [_block(piece, _render_piece(piece, options, dict(_safe_urls(options))))] if piece else []
    return body_of(_with_dateline(_in_outline(blocks), options.dateline))


class BlockRenderer:
    """Renders one text again and again, and does only the blocks that changed. Belongs to one thread."""

    def __init__(self, options: BodyOptions) -> None:
        self._options = options
        self._urls = dict(_safe_urls(options))
        self._known: dict[str, Finished] = {}

    @property
    def options(self) -> BodyOptions:
        """What it renders with."""
        return self._options

    def change_options(self, options: BodyOptions) -> None:
        """Renders with these from now on; another dateline alone costs no block."""
        if replace(options, dateline=self._options.dateline) != self._options:
            self._urls = dict(_safe_urls(options))
            self._known = {}
        self._options = options

    def update(self, text: str, watch: Watch | None = None) -> RenderedBody:
        """The text as it is now. Raises ``RenderError``, and what ``watch`` raises; the next call goes on from there.

        ``watch`` is called before each piece that is not known yet, with its place among all of them.
        """
        pieces = split(_sound(text))
        used: dict[str, Finished] = {}
        blocks: list[Block] = []
        try:
            for index, piece in enumerate(pieces):
                done = used.get(piece.text) or self._known.get(piece.text)
                if done is None:
                    if watch is not None:
                        watch(piece, index, len(pieces))
                    done = _render_piece(piece, self._options, self._urls)
                used[piece.text] = done
                blocks.append(_block(piece, done))
        except BaseException:
            few = len(self._known) <= 2 * len(pieces) + _N_KEPT
            self._known = self._known | used if few else used
            raise
        self._known = used
        return body_of(_with_dateline(_in_outline(blocks), self._options.dateline))


def _sound(text: str) -> str:
    """Without what neither XML nor the library bears; the lines stay the same."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return _FORBIDDEN.sub("\ufffd", text)
    # Over bytes, because the pattern over a long text costs as much as all the splitting.
    sound = len(data.translate(None, _CONTROLS)) == len(data) and b"\xef\xbf\xbe" not in data
    return text if sound and b"\xef\xbf\xbf" not in data else _FORBIDDEN.sub("\ufffd", text)


def _safe_urls(options: BodyOptions) -> list[tuple[int, str]]:
    return [(id_, escape(url)) for id_, url in options.article_urls if _SAFE_URL.fullmatch(url)]


def _block(piece: Piece, done: Finished) -> Block:
    starts = starts_of(piece, done.n_elements)
    return Block(piece.first_line, piece.last_line, done.html, done.n_elements, starts)


def _render_piece(piece: Piece, options: BodyOptions, urls: dict[int, str]) -> Finished:
    _refuse_traps(piece)
    try:
        html = _converter().convert(piece.text)
    except RecursionError:
        _local.converter = None  # its parser still believes to be inside of what it was reading
        raise _refused(piece, "is nested too deeply") from None
    except Exception as error:  # a third party's parser, given anything at all
        _local.converter = None
        raise _refused(piece, f"cannot be read as Markdown ({type(error).__name__})") from error
    return Finisher(options, urls).finish(clean(as_figures(html)))


def _refused(piece: Piece, why: str) -> RenderError:
    line = piece.first_line + 1
    place = (
        f"The text from line {line} on" if piece.last_line > piece.first_line else f"The text in line {line}"
    )
    return RenderError(f"{place} {why}. The text itself is kept as it is.", line)


def _refuse_traps(piece: Piece) -> None:
    """Refuse what takes the library minutes: brackets opened by the thousand and never closed."""
    if len(piece.text) <= _N_OPEN_ALLOWED:
        return
    line = piece.first_line
    for paragraph in piece.text.split("\n\n"):
        for opening, closing in _PAIRS:
            if paragraph.count(opening) - paragraph.count(closing) > _N_OPEN_ALLOWED:
                last = line + paragraph.count("\n")
                raise _refused(
                    Piece(line, last, paragraph), f"opens “{opening}” too often without closing it"
                )
        line += paragraph.count("\n") + 2


def _converter() -> "markdown.Markdown":
    """This thread's converter, as new."""
    import markdown

    converter = getattr(_local, "converter", None)
    if not isinstance(converter, markdown.Markdown):
        from newsroom.rendering.quick_rules import QuickRules

        extensions: list[str | markdown.Extension] = [*_EXTENSIONS, QuickRules()]
        converter = markdown.Markdown(extensions=extensions, extension_configs=_SETTINGS)
        _local.converter = converter
    converter.reset()
    return converter


def _in_outline(blocks: list[Block]) -> list[Block]:
    outline = Outline()
    done = []
    for block in blocks:
        html = outline.apply(block.html)
        done.append(block if html is block.html else replace(block, html=html))
    return done


def _with_dateline(blocks: list[Block], words: str) -> list[Block]:
    if not words:
        return blocks
    span = f'<span class="dateline">{escape(words)}</span>'
    if not blocks:
        return [Block(0, 0, f"<p>{span}</p>", 1)]
    first = blocks[0]
    paragraph = _PARAGRAPH.match(first.html)
    if paragraph is None:
        html, n_elements = f"<p>{span}</p>\n{first.html}".rstrip(), first.n_elements + 1
        starts = (first.first_line, *first.starts) if first.starts else ()
    else:
        html, n_elements = f"{paragraph[0]}{span} {first.html[paragraph.end() :]}", first.n_elements
        starts = first.starts
    return [Block(first.first_line, first.last_line, html, n_elements, starts), *blocks[1:]]
