"""Bytes of a file as text: Unicode where it is, else the old encoding that makes words of them. No file is opened."""

import codecs
import re
import unicodedata
from itertools import pairwise

from newsroom.domain.errors import NewsroomError
from newsroom.exchange.old_latin import OLD_LATIN, old_latin

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What documents, archives and pictures begin with.
_FORMATS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"RIFF",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
)
# In the order of preference where two fit equally well.
_OLD = (
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "koi8-r",
    "koi8-u",
    "cp866",
    "iso8859-2",
    "mac_cyrillic",
)
# What mail and wires in Japanese change from ASCII with.
_SHIFTS = (b"\x1b$B", b"\x1b$@")
# Hebrew's letters are those of small Cyrillic ones, but for these and the capitals: no Russian text does without.
_NOT_HEBREW = re.compile(rb"[\xc0-\xdf\xfb\xfc\xff]")
_SURE_LETTERS = 10
_DENSE = ("gb18030", "shift_jis", "euc-jp", "big5", "euc-kr")
_LEAST_DENSE = 1.0  # a text's own characters are common ones; Latin letters read by twos are not
_TWO_TOGETHER = re.compile(rb"[\x80-\xff]{2}")
OLD_ENCODINGS = tuple(dict.fromkeys((*_OLD, *OLD_LATIN, *_DENSE)))
"""All that ``decode`` may find, beside those of Unicode."""
_FOREIGN = re.compile(rb"[\x80-\xff]")
_BEFORE = 200
_SAMPLE = 20_000
_FOREIGN_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{3,}(?![A-Za-z\x80-\xff])")
_PLAIN = tuple(bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz")
_SAID = 0.1  # what it counts that a source says its encoding
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A word with a foreign character. Letters of ASCII before it are taken whole, and from their beginning only.
_RUN = re.compile(r"(?<![a-zA-Z])[a-zA-Z]++[^\x00-\x7f][^\W\d_]*|[^\x00-\x7f][^\W\d_]*")
# The commonest characters: of a wrong reading hardly any are among them.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后"
    "小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长"
    "知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最"
    "间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市"
    "這們個來國說時會對學過後還發經頭開樣現將與種聲話問機給業間電門東聽氣關軍產萬"
)


_FREQUENT = frozenset("оеаинтсрвліאיהולمرنياלτεσαοιäöüßéèàçñóáíâêîôûãõğışłąęčšž")
# Letters of Iceland stand where Turkish ones do.
_RARE = frozenset("þðýÞÐÝ")
_CENTRAL = frozenset("šžŠŽ")


class NotTextError(NewsroomError):
    """The bytes are no text that we can read."""


def decode(data: bytes, *, western: bool = False) -> str:
    """The text, without a byte order mark. ``western``: its source says so, often wrongly. Raises ``NotTextError``."""
    if data.startswith(_FORMATS):
        raise NotTextError("It is not a text file.")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    wide = _wide(data)
    if wide is not None:
        return _strict(data, wide)
    if _CONTROLS.search(data):
        raise NotTextError("It is not a text file.")
    if any(shift in data for shift in _SHIFTS) and data.isascii():
        return _strict(data, "iso2022_jp_2")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A cut-off last character, or one broken one in a long text, is no reason to doubt.
        good = data[: error.start]
        if len(good) > 200 and not good.isascii() and data.count(b"\x80") < len(data):
            lenient = data.decode("utf-8", "replace")
            if lenient.count("\ufffd") * 100 < len(lenient):
                return lenient
    return data.decode(_best(data, western=western), "replace")


def _strict(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") * 20 > len(text) or "\x00" in text[:1000]:
        raise NotTextError("It is not a text file, or its encoding is broken.")
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: read so, the bytes are letters of few scripts, and spaces."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return None
    found: list[tuple[int, int, str]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        n_good = sum(1 for c in text if unicodedata.category(c)[0] in "LMNPSZ" or c in "\n\r\t")
        scripts = {_script(c) for c in text[:2000] if c.isalpha()}
        if n_good * 100 >= 97 * len(text) and 1 <= len(scripts) <= 6:
            found.append((text.count(" ") + text.count("\n"), -len(scripts), encoding))
    return max(found)[2] if found else None


def _best(data: bytes, *, western: bool) -> str:
    # From shortly before the first letter that tells.
    first = _FOREIGN.search(data)
    begin = max(0, first.start() - _BEFORE) if first else 0
    sample = data[begin : begin + _SAMPLE]
    scores = {name: _dense_score(sample, name) for name in _DENSE} | {
        name: _score(sample, name) for name in _OLD
    }
    if western:
        scores["cp1252"] += _SAID
    best = max(scores, key=lambda name: scores[name])
    is_plain = _is_mostly_plain(sample)
    if scores[best] <= -1 and not (is_plain and old_latin(sample, western=western)):
        raise NotTextError("It is not a text file, or its encoding is unknown.")
    # The encodings of Latin letters differ in few of them, and a language tells which it was.
    # So does a text of theirs with bytes that an encoding of two each would take for a few characters.
    is_dense = best in _DENSE and scores[best] >= _LEAST_DENSE and _TWO_TOGETHER.search(sample) is not None
    is_latin = best in OLD_LATIN or (not is_dense and is_plain)
    return (old_latin(sample, western=western) or best) if is_latin else best


def _is_mostly_plain(sample: bytes) -> bool:
    """Letters of ASCII with few others among them, which are hardly of another alphabet.

    Whole words of the others are, whatever marks or names stand around them.
    """
    n_foreign = sum(byte > 0x7F for byte in sample)
    n_plain = sum(map(sample.lower().count, _PLAIN))
    return 3 * n_foreign < n_plain and 2 * sum(map(len, _FOREIGN_WORD.findall(sample))) <= n_foreign


def _score(sample: bytes, encoding: str) -> float:
    """How far the words with foreign letters look like words: from -3 to 2."""
    text = sample.decode(encoding, "replace")
    n_foreign = sum(1 for c in text if c > "\x7f")
    if not n_foreign:
        return 0
    total = -4.0 * text.count("\ufffd")
    for match in _RUN.finditer(text):
        total += _word_score(match[0])
    if encoding == "cp1255" and n_foreign >= _SURE_LETTERS and not _NOT_HEBREW.search(sample):
        total += 0.5 * n_foreign
    # Where these stand, Central Europe wrote.
    return total / n_foreign + (0.3 if encoding == "cp1250" and not _CENTRAL.isdisjoint(text) else 0)


def _word_score(word: str) -> float:
    """One word: its letters of one script, small after the first, count for it; marks and mixtures against it."""
    score = 0.0
    foreign = [c for c in word if c > "\x7f"]
    scripts = {_script(c) for c in word if c.isalpha()}
    for c in foreign:
        kind = unicodedata.category(c)
        if kind[0] in "LM":
            score += 1 if len(scripts) == 1 else -2
        elif kind in ("Pi", "Pf", "Pd", "Ps", "Pe", "Po", "Zs") or c in "€£§°©®№«»":
            score += 0.4
        elif kind in ("Cc", "Cn", "Co"):
            score -= 3
        else:
            score -= 1
    score -= 2 * sum(1 for a, b in pairwise(word) if a.islower() and b.isupper() and max(a, b) > "\x7f")
    score -= sum(1 for c in foreign if c in _RARE)
    if scripts == {"LATIN"} and len(word) > 3 and len(foreign) * 5 > len(word) * 3:
        score -= len(foreign)
    if len(word) == 1 and word.isupper():
        score -= 1.5
    if len(word) > 2:
        score += 0.5 * sum(1 for c in word if c in _FREQUENT) / len(word) * len(foreign)
    return score


def _script(c: str) -> str:
    return "LATIN" if c < "\u0250" else unicodedata.name(c, "?").split(" ", 1)[0]


def _dense_score(sample: bytes, encoding: str) -> float:
    """Of two-byte encodings only those without an error, by how common their characters are."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(sample)
    except UnicodeDecodeError:
        return -10
    foreign = [c for c in text if c > "\x7f"]
    if len(foreign) < 2:
        return -10
    good = 0.0
    for c in foreign:
        if c in _COMMON or "\u3040" <= c <= "\u30ff" or c in "，。、；：？！「」『』（）《》“”‘’—…・":
            good += 3.2
        elif "\uac00" <= c <= "\ud7a3" and encoding == "euc-kr":
            good += 1.8
        elif "\uff61" <= c <= "\uff9f" or "\ue000" <= c <= "\uf8ff":
            good -= 3
        elif "\u4e00" <= c <= "\u9fff":
            good += 0.2
        else:
            good -= 1
    return good / len(foreign)
