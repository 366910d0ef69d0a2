"""The web address: what it is, what it will be, and what happens to the old one. No widgets."""

from PySide6.QtCore import QObject, Signal

from newsroom.domain.slugs import slugify
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.section import SectionPresenter


class AddressPresenter(QObject):
    """``changed`` when any of it may be another. GUI thread only."""

    changed = Signal()

    def __init__(
        self, article: OpenArticle, section: SectionPresenter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._article = article
        self._section = section
        self._of_headline = ("", "")
        article.switched.connect(self.changed)
        article.article_shown.connect(self.changed)
        article.site_changed.connect(self.changed)
        article.field_changed.connect(self._on_article_field_changed)
        section.changed.connect(self.changed)

    def _on_article_field_changed(self, field: str) -> None:
        if field == "slug" or (field == "headline" and not self.by_hand and not self.frozen):
            self.changed.emit()

    # What it is

    @property
    def frozen(self) -> bool:
        """Whether it was public: then it stays unless it is changed by hand."""
        article = self._article.article
        return article is not None and article.published_at is not None and article.address is not None

    @property
    def by_hand(self) -> str | None:
        """What an editor wrote, None while the slug follows the headline."""
        slug: str | None = self._article.value("slug") if self._article.draft is not None else None
        return slug

    @property
    def slug(self) -> str:
        """The last part: as written by hand, as frozen, else as the headline gives it."""
        if self.by_hand is not None:
            return self.by_hand
        article = self._article.article
        if self.frozen and article is not None and article.slug:
            return article.slug
        return self._saved_slug() or self._headline_slug()

    def _saved_slug(self) -> str:
        """The one that the library gave to the present headline, which another article may have made longer."""
        article, draft = self._article.article, self._article.draft
        if article is None or draft is None or article.content.headline != draft.text("headline"):
            return ""
        return article.slug or "" if article.content.slug is None else ""

    def _headline_slug(self) -> str:
        headline = self._article.draft.text("headline") if self._article.draft is not None else ""
        if headline != self._of_headline[0]:
            self._of_headline = (headline, slugify(headline))
        return self._of_headline[1]

    @property
    def prefix(self) -> str:
        """``/middle-east/``: frozen with the address; ``/…/`` without a section."""
        article = self._article.article
        if self.frozen and article is not None and article.address:
            return article.address.rpartition("/")[0] + "/"
        section = self._section.section
        return f"/{section.slug}/" if section is not None else "/…/"

    @property
    def note(self) -> str:
        """One sentence about it."""
        article = self._article.article
        if article is None:
            return ""
        if self.by_hand is not None and article.content.slug == self.by_hand and article.slug != self.by_hand:
            words = self.tr("Another article has this one: the library made it {0}.")
            return words.format(article.slug or "")
        if self.frozen:
            if self.by_hand is None or self.by_hand == article.slug:
                return self.tr("Fixed at publication. If you change it, the old address still resolves.")
            return self.tr("Changes with the next update; the old address still resolves.")
        if self.by_hand is None:
            return self.tr("Follows the headline until it is published.")
        return self.tr("Written by hand. Empty it to follow the headline again.")

    @property
    def short_url(self) -> str:
        """The short address, whole."""
        article = self._article.article
        if article is None or not article.short_code:
            return ""
        base = self._article.site.short_address.strip().rstrip("/")
        if not base:
            base = self._article.site.address.strip().rstrip("/") + "/s"
        return f"{base}/{article.short_code}"

    def set_text(self, text: str) -> None:
        """As typed; what cannot stand in an address is written in what can. Empty, it follows the headline."""
        self._article.set_value("slug", slugify(text) or None, typing=True)
