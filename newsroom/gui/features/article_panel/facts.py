"""What is known of the article and not edited: its times, and what an import brought. No widgets."""

import json
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.when import zone_label, zone_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class FactsPresenter(QObject):
    """``changed`` when a fact may be another. GUI thread only."""

    changed = Signal()

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        article.switched.connect(self.changed)
        article.article_shown.connect(self.changed)
        article.site_changed.connect(self.changed)

    def times(self) -> list[tuple[str, str]]:
        """What happened, and when, in the site's zone."""
        article = self._article.article
        if article is None:
            return []
        published = self._when(article.published_at) if article.published_at else self.tr("not yet")
        rows = [
            (self.tr("Created"), self._when(article.created_at)),
            (self.tr("Published"), published),
            (self.tr("Updated"), self._when(article.updated_at)),
        ]
        if article.trashed_at is not None:
            rows.append((self.tr("Trashed"), self._when(article.trashed_at)))
        return rows

    def extra(self) -> list[tuple[str, str]]:
        """What an import brought that has no field here, by name."""
        article = self._article.article
        return [(name, _plain(value)) for name, value in article.extra.items()] if article is not None else []

    def when(self, moment: datetime) -> str:
        """A moment in the site's zone."""
        return self._when(moment)

    def _when(self, moment: datetime) -> str:
        zone = zone_of(self._article.site.zone)
        local = moment.astimezone(zone)
        label = zone_label(moment, zone)
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M} {label}"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
