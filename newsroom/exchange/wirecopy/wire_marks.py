"""What a wire, a press office or a mail program prints around the copy: embargoes, slugs, captions. Says why."""

import re

EMBARGO = "An embargo; it is kept here, nothing waits for it."
SLUG = "A slug line of the wire."
NOTE = "A note to editors."
PICTURE = "A caption or the credit of a picture."
COUNT = "A count of words."
RELEASE = "A line of a press office."
UNDER_END = "It stands under the end of the copy."

_EMBARGO = re.compile(
    r"[-–—*!(\[ ]*(?:(?:strictly )?(?:under )?embargo(?:ed)?"
    r"(?=\W*$|\s*[:：]| until| till| to (?:\d|noon|midnight)| bis\b| jusqu| hasta| not for| \d"
    r"| for (?:release|publication|use|\d))"
    r"|not for (?:publication|release|broadcast|use)\b.{0,20}(?:before|until)|hold for release"
    r"|sperrfrist\b|sous embargo\b|embargado\b|эмбарго (?:до|на публикацию)|не публиковать до"
    r"|χωρίς δημοσίευση|حظر النشر)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:eds?:|eds\.:|editors?:|editors?['’]? note:|attention editors\b|\(eds?: |\(editors?['’]? note)",
    re.IGNORECASE,
)
_PICTURE_CREDIT = re.compile(
    r"[(\[]?(?:(?:file |ap |afp |reuters |handout |courtesy )?(?:photos?|pictures?|images?|pics?|photograph)"
    r"(?: (?:credit|source|caption|courtesy|by))?|caption|image caption|photo caption|credit"
    r"|foto|fotos|bild|bildquelle|crédit photo"
    r"|légende|bildunterschrift|crédito|pie de foto|фото|подпись к фото|иллюстрация|φωτογραφία"
    r"|صورة|الصورة|תמונה|צילום|图片来源|图|写真|사진)"
    r"\s*[:：©/|]\s*\S.{0,240}|\(?(?:file|stock|handout|archive|representational|representative|undated) "
    r"(?:photo|image|picture|pic)s?\)?\.?(?:\s*[|:/–-]\s*\S.{0,80})?"
    r"|\((?:AP|AFP|EPA|Reuters|Getty|dpa|EFE) (?:photo|file|images)[^()]{0,60}\)"
    r"|архивное фото|archivbild|symbolbild|foto de archivo|photo d['’](?:archives?|illustration)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r".{10,400}(?:[.!?”\"]\s+(?i:photo|photograph|picture|image|foto|фото|bild)\s*(?:by)?\s*[:：©/]\s*\S[^.]{1,60}"
    r"|\((?:AP|AFP|EPA|Reuters|dpa|EFE|Getty|File) (?:Photo|Images?|photo)s?(?:/[^()]{2,50})?\)"
    r"|[\[(](?:file|photo|image|picture)s?\s?[:/]\s?[^\[\]()]{2,60}[\])]"
    r"|[\[(][^\[\]()]{2,40}/(?:AP|AFP|Reuters|EPA|Getty Images)[\])])\.?"
)
_COUNT = re.compile(
    r"[(\[]?(?:word ?count|words|length|characters|len)\s*[:=]\s*(?:about |approx\.? )?[\d,. ]{1,9}(?:words)?[)\]]?"
    r"|[(\[]?(?:about |approx\.? |~)?\d{1,2}[,.]?\d{0,4} ?(?:words|wds|Wörter|mots"
    r"|palabras|parole|слов|слова|знаков|字)[)\]]?\.?",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"(?:for )?immediate (?:release|use)\b.{0,60}|press release|news release|media release|pressemitteilung"
    r"|communiqué de presse|nota de prensa|comunicado de prensa|comunicato stampa|пресс-релиз",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[a-z]{1,2}\d{4} ?-{2,}|[a-z] [a-z] (?:[A-Z]{2}|[a-z]{2}(?=.*\d{4}$))-[\w\-]+.*"
    r"|[A-Z]{2,3}-[A-Z]{2}-\d\d-\d\d(?:-\d\d)? \d{4}(?:GMT|E[SD]T)?<?"
    r"|[a-z]{3}\d{4} \d [a-z]{2} .{0,60}"
    r"|[A-Z]{3}\d{3,4}(?: \d+)?(?: [A-Z]{3}\d*)*|(?:ZCZC|zczc)\b.*|NNNN|[A-Z]{3} ?\d{3,4} [A-Z0-9 /-]{4,60}"
)
_SLUG_LINE = re.compile(
    r"(?:[a-z]\d{3,4} ?[a-z]? ?[a-z]? ?)?[A-Z]{2,3}[-/]{1,2}[A-Z0-9][\w.\-/&' ]*"
    r"(?:, ?(?:[a-z]?\d{2,5}|\d(?:st|nd|rd|th) (?:Ld|Lead|Add|Sub)[\w-]*|URGENT|[A-Z]{2,}))*"
)
_HEAD_SLUG = re.compile(
    r"[a-z][a-z\d]{1,20}(?:[-/][a-z\d]{1,20}){1,6}(?:,? \d(?:st|nd|rd|th) ?l(?:ea)?d)?"
    r"|[A-Z]{3,}[A-Z\d]*(?:[-/][A-Z\d.]{2,}){1,5}/?(?: \([^()]{1,60}\))?|slug\s?:.{1,60}|(?:[A-ZÄÖÜ][\w.-]{2,24}/){1,4}"
    r"|(?:[^\W\d][\w.-]{1,24}/){2,5}[^\W\d][\w.-]{1,24}|.{0,40}¤.{0,60}"
)
_NUMBERED_SLUG = re.compile(
    r"[A-Z]\w{1,20}(?:[-/]\w{1,20}){1,6},? \(?\d(?:st|nd|rd|th) (?:L(?:ea)?d|lead)(?:-Writethru)?\)?"
)
_EYEBROW = re.compile(
    r"\((?:UPDATE|UPD|Adds|Recasts|Updates|Corrects|Refiles|Repeats|Writethru|Rewrites|Releads|Removes|Fixes|Changes|Clarifies"
    r"|Обновляет|Добавля|Añade|Actualiza|Agrega|Atualiza|Acrescenta|Ajoute|Actualis|Précise|Zusammenfassung|Neu|Wiederholung|Aktualisiert|Ergänzt|Mit)\w*\b[^()]*\)"
)
_CONTACT = re.compile(
    r"(?:(?:media|press|news)? ?(?:contacts?|enquiries|inquiries|relations|office)(?: details| information)?"
    r"|to contact the (?:reporters?|editors?|authors?) .{0,60}"
    r"|for (?:more|further|additional) (?:information|details).{0,60}|notes? (?:to|for) editors?|editors?['’]? notes?"
    r"|pressekontakt|kontakt|contact presse|contacts? médias?|contacto(?: de prensa)?|contatto stampa"
    r"|контакты(?: для сми)?|#* ?redaktionelle hinweise"
    r"|about [A-Z]\S.{0,60})\s*(?::.{0,200})?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"SOURCE:? [A-Z].{1,80}")
_NOTES_BELOW = re.compile(r"#* ?(?:dpa-)?notizblock", re.IGNORECASE)
_WHOM_TO_ASK = re.compile(
    r"\(\(.{3,240}\)\)|[(\[]?(?:(?:e-?mail|mail|contact)\s?[:：]\s?)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)\]]?",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"\S@\S+\.\w|\+\d[\d ()./-]{7,}|\b(?:tel|phone|mobile)\b\.?\s*[:：]?\s*[+(]?\d", re.IGNORECASE
)


def wire_mark(line: str) -> str | None:
    """Why a line anywhere is the wire's and not the story's; None when it may be the story's."""
    if len(line) > 420:
        return None
    if len(line) <= 200:
        if _EMBARGO.match(line) and not line.endswith((".”", '."')):
            return EMBARGO
        if _COUNT.fullmatch(line):
            return COUNT
        if _EYEBROW.fullmatch(line) or is_slug_line(line):
            return SLUG
        if _NOTE.match(line):
            return NOTE
        if _SOURCE.fullmatch(line):
            return RELEASE
    return PICTURE if _PICTURE_CREDIT.fullmatch(line) or _CAPTION.fullmatch(line) else None


def head_mark(line: str) -> str | None:
    """Why a line above the story is the wire's; None when it may be the story's."""
    if len(line) > 200:
        return None
    if any(mark.fullmatch(line) for mark in (_HEADER, _HEAD_SLUG, _NUMBERED_SLUG)):
        return SLUG
    return RELEASE if _RELEASE.fullmatch(line) else None


def begins_message(line: str) -> bool:
    """``ZCZC ABC0123``: with which a wire begins what it sends. No story is called so."""
    return line[:4].upper() == "ZCZC" and not line[4:5].isalnum()


def is_slug_line(line: str) -> bool:
    """``BC-FRANCE-SYRIA--DEFENSE, 3rd Ld-Writethru``."""
    return ("--" in line or line.startswith(("BC-", "AM-", "PM-"))) and _SLUG_LINE.fullmatch(line) is not None


def is_contact_heading(line: str) -> bool:
    """``Media contact:``, ``NOTE TO EDITORS``, ``About Acme``: what follows under the end is the press office's."""
    return len(line) <= 260 and _CONTACT.fullmatch(line) is not None


def is_note_to_editors(line: str) -> bool:
    """``Eds: UPDATES with death toll.``"""
    return _NOTE.match(line) is not None


def begins_notes(line: str) -> bool:
    """``# Notizblock``: what follows, to the end, is for the desk."""
    return _NOTES_BELOW.fullmatch(line) is not None


def is_whom_to_ask(line: str) -> bool:
    """Whether a line is an address of mail and nothing else, or a wire's ``((ana@example.com; +1 555 …))``."""
    return len(line) <= 260 and is_reach(line) and _WHOM_TO_ASK.fullmatch(line) is not None


def is_reach(line: str) -> bool:
    """Whether a line gives an address of mail or a telephone number."""
    return len(line) <= 260 and _REACH.search(line) is not None
