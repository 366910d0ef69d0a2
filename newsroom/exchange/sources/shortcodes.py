"""Shortcodes of Hugo and tags of Liquid as Markdown where they are well known; all others stay in the text, as code."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from newsroom.exchange.sources.places import Place, in_words
from newsroom.exchange.sources.shortcode_marks import Kind, Mark, arguments_of, marks_of

_DEEPEST = 20
_QUOTES = frozenset(
    "note notice alert callout tip warning info admonition attention box quote blockquote quote-block pullquote "
    "aside epigraph".split()
)
_CODES = frozenset(("highlight", "code", "codeblock", "prism"))
_PLAIN = frozenset(("rawhtml", "html", "raw-html", "markdown", "md", "center", "comment"))
_PAIRS = _QUOTES | _CODES | _PLAIN | {"details"}
_PICTURES = frozenset(
    "figure fig img image picture photo pic img-right img-left img-center image_with_class legacy-img legacy-img-right "
    "legacy-img-left responsive_image picture-right".split()
)
_PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtube.html": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "vimeo.html": "https://vimeo.com/{}",
    "gist": "https://gist.github.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "spotify": "https://open.spotify.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "codepen": "https://codepen.io/{}",
}
_POSTS = ("tweet", "x", "twitter", "x_simple", "twitter_simple")
_FILTERED = re.compile(
    r"[\"'](?P<address>[^\"']+)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend\b.*|url|relURL|absURL)"
)
# ``{{ youtube(id="…") }}`` of Zola.
_CALL = re.compile(r"(?P<name>[a-z]\w*)(?P<with>\([^()]*\))")
# A picture and what it shows, with quotes in the words that nothing marks.
_PICTURE_AND_WORDS = re.compile(r"""[^"]*"[^"\n]+",?\s+"(?P<words>(?:(?!"\s+").)+)"[^"\w]*""", re.DOTALL)
# ``{{</* ref */>}}``: how Hugo shows a shortcode.
_ESCAPED = re.compile(r"\{\{([<%])/\*([^\n]{0,500}?)\*/([>%])\}\}")
_BASES = frozenset(
    (
        "site.baseurl",
        "site.url",
        "site.base_url",
        "SITEURL",
        "base_url",
        "config.base_url",
        "page.preview_baseurl",
    )
)


def as_markdown(text: str, place: Place, values: Mapping[str, Any], notes: list[str]) -> str:
    """The text with what is well known as Markdown. ``values`` is the front matter; ``notes`` takes what stays."""
    if "{{" not in text and "{%" not in text:
        return text
    reading = _Reading(text, place, values)
    found = reading.read()
    if reading.unknown:
        names = ", ".join(f"{name} ({n})" if n > 1 else name for name, n in reading.unknown.most_common(12))
        notes.append(f"Marks of a site program stay in the text as they were: {names}.")
    return _ESCAPED.sub(r"{{\1\2\3}}", found) if "/*" in found else found


class _Frame:
    """What stands after an opening mark, until it is closed."""

    def __init__(self, mark: Mark | None) -> None:
        self.mark = mark
        self.pieces: list[str] = []


class _Reading:
    def __init__(self, text: str, place: Place, values: Mapping[str, Any]) -> None:
        self._text = text
        self._place = place
        self._values = values
        self._frames = [_Frame(None)]
        self._n_open: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def read(self) -> str:
        at = 0
        for mark in marks_of(self._text):
            self._add(self._text[at : mark.start])
            at = mark.end
            self._take(mark)
        self._add(self._text[at:])
        while len(self._frames) > 1:
            self._give_up()
        return "".join(self._frames[0].pieces)

    def _add(self, text: str) -> None:
        if text:
            self._frames[-1].pieces.append(text)

    def _take(self, mark: Mark) -> None:
        if mark.kind is Kind.VERBATIM:
            self._add(mark.text)
        elif mark.kind is Kind.OUTPUT:
            self._add(self._output(mark))
        else:
            name = mark.name.removeprefix("end") if mark.kind is Kind.TAG else mark.name
            closes = mark.closes or (mark.kind is Kind.TAG and mark.name.startswith("end"))
            if closes and not name and (opening := self._frames[-1].mark) is not None:
                name = opening.name  # Zola's ``{% end %}``
            if closes and self._n_open[name]:
                self._close(name)
            elif (
                not closes
                and name in _PAIRS
                and len(self._frames) < _DEEPEST
                and not mark.text.rstrip("}>%").endswith("/")
            ):
                self._frames.append(_Frame(mark))
                self._n_open[name] += 1
            else:
                self._add(self._single(mark))

    def _close(self, name: str) -> None:
        while (opening := self._frames[-1].mark) is not None and opening.name != name:
            self._give_up()
        frame = self._frames.pop()
        self._n_open[name] -= 1
        if frame.mark is not None:
            self._add(_paired(frame.mark, "".join(frame.pieces)))

    def _give_up(self) -> None:
        """An opening mark that nothing closes stands for itself."""
        frame = self._frames.pop()
        if frame.mark is not None:
            self._n_open[frame.mark.name] -= 1
            self._add(self._single(frame.mark))
            self._frames[-1].pieces += frame.pieces

    def _single(self, mark: Mark) -> str:
        found = _known(mark, self._place)
        return self._as_it_was(mark, mark.name) if found is None else found

    def _output(self, mark: Mark) -> str:
        expression = mark.name
        if expression in _BASES:
            return ""
        if match := _FILTERED.fullmatch(expression):
            return match["address"]
        if (call := _CALL.fullmatch(expression)) is not None:
            called = Mark(
                Kind.HUGO, mark.start, mark.end, mark.text, call["name"], False, *arguments_of(call["with"])
            )
            return self._single(called)
        if expression.startswith(("page.", "site.baseurl |")):
            value = self._values.get(expression.partition(".")[2].partition("|")[0].strip())
            if isinstance(value, str | int) and not isinstance(value, bool):
                return str(value)
        return self._as_it_was(mark, "{{ … }}")

    def _as_it_was(self, mark: Mark, name: str) -> str:
        self.unknown[name] += 1
        words = " ".join(mark.text.split())
        return f"`` {words} ``" if "`" in words else f"`{words}`"


def _known(mark: Mark, place: Place) -> str | None:
    """A mark that stands alone, as Markdown; None where it is not known."""
    name = mark.name
    if name == "include" and mark.arguments:
        inner = mark.arguments[0].rpartition("/")[2].removesuffix(".html").removesuffix(".md")
        mark = Mark(mark.kind, mark.start, mark.end, mark.text, inner, False, mark.arguments[1:], mark.named)
        name = inner
    if name in _PICTURES or (name.startswith(("figure", "image")) and mark.kind is Kind.TAG):
        return _picture(mark, place)
    reader = _READERS.get(name)
    if reader is not None:
        return reader(mark, place)
    if name in _QUOTES and (words := mark.first("text", "quote", "content")):
        return _paired(mark, words)
    if name in _PLACES:
        id = mark.first("id", "video_id", "code", "url") or "/".join(
            mark.arguments[: 2 if name == "gist" else 1]
        )
        return _autolink(id if id.startswith("http") else _PLACES[name].format(id)) if id else None
    return _tweet(mark) if name in _POSTS else None


def _picture(mark: Mark, at: Place) -> str | None:
    places = [
        mark.first("src", "image_path", "url", "path", "file", "image", "filename"),
        *mark.arguments[:1],
    ]
    where = next((place for place in places if place and "{{" not in place), "")
    if not where or any(c in where for c in "\n<>") or not ("/" in where or "." in where):
        return None
    if (
        at.name
        and not at.is_bundle
        and "://" not in where
        and not where.startswith((".", "/"))
        and "/" in where
    ):
        where = f"/{where}"
    where = where.replace("\\_", "_")
    alone = mark.arguments[1:] if not places[0] else mark.arguments
    alt = mark.first("alt", "alt_text", "title") or _words_alone(mark, alone)
    caption = mark.first("caption", "figcaption", "cap")
    title = mark.first("title") if mark.first("alt", "alt_text") else ""
    caption = (
        ". ".join(part for part in (title.rstrip("."), caption) if part) if title != caption else caption
    )
    credit = mark.first("attr", "attribution", "credit")
    words = " ".join(part for part in (caption, f"({credit})" if credit else "") if part)
    where = where.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    picture = f"![{_label(alt or caption)}]({where})"
    if link := mark.first("link", "href"):
        picture = f"[{picture}]({link})"
    # Words that have looks of their own get no other.
    around = "" if "*" in words else "*"
    return f"{picture}\n\n{around}{_label(words)}{around}\n" if words else picture


def _words_alone(mark: Mark, alone: Sequence[str]) -> str:
    """What a picture shows, where it is said without a name."""
    whole = None if mark.named else _PICTURE_AND_WORDS.fullmatch(mark.text)
    if whole is not None and whole["words"].count('"') > 1:
        return whole["words"]
    return next((words for words in alone if " " in words), "")


def _reference(mark: Mark, place: Place) -> str | None:
    target = mark.first("path") or (mark.arguments[0] if mark.arguments else "")
    if not target:
        return None
    plain, hash_mark, part = target.partition("#")
    if "/" not in plain and (plain.lower().endswith(".md") or re.match(r"\d{4}-\d\d-\d\d-", plain)):
        return f"/{plain.removesuffix('.md')}.md{hash_mark}{part}"
    if plain.lower().endswith(".md") and not plain.startswith("."):
        plain = f"/{plain.lstrip('/')}"
    elif plain and not plain.startswith(("/", ".")):
        plain = f"/{plain}/"
    return place.target(plain + hash_mark + part)


def _post_url(mark: Mark, _place: Place) -> str | None:
    return f"/{mark.arguments[0].rpartition('/')[2]}.md" if mark.arguments else None


def _link(mark: Mark, place: Place) -> str | None:
    if not mark.arguments or mark.kind is not Kind.TAG:
        return None
    # Hexo's has words and an address, Jekyll's the path of a file.
    words, *others = mark.arguments
    if others and re.match(r"https?://|/", others[0]) and not any(c in others[0] for c in "()<> "):
        return f"[{_label(words)}]({others[0]})"
    return place.target(f"/{words.lstrip('/')}")


def _post_link(mark: Mark, _place: Place) -> str | None:
    """``{% post_link harbour 'The harbour' %}`` of Hexo: a file by its name, and the words of the link."""
    if not mark.arguments:
        return None
    file = mark.arguments[0].rpartition("/")[2].removesuffix(".md")
    words = " ".join(word for word in mark.arguments[1:] if word not in ("true", "false"))
    return f"[{_label(words or in_words(file))}](/{file}.md)"


def _asset(mark: Mark, place: Place) -> str | None:
    """``{% asset_img pier.jpg 300 "Title" %}`` of Hexo: a picture beside the page; sizes and classes are looks."""
    where = next((word for word in mark.arguments if "." in word and " " not in word), "")
    if not where:
        return None
    rest = mark.arguments[mark.arguments.index(where) + 1 :]
    words = " ".join(word for word in rest if not word.isdigit()).strip("\"' ")
    address = place.target(where.replace(" ", "%20").replace("(", "%28").replace(")", "%29"))
    return f"![{_label(words)}]({address})"


def _file(mark: Mark, _place: Place) -> str | None:
    where = mark.first("src", "file", "url") or (mark.arguments[0] if mark.arguments else "")
    return f"/{where.lstrip('/')}" if where and "://" not in where else where or None


def _break(_mark: Mark, _place: Place) -> str:
    return "\n\n"


def _tweet(mark: Mark) -> str | None:
    id = mark.first("id") or (mark.arguments[0] if mark.arguments else "")
    if not id:
        return None
    return _autolink(
        id if id.startswith("http") else f"https://twitter.com/{mark.first('user') or 'i'}/status/{id}"
    )


_READERS: dict[str, Callable[[Mark, Place], str | None]] = {
    "ref": _reference,
    "relref": _reference,
    "post_url": _post_url,
    "post_path": _post_url,
    "post_link": _post_link,
    "asset_img": _asset,
    "link": _link,
    "asset-static": _file,
    "asset": _file,
    "asset_path": _file,
    "static": _file,
    "break": _break,
    "more": _break,
}


def _paired(mark: Mark, inner: str) -> str:
    """What two marks enclose."""
    if mark.name in _CODES:
        language = mark.first("lang", "language") or (mark.arguments[0] if mark.arguments else "")
        fence = "~~~~" if "```" in inner else "```"
        return f"\n{fence}{language if language.isalnum() else ''}\n{inner.strip(chr(10))}\n{fence}\n"
    if mark.name == "comment":
        return f"<!--{inner.replace('--', '- -')}-->"
    if mark.name in _PLAIN:
        return inner
    title = mark.first("title", "heading", "summary", "header")
    if mark.name == "details" and not title:
        title = " ".join(mark.arguments)
    cite = mark.first("author", "cite", "source", "attribution") or _said_by(mark)
    parts = [f"**{_label(title)}**" if title else "", inner.strip(), f"— {_label(cite)}" if cite else ""]
    lines = "\n\n".join(filter(None, parts)).split("\n")
    return "\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n"


def _said_by(mark: Mark) -> str:
    """``{% blockquote Author, Source https://example.org %}`` of Hexo and Octopress: who said it, and where."""
    if mark.kind is not Kind.TAG or mark.name not in ("blockquote", "quote", "pullquote"):
        return ""
    return re.sub(
        rf"^.*?{re.escape(mark.name)}\s*|\s*-?%\}}$", "", mark.text, count=2, flags=re.DOTALL
    ).strip()


def _label(words: str) -> str:
    return " ".join(words.replace("[", "\\[").replace("]", "\\]").split())


def _autolink(address: str) -> str:
    return f"<{address.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"
