"""A Word file as its reader understands it: words that it would pass over are put where it looks for words."""

import re
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, unescape

from newsroom.domain.names import tidy
from newsroom.exchange.sources import word_boxes

_DOCUMENT = "word/document.xml"
_MARKS = (
    b"<w:fldSimple",
    b"<m:oMath",
    b"<w:customXml",
    b"<w:ruby",
    b"<w:subDoc",
    b"<w:vanish",
    b"HYPERLINK",
    word_boxes.MARK,
)
# What only holds others: fields that are shown as they were last reckoned, marks of other programs.
_HOLDERS = re.compile(r"</?w:(?:fldSimple|customXml)(?:\s[^<>]{0,5000})?/?>")
_CUSTOM = re.compile(r"<w:customXmlPr>.*?</w:customXmlPr>", re.DOTALL)
_FORMULA = re.compile(
    r"<m:(?P<tag>oMathPara|oMath)(?:\s[^<>]{0,2000})?>(?P<inner>.*?)</m:(?P=tag)>", re.DOTALL
)
_RUBY = re.compile(r"<w:ruby>.*?<w:rubyBase>(?P<base>.*?)</w:rubyBase>.*?</w:ruby>", re.DOTALL)
# Words that Word shows to nobody who does not ask for them; none with a run within, such as a box of text.
_HIDDEN = re.compile(
    r"<w:r(?:\s[^<>]{0,300})?>\s{0,20}<w:rPr>[^<]*(?:<(?!/w:rPr>|w:r[\s>]|w:vanish)[^<]*){0,300}"
    r"<w:vanish(?:\s{1,20}w:val=\"(?:1|true|on)\")?\s{0,20}/>[^<]*(?:<(?!/w:rPr>|w:r[\s>])[^<]*){0,300}</w:rPr>"
    r"[^<]*(?:<(?!/?w:r[\s>])[^<]*){0,20000}</w:r>"
)
# What a field says that it does, up to what it shows, and the pieces in which it says so.
_FIELD = re.compile(
    r"<w:fldChar\s[^<>]{0,200}\"begin\"[^<>]{0,200}>.{0,20000}?<w:fldChar\s[^<>]{0,200}\"separate\"",
    re.DOTALL,
)
_FIELD_WORDS = re.compile(r"(<w:instrText(?:\s[^<>]{0,200})?>)([^<]*)(?=</w:instrText>)")
_LEADS = re.compile(r"\s*HYPERLINK\s+\"(?P<target>[^\"]+)\"(?P<ways>.*\\.*)", re.DOTALL)
_PART = re.compile(r"\\l\s+\"(?P<part>[^\"]+)\"")
_RUN_IN_RUN = re.compile(r"<w:t(?:\s[^<>]{0,200})?>([^<]*)</w:t>")
_WORDS = re.compile(r"<m:t(?:\s[^<>]{0,200})?>([^<]*)</m:t>")


def mended(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The file, and sentences about what of it is not as it was. Of a sound zip that ``word_parts`` has looked at."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = archive.read(_DOCUMENT)
        if not any(mark in document for mark in _MARKS):
            return data, ()
        text = document.decode("utf-8", "replace")
        hidden = tidy(
            " ".join(unescape(" ".join(_RUN_IN_RUN.findall(run))) for run in _HIDDEN.findall(text))
        )[:500]
        changed, n_formulas = _FORMULA.subn(_formula, word_boxes.with_boxes(_HIDDEN.sub("", text)))
        if "HYPERLINK" in changed:
            changed = _FIELD.sub(_field, changed)
        changed = _RUBY.sub(_base, _HOLDERS.sub("", _CUSTOM.sub("", changed)))
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in archive.infolist():
                copy.writestr(info, changed.encode() if info.filename == _DOCUMENT else archive.read(info))
    notes: list[str] = []
    if n_formulas:
        notes.append(f"Its formulas ({n_formulas}) came as the signs in them, without their form.")
    if hidden:
        notes.append(f"Words that are hidden in it were left out: {hidden}")
    return target.getvalue(), tuple(notes)


def furniture_of(data: bytes) -> str:
    """The words of page headers and footers, each once, which are no part of the text."""
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(?:header|footer)\d{0,4}\.xml", name):
                text = archive.read(name).decode("utf-8", "replace")
                words = tidy(unescape(" ".join(_RUN_IN_RUN.findall(text))))
                if any(map(str.isalpha, words)):
                    found.append(words)
    return "; ".join(dict.fromkeys(found))[:2_000]


def _formula(match: re.Match[str]) -> str:
    words = "".join(map(unescape, _WORDS.findall(match["inner"])))
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""


def _field(match: re.Match[str]) -> str:
    """A link's field with its target alone: its tips and windows would be read as part of the address."""
    pieces = _FIELD_WORDS.findall(match[0])
    leads = _LEADS.fullmatch(unescape("".join(words for _, words in pieces), {"&quot;": '"'}))
    if leads is None:
        return match[0]
    part = _PART.search(leads["ways"])
    target = leads["target"] + (f"#{part['part']}" if part else "")
    said = iter([escape(f'HYPERLINK "{target}"')])
    return _FIELD_WORDS.sub(lambda piece: piece[1] + next(said, ""), match[0])


def _base(match: re.Match[str]) -> str:
    """Signs, without those above them that say how they sound."""
    words = "".join(_RUN_IN_RUN.findall(match["base"]))
    return f'<w:t xml:space="preserve">{words}</w:t>'
