"""A mail around the copy: its head, its greeting, its end. Says why a line is set aside."""

import re

from newsroom.exchange.wirecopy.sheet import Sheet

MAIL = "A line of the mail's head."
LETTER = "A mail around the copy."

_HEAD = 14
_MOST_LETTER_LINES, _MOST_SIGNED_LINES, _MOST_SIGNATURE_LINES = 6, 3, 8
_LONGEST_ANNOUNCED = 120
_MAIL = re.compile(
    r"(?:from|to|cc|bcc|sent|date|subject|reply-to|fw|fwd|von|an|gesendet|betreff|de|à|objet|envoyé|para|asunto|enviado"
    r"|от|кому|тема|дата|отправлено)\s?:\s?(?P<value>\S.{0,300})",
    re.IGNORECASE,
)
_MAIL_BREAK = re.compile(
    r"-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine).*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)"
    r"|hallo|liebe[r]?|guten (?:tag|morgen)|bonjour|bonsoir|cher|chère"
    r"|hola|olá|ciao|hej|здравствуйте|добрый день|привет)\b[^.?]{0,60}[,!]",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:(?:many )?thanks(?: and .{3,20})?|thank you|cheers|best|(?:kind|best|warm|many) (?:regards|wishes)|regards"
    r"|yours(?: \w+)?"
    r"|(?:viele|beste|liebe|mit (?:freundlichen|besten)) grüßen?|grüße|lg|vg|mfg|merci|cordialement|bien à vous|amitiés"
    r"|gracias|saludos|un saludo|obrigad[oa]|abraço|atenciosamente|grazie|cordiali saluti|спасибо|с уважением"
    r"|hälsningar|med vennlig hilsen|mvh|vh)[ ,.!–—-]*",
    re.IGNORECASE,
)


def set_mail_head_aside(sheet: Sheet, start: int) -> None:
    """``From: …``, ``Subject: …`` above the text; one such line alone may be the story's."""
    mail = [i for i in range(min(start, len(sheet.lines), _HEAD)) if is_mail_line(sheet.text(i))]
    if len(mail) > 1:
        sheet.aside.update(dict.fromkeys(mail, MAIL))


def set_letter_aside(sheet: Sheet) -> None:
    """What a mail says around the copy: to a rule or to ``Here it is:``; and from ``Regards,`` on.

    The mail's own head stands above it, or nothing does.
    """
    lines = [i for i in sheet.open_lines() if not is_mail_line(sheet.text(i))]
    is_letter = bool(lines) and is_greeting(sheet.text(lines[0]))
    if is_letter:
        head = lines[:_HEAD]
        announced = [n for n, i in enumerate(lines[:_MOST_LETTER_LINES]) if _announces(sheet.text(i))]
        n_letter = next((n for n, i in enumerate(head) if _is_rule(sheet.text(i))), max(announced, default=0))
        if n_letter + 1 < len(lines):
            sheet.aside.update(dict.fromkeys(lines[: n_letter + 1], LETTER))
    signed = [n for n, index in enumerate(lines) if sheet.text(index) == "--"]
    if signed and signed[-1] and len(lines) - signed[-1] <= _MOST_SIGNATURE_LINES:
        sheet.aside.update(dict.fromkeys(lines[signed[-1] :], LETTER))
        del lines[signed[-1] :]
    for n in range(max(1, len(lines) - _MOST_SIGNED_LINES), len(lines)) if is_letter else ():
        if is_sign_off(sheet.text(lines[n])):
            sheet.aside.update(dict.fromkeys(lines[n:], LETTER))
            break


def _announces(text: str) -> bool:
    """``Here's the copy, 180 words:``."""
    return text.endswith((":", "：")) and len(text) <= _LONGEST_ANNOUNCED


def _is_rule(text: str) -> bool:
    return len(text) >= 3 and not text.strip("-_=*–—")


def is_mail_line(line: str) -> bool:
    """``Subject: …``, ``-----Original Message-----``."""
    return len(line) <= 320 and bool(_MAIL.fullmatch(line) or _MAIL_BREAK.fullmatch(line))


def is_greeting(line: str) -> bool:
    """``Hi Tom,``: a letter begins, with the copy below it."""
    return len(line) <= 100 and _GREETING.fullmatch(line) is not None


def is_sign_off(line: str) -> bool:
    """``Kind regards,``: a letter ends, with the name of who wrote it below."""
    return len(line) <= 60 and _SIGN_OFF.fullmatch(line) is not None
