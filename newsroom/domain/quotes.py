"""Quotation marks by language: what the editor types and the page prints. No rules of where they stand."""

_NBSP = "\u00a0"
_EN = ("“", "”", "‘", "’")
_LOW = ("„", "“", "‚", "‘")
_LOW_HIGH = ("„", "”", "‚", "’")
_SAME = ("”", "”", "’", "’")
_ANGLE = ("«", "»", "„", "“")
_ANGLE_EN = ("«", "»", "“", "”")
_ANGLE_SINGLE = ("«", "»", "‹", "›")
_ANGLE_HIGH = ("«", "»", "‘", "’")
_FRENCH = (f"«{_NBSP}", f"{_NBSP}»", "“", "”")

QUOTES: dict[str, tuple[str, str, str, str]] = {
    "ar": _ANGLE_EN,
    "be": _ANGLE,
    "bg": _LOW,
    "cs": _LOW,
    "da": _SAME,
    "de": _LOW,
    "de-ch": _ANGLE_SINGLE,
    "el": _ANGLE_EN,
    "en": _EN,
    "es": _ANGLE_EN,
    "et": _LOW,
    "fa": _ANGLE_SINGLE,
    "fi": _SAME,
    "fr": _FRENCH,
    "fr-ch": _ANGLE_SINGLE,
    "he": _SAME,
    "hr": _LOW_HIGH,
    "hu": ("„", "”", "»", "«"),
    "hy": _ANGLE_EN,
    "it": _ANGLE_EN,
    "lt": _LOW,
    "lv": ("“", "”", "„", "“"),
    "nb": _ANGLE_HIGH,
    "nl": _EN,
    "nn": _ANGLE_HIGH,
    "no": _ANGLE_HIGH,
    "pl": _LOW_HIGH,
    "pt": _EN,
    "pt-pt": _ANGLE_EN,
    "ro": ("„", "”", "«", "»"),
    "ru": _ANGLE,
    "sk": _LOW,
    "sl": _LOW,
    "sq": _LOW,
    "sr": ("„", "“", "’", "’"),
    "sv": _SAME,
    "tr": _EN,
    "uk": _ANGLE,
    "ur": _EN,
}


def quotes_of(language: str) -> tuple[str, str, str, str]:
    """Opening and closing marks, outer and inner. The most exact tag known wins; English otherwise."""
    tag = language.lower().replace("_", "-")
    return QUOTES.get(tag) or QUOTES.get(tag.split("-")[0]) or _EN
