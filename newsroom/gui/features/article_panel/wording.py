"""Label and language: what there is to choose from, and what is chosen. No widgets."""

from functools import lru_cache

from PySide6.QtCore import QLocale, QObject, Signal

from newsroom.domain.names import name_key
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.widgets.completion import Suggestion
from newsroom.rendering.words import direction_of

_MOST = 10
_CODE_PARTS = 3


class LabelPresenter(QObject):
    """``changed`` when the label, or the site's list of labels, may be another. GUI thread only."""

    changed = Signal()

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        article.switched.connect(self.changed)
        article.site_changed.connect(self.changed)
        article.field_changed.connect(self._on_article_field_changed)

    def _on_article_field_changed(self, field: str) -> None:
        if field == "label":
            self.changed.emit()

    @property
    def label(self) -> str | None:
        label: str | None = self._article.value("label") if self._article.draft is not None else None
        return label

    def choices(self) -> list[str]:
        """The site's labels, and one that the article has from elsewhere."""
        labels = list(self._article.site.labels)
        if self.label and self.label not in labels:
            labels.append(self.label)
        return labels

    def choose(self, label: str | None) -> None:
        self._article.set_value("label", label or None)


class LanguagePresenter(QObject):
    """``changed`` when the language may be another. GUI thread only."""

    changed = Signal()
    suggested = Signal(object)

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        article.switched.connect(self.changed)
        article.field_changed.connect(self._on_article_field_changed)

    def _on_article_field_changed(self, field: str) -> None:
        if field == "language":
            self.changed.emit()

    @property
    def code(self) -> str:
        code: str = self._article.value("language") if self._article.draft is not None else ""
        return code

    @property
    def name(self) -> str:
        """``English``, ``English (GB)``; the code where nobody knows it."""
        return language_name(self.code)

    @property
    def right_to_left(self) -> bool:
        return direction_of(self.code) == "rtl"

    def type(self, text: str) -> None:
        """A name in English or its own, or a code; ``suggested`` answers at once."""
        key = name_key(text)
        if key == name_key(self.name):
            key = ""
        first = dict.fromkeys((self._article.site.language, self.code))
        table = languages()
        if not key:
            found = [code for code in (*first, *_COMMON) if code in table]
        else:
            found = [code for code, names in table.items() if _fits(key, code, names)]
            found.sort(key=lambda code: (code != key, code not in first, code not in _COMMON))
        found = list(dict.fromkeys(found))[:_MOST]
        offers = [Suggestion(language_name(code), _native(code), payload=code) for code in found]
        typed = _tidy_code(text)
        if key and typed is not None and typed not in found:
            offers.append(Suggestion(language_name(typed), typed, payload=typed))
        self.suggested.emit(offers)

    def take(self, choice: object) -> None:
        if isinstance(choice, str):
            self._article.set_value("language", choice)
            self.changed.emit()

    def leave(self, text: str) -> None:
        """The line was left with this text: a whole name or code counts, all else is as it was."""
        key = name_key(text)
        if key and key != name_key(self.name):
            for code, names in languages().items():
                if key == code or key in names:
                    self.take(code)
                    return
            typed = _tidy_code(text)
            if typed is not None:
                self.take(typed)
                return
        self.changed.emit()


_COMMON = ("en", "ar", "zh", "fr", "de", "el", "he", "hi", "it", "ja", "fa", "pt", "ru", "es", "tr", "uk")


@lru_cache(maxsize=1)
def languages() -> dict[str, frozenset[str]]:
    """Every language that the system can name: its code, and its names as keys, in English and its own."""
    table: dict[str, frozenset[str]] = {}
    for language in QLocale.Language:
        code = QLocale.languageToCode(language)
        if not code or language in (QLocale.Language.C, QLocale.Language.AnyLanguage):
            continue
        names = {name_key(QLocale.languageToString(language)), name_key(_native(code))}
        table.setdefault(code, frozenset(names - {""}))
    return table


def language_name(code: str) -> str:
    """``English``, ``English (GB)``; the code itself where nobody knows it."""
    primary, *rest = code.replace("_", "-").split("-")
    language = QLocale.codeToLanguage(primary)
    if language in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return code
    name = QLocale.languageToString(language)
    return f"{name} ({'-'.join(rest)})" if rest else name


def _native(code: str) -> str:
    return QLocale(code).nativeLanguageName()


def _fits(key: str, code: str, names: frozenset[str]) -> bool:
    return code == key or any(f" {name}".find(f" {key}") >= 0 for name in names)


def _tidy_code(text: str) -> str | None:
    """``en_gb`` -> ``en-GB``, ``zh-hant-tw`` -> ``zh-Hant-TW``; None for what is no code of a known language."""
    primary, *rest = text.strip().replace("_", "-").split("-")
    primary = primary.lower()
    known = QLocale.codeToLanguage(primary) not in (QLocale.Language.C, QLocale.Language.AnyLanguage)
    if not known or len(rest) >= _CODE_PARTS or not all(part.isascii() and part.isalnum() for part in rest):
        return None
    if any(not 2 <= len(part) <= 8 for part in rest):
        return None
    tidied = [part.title() if len(part) == 4 else part.upper() if len(part) < 4 else part for part in rest]
    return "-".join([primary, *tidied])
