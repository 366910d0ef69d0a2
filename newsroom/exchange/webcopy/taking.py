"""How much of a page's HTML is taken, and what of it was not."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Taking:
    """``whole``: an article's own HTML, whose pictures, films and addresses stay; else a copied part of any page's.

    ``base`` is what relative addresses are led from. ``dropped`` counts what is left out, ``notes`` maps the places of
    footnotes in the page to their labels.
    """

    whole: bool = False
    base: str = ""
    dropped: Counter[str] = field(default_factory=Counter)
    notes: dict[str, str] = field(default_factory=dict)
