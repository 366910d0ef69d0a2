"""The series: completion with counts, new ones in place, their order, the article's place in each. No widgets."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import ArticleRow, Series, SeriesPlace
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import SeriesId
from newsroom.domain.names import name_key, split_count, tidy
from newsroom.gui.features.article_panel.acts import PanelDesk
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.ordered import moved, with_one_more, without
from newsroom.gui.when import number
from newsroom.gui.widgets.chip_field import ChipText
from newsroom.gui.widgets.completion import Suggestion


@dataclass(frozen=True, slots=True)
class NewSeries:
    """A series to be made, with the number of its articles beyond this library."""

    name: str
    earlier_elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The article's place in one series, and its published neighbours there."""

    place: SeriesPlace
    previous: ArticleRow | None
    next: ArticleRow | None


class SeriesPresenter(QObject):
    """``changed`` when the chips may be others, ``places_changed`` when a place is known. GUI thread only."""

    changed = Signal()
    places_changed = Signal()
    suggested = Signal(object)
    series_wanted = Signal(int)

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self._being_made: list[str] = []
        self._lines: dict[SeriesId, PlaceLine] = {}
        article.switched.connect(self._on_article_switched)
        article.article_shown.connect(self._on_article_shown)
        article.field_changed.connect(self._on_article_field_changed)
        article.library_touched.connect(self._on_article_library_touched)

    @property
    def ids(self) -> tuple[SeriesId, ...]:
        ids: tuple[SeriesId, ...] = self._article.value("series") if self._article.draft is not None else ()
        return ids

    def chips(self) -> list[ChipText]:
        """One for each series, in order, with the count of its line on the page; last those that are being made."""
        chips = [self._chip(series_id) for series_id in self.ids]
        return chips + [ChipText(name, "…") for name in self._being_made]

    def _chip(self, series_id: SeriesId) -> ChipText:
        series, line = self._article.names.series.get(series_id), self._lines.get(series_id)
        if series is None:
            return ChipText("…")
        # A draft counts itself, too: what the line on its page will say.
        count = series.count if line is None else line.place.count
        return ChipText(series.name, f"({number(count)})")

    def lines(self) -> list[PlaceLine | None]:
        """For each series of the article its place; None while that is not known."""
        return [self._lines.get(series_id) for series_id in self.ids]

    # Following

    def _on_article_switched(self) -> None:
        self._being_made.clear()
        self._lines.clear()
        self._take_places()
        self._refresh()

    def _on_article_shown(self) -> None:
        self._take_places()
        self._refresh()

    def _take_places(self) -> None:
        """The places that came with the article are shown before the neighbours are known."""
        article = self._article.article
        for place in article.series if article is not None else ():
            known = self._lines.get(place.series.id)
            previous, next = (known.previous, known.next) if known is not None else (None, None)
            self._lines[place.series.id] = PlaceLine(place, previous, next)

    def _on_article_field_changed(self, field: str) -> None:
        if field == "series":
            self._refresh()

    def _on_article_library_touched(self, changes: ChangeSet) -> None:
        if changes.kinds & {Changed.SERIES, Changed.COUNTS, Changed.ARTICLE}:
            self._ask_places()

    def _refresh(self) -> None:
        self.changed.emit()
        self.places_changed.emit()
        self._ask_places()

    def _ask_places(self) -> None:
        article_id, ids = self._article.id, self.ids
        if not ids:
            return

        def work(desk: PanelDesk) -> list[PlaceLine]:
            places = desk.series_places(article_id, ids)
            return [PlaceLine(place, *desk.neighbours(article_id, place.series.id)) for place in places]

        self._article.ask("panel.places", work, self._on_places_answered)

    def _on_places_answered(self, lines: list[PlaceLine]) -> None:
        for line in lines:
            self._lines[line.place.series.id] = line
            self._article.names.series[line.place.series.id] = line.place.series
        self.changed.emit()
        self.places_changed.emit()

    # Order

    def remove(self, place: int) -> None:
        self._article.set_value("series", without(self.ids, place))

    def move(self, start: int, end: int) -> None:
        self._article.set_value("series", moved(self.ids, start, end))

    def open(self, place: int) -> None:
        """Somebody wants to see the series."""
        if place < len(self.ids):
            self.series_wanted.emit(self.ids[place])

    # Completion

    def type(self, text: str) -> None:
        """What was typed, a name or ``Name (N)``; ``suggested`` answers."""
        name, count = split_count(text)
        self._article.ask(
            "panel.series",
            lambda desk: (desk.complete_series(name), desk.complete_series(tidy(text)) if count else ()),
            lambda found: self.suggested.emit(self._offers(text, *found)),
            lambda: self.suggested.emit([]),
        )

    def _offers(self, text: str, found: tuple[Series, ...], as_typed: tuple[Series, ...]) -> list[Suggestion]:
        """A known series may itself be named ``Name (N)``: then that one comes first."""
        name, count = split_count(text)
        keys = {name_key(name), name_key(text)}
        every = list({series.id: series for series in (*as_typed, *found)}.values())
        every.sort(key=lambda series: name_key(series.name) not in keys)
        offers = [self._offer(series) for series in every]
        if name and not any(name_key(series.name) in keys for series in every):
            earlier = max(0, (count or 1) - 1)
            words = self.tr("New series “{0}”").format(name)
            detail = self.tr("{0} elsewhere").format(number(earlier)) if earlier else ""
            offers.append(Suggestion(words, detail, payload=NewSeries(name, earlier)))
        return offers

    def _offer(self, series: Series) -> Suggestion:
        problem = self.tr("in it already") if series.id in self.ids else ""
        return Suggestion(series.name, number(series.count), payload=series, problem=problem)

    def take(self, choice: object) -> None:
        """Puts the article at the end of its series, or makes the series first."""
        if isinstance(choice, Series):
            self._put_in(choice)
        elif isinstance(choice, NewSeries):
            self._make(choice)

    def enter(self, text: str) -> None:
        """The text as it stands, when nothing was suggested."""
        name, count = split_count(text)
        if name:
            self._make(NewSeries(name, max(0, (count or 1) - 1)))

    def _make(self, new: NewSeries) -> None:
        self._being_made.append(new.name)
        self.changed.emit()

        def done(series: Series) -> None:
            self._made(new.name)
            self._put_in(series)

        self._article.make(
            Changed.SERIES,
            lambda desk: desk.ensure_series(new.name, new.earlier_elsewhere),
            done,
            lambda: self._made(new.name),
            put_on=lambda draft, made: draft.set_field(
                "series", with_one_more(draft.value("series"), made.id)
            ),
        )

    def _made(self, name: str) -> None:
        if name in self._being_made:
            self._being_made.remove(name)
        self.changed.emit()

    def _put_in(self, series: Series) -> None:
        self._article.names.series[series.id] = series
        if series.id in self.ids:
            words = self.tr("The article is in the series “{0}” already.").format(series.name)
            self._article.status_message.emit(words)
        else:
            self._article.set_value("series", (*self.ids, series.id))
