"""Kinds of file that newsrooms have and that are not read, each with a sentence: what it is, and what to do instead."""

import re

_SAVE_AS_WORD = "Save it as .docx to import it."
_BY_ENDING = {
    ".odt": f"It is a text of LibreOffice or OpenOffice (.odt), which is not read. {_SAVE_AS_WORD}",
    ".ott": f"It is a template of LibreOffice or OpenOffice (.ott), which is not read. {_SAVE_AS_WORD}",
    ".pages": f"It is a document of Apple Pages, which is not read. {_SAVE_AS_WORD}",
    ".wpd": f"It is a document of WordPerfect, which is not read. {_SAVE_AS_WORD}",
    ".wps": f"It is a document of Microsoft Works, which is not read. {_SAVE_AS_WORD}",
    ".abw": f"It is a document of AbiWord, which is not read. {_SAVE_AS_WORD}",
    ".rtf": f"It is a file in Rich Text Format (.rtf), which is not read. {_SAVE_AS_WORD}",
    ".pdf": "It is a PDF, which holds pages and no text in order: it is not read. Import what it was made from.",
    ".epub": "It is an electronic book (.epub), which is not read.",
    ".eml": "It is a mail (.eml), which is not read. Paste its text as an article.",
    ".msg": "It is a mail of Outlook (.msg), which is not read. Paste its text as an article.",
    ".mbox": "It is a box of mail (.mbox), which is not read. Paste the text of a mail as an article.",
    ".rst": "It is reStructuredText (.rst), which is not read. Export it as HTML or Markdown to import it.",
    ".org": "It is an Org file (.org), which is not read. Export it as HTML or Markdown to import it.",
    ".adoc": "It is AsciiDoc (.adoc), which is not read. Export it as HTML or Markdown to import it.",
    ".asciidoc": "It is AsciiDoc, which is not read. Export it as HTML or Markdown to import it.",
    ".textile": "It is Textile, which is not read. Export it as HTML or Markdown to import it.",
    ".wiki": "It is the text of a wiki (.wiki), which is not read. Export it as HTML or Markdown to import it.",
    ".mediawiki": "It is the text of a wiki, which is not read. Export it as HTML or Markdown to import it.",
    ".tex": "It is LaTeX (.tex), which is not read. Export it as HTML or Markdown to import it.",
    ".xlsx": "It is a workbook of Excel (.xlsx), which is not read. Save its table as .csv to import it.",
    ".xls": "It is a workbook of Excel (.xls), which is not read. Save its table as .csv to import it.",
    ".ods": "It is a workbook of LibreOffice (.ods), which is not read. Save its table as .csv to import it.",
    ".pptx": "It is a presentation (.pptx), which is not read.",
    ".ppt": "It is a presentation (.ppt), which is not read.",
    ".indd": "It is a document of InDesign, which is not read. Export its story as .docx or HTML to import it.",
    ".icml": "It is a story of InCopy, which is not read. Export it as .docx or HTML to import it.",
    ".qxp": "It is a document of QuarkXPress, which is not read. Export its text as .docx or HTML to import it.",
    ".sql": "It is a dump of a database (.sql), which is not read. Use the export of the program that wrote it.",
    ".db": "It is a database, which is not read. Use the export of the program that wrote it.",
    ".sqlite": "It is a database, which is not read. Use the export of the program that wrote it.",
    ".sqlite3": "It is a database, which is not read. Use the export of the program that wrote it.",
    ".zip": "It is an archive within the source; archives in others are not opened. Import it by itself.",
    ".gz": "It is a packed file, which is not opened. Unpack it, and import what was in it.",
    ".tgz": "It is an archive within the source; archives in others are not opened. Import it by itself.",
    ".tar": "It is an archive within the source; archives in others are not opened. Import it by itself.",
    ".7z": "It is an archive of 7-Zip, which is not opened. Pack it as .zip to import it.",
    ".rar": "It is an archive of RAR, which is not opened. Pack it as .zip to import it.",
}
_NEWSML = "It is NewsML without a news item of text in it."
_NITF = "It is NITF that is called something else: name it .xml or .nitf to import it."
# By what stands at the beginning, whatever the file is called. Of XML, by its first element.
_BY_BEGINNING = (
    (re.compile(rb"%PDF-"), _BY_ENDING[".pdf"]),
    (re.compile(rb"\{\\rtf"), _BY_ENDING[".rtf"]),
    (re.compile(rb"SQLite format 3\0"), _BY_ENDING[".db"]),
    (
        re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        f"It is an old file of Microsoft Office. {_SAVE_AS_WORD}",
    ),
    (re.compile(rb"From \S+ +\w{3} \w{3} [ \d]\d "), _BY_ENDING[".mbox"]),
)
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)[\s>/]")
_BEFORE_ELEMENT = re.compile(
    rb"\s*(?:<\?.{0,1000}?\?>\s*|<!--.{0,5000}?-->\s*|<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,5000}\])?\s*>\s*)*",
    re.DOTALL,
)
_BY_ELEMENT = {
    b"nitf": _NITF,
    b"newsml": _NEWSML,
    b"newsitem": _NEWSML,
    b"newsmessage": _NEWSML,
    b"packageitem": _NEWSML,
    b"conceptitem": "It is a vocabulary in NewsML: bring it in as one, not as articles.",
    b"knowledgeitem": "It is a vocabulary in NewsML: bring it in as one, not as articles.",
    b"planningitem": "It is a plan of coverage in NewsML, which holds no article.",
    b"catalogitem": "It is a catalogue of NewsML, which holds no article.",
    b"catalog": "It is a catalogue of NewsML, which holds no article.",
    b"opml": "It is a list of feeds (OPML), which holds no articles.",
    b"urlset": "It is a map of a site for search engines, which holds no articles.",
    b"sitemapindex": "It is a map of a site for search engines, which holds no articles.",
    b"mediawiki": "It is an export of MediaWiki, which is not read.",
    b"svg": "It is a picture (.svg), read only where an article shows it.",
}
# A mail by its head: two of these lines or more, one after the other, with the sender among them.
_MAIL_LINE = re.compile(
    rb"(?:(?P<from>From)|To|Cc|Subject|Date|Message-I[Dd]|Received|Return-Path|MIME-Version|Content-Type|Delivered-To|"
    rb"Reply-To|X-[\w-]+|DKIM-Signature|Authentication-Results): ?[^\n]*\n(?:[ \t][^\n]*\n)*"
)
_SURE_OF_MAIL = re.compile(
    rb"^(?:Message-I[Dd]|Received|Return-Path|MIME-Version|Delivered-To): ", re.MULTILINE
)


def reason_of(ending: str, head: bytes = b"") -> str:
    """Why such a file brings no article, as a sentence; empty where nothing is known of its kind.

    ``ending`` is ``.odt``, in small letters; ``head`` the beginning of what is in it.
    """
    return _of_head(head) or _BY_ENDING.get(ending, "")


def _of_head(head: bytes) -> str:
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, reason in _BY_BEGINNING:
        if pattern.match(head):
            return reason
    if element := first_element(head):
        return _BY_ELEMENT.get(element, "")
    return _BY_ENDING[".eml"] if _is_mail(head) else ""


def first_element(head: bytes) -> bytes:
    """The name of the first element of XML, in small letters; empty for what is none."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = _ELEMENT.match(head, _end_of(head)) if head.startswith(b"<") else None
    return found["name"].lower() if found else b""


def _end_of(head: bytes) -> int:
    match = _BEFORE_ELEMENT.match(head)
    return match.end() if match else 0


def _is_mail(head: bytes) -> bool:
    head = head.replace(b"\r\n", b"\n")
    at, has_sender, n = 0, False, 0
    while (line := _MAIL_LINE.match(head, at)) is not None:
        at, n = line.end(), n + 1
        has_sender |= line["from"] is not None
    return n > 1 and has_sender and _SURE_OF_MAIL.search(head, 0, at) is not None
