"""Steps on what readers see, where what articles are sorted under is merged: public links and sections change hands."""

from dataclasses import dataclass
from typing import ClassVar

from newsroom.storage.act_batch import HIT, KEPT, Batch

# What a public link carries beside its two ids.
_CARRIED = {"tag": "published_at", "series": "place"}


@dataclass(frozen=True, slots=True)
class DropPublic:
    """Takes a public tag or series off, where ``other`` is there, too."""

    do: ClassVar[str] = "drop_public"
    content: ClassVar[bool] = False
    kind: str
    id: int
    other: int

    def apply(self, batch: Batch) -> None:
        links, column = f"public_{self.kind}", f"{self.kind}_id"
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, before) "
            f"SELECT :act, :step, c.id, p.{_CARRIED[self.kind]} FROM chosen c "
            f"CROSS JOIN {links} p ON p.article_id = c.id AND p.{column} = :id "
            f"WHERE EXISTS (SELECT 1 FROM {links} o WHERE o.article_id = c.id AND o.{column} = :other)",
            id=self.id,
            other=self.other,
        )
        if batch.hit_kept(note=False):
            batch.run(f"DELETE FROM {links} WHERE {column} = :id AND article_id IN {HIT}", id=self.id)

    def revert(self, batch: Batch) -> None:
        links, column = f"public_{self.kind}", f"{self.kind}_id"
        batch.run(
            f"INSERT OR IGNORE INTO {links} (article_id, {column}, {_CARRIED[self.kind]}) "
            f"SELECT c.id, :id, g.before FROM {KEPT} CROSS JOIN public_article p ON p.article_id = c.id",
            id=self.id,
        )


@dataclass(frozen=True, slots=True)
class SwapPublic:
    """Puts a public tag or series in another's place."""

    do: ClassVar[str] = "swap_public"
    content: ClassVar[bool] = False
    kind: str
    old: int
    new: int

    def apply(self, batch: Batch) -> None:
        links, column = f"public_{self.kind}", f"{self.kind}_id"
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, before, after) SELECT :act, :step, c.id, :old, :new "
            f"FROM chosen c CROSS JOIN {links} p ON p.article_id = c.id AND p.{column} = :old",
            old=self.old,
            new=self.new,
        )
        if batch.hit_kept(note=False):
            self._swap(batch, self.old, self.new)

    def revert(self, batch: Batch) -> None:
        links, column = f"public_{self.kind}", f"{self.kind}_id"
        has = f"EXISTS (SELECT 1 FROM {links} p WHERE p.article_id = c.id AND p.{column} = :{{}})"
        condition = f"{has.format('new')} AND NOT {has.format('old')}"
        if batch.hit(f"SELECT c.id FROM {KEPT} WHERE {condition}", note=False, old=self.old, new=self.new):
            self._swap(batch, self.new, self.old)

    def _swap(self, batch: Batch, old: int, new: int) -> None:
        links, column = f"public_{self.kind}", f"{self.kind}_id"
        batch.run(
            f"UPDATE {links} SET {column} = :new WHERE {column} = :old AND article_id IN {HIT}",
            old=old,
            new=new,
        )


@dataclass(frozen=True, slots=True)
class SwapPublicSection:
    """Readers find articles of one section in another; their addresses stay."""

    do: ClassVar[str] = "swap_public_section"
    content: ClassVar[bool] = False
    old: int
    new: int

    def apply(self, batch: Batch) -> None:
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, before, after) SELECT :act, :step, c.id, :old, :new "
            "FROM chosen c CROSS JOIN public_article p ON p.article_id = c.id AND p.section_id = :old",
            old=self.old,
            new=self.new,
        )
        if batch.hit_kept(note=False):
            self._swap(batch, self.new)

    def revert(self, batch: Batch) -> None:
        here = "EXISTS (SELECT 1 FROM public_article p WHERE p.article_id = c.id AND p.section_id = :new)"
        if batch.hit(f"SELECT c.id FROM {KEPT} WHERE {here}", note=False, new=self.new):
            self._swap(batch, self.old)

    def _swap(self, batch: Batch, section: int) -> None:
        batch.run(
            f"UPDATE public_article SET section_id = :section WHERE article_id IN {HIT}", section=section
        )


@dataclass(frozen=True, slots=True)
class SetPlaces:
    """Gives members of a series places by hand, or None: their time then. Readers see the new order at once."""

    do: ClassVar[str] = "set_places"
    content: ClassVar[bool] = False
    series: int
    places: tuple[tuple[int, int | None], ...]

    def apply(self, batch: Batch) -> None:
        for article_id, place in self.places:
            batch.run(
                "INSERT INTO act_change (act_id, step, article_id, before, after) "
                "SELECT :act, :step, l.article_id, l.place_by_hand, :place FROM article_series l "
                "WHERE l.article_id = :article AND l.series_id = :series AND l.place_by_hand IS NOT :place",
                article=article_id,
                place=place,
                series=self.series,
            )
        if batch.hit_kept(note=False):
            self._put(batch, "after")

    def revert(self, batch: Batch) -> None:
        now = "(SELECT l.place_by_hand FROM article_series l WHERE l.article_id = c.id AND l.series_id = :series)"
        there = "EXISTS (SELECT 1 FROM article_series l WHERE l.article_id = c.id AND l.series_id = :series)"
        batch.leave(
            f"SELECT c.id FROM {KEPT} WHERE NOT {there}",
            "It was taken out of the series since.",
            series=self.series,
        )
        batch.leave(
            f"SELECT c.id FROM {KEPT} WHERE {now} IS NOT g.after AND {now} IS NOT g.before",
            "It was moved since.",
            series=self.series,
        )
        if batch.hit(f"SELECT c.id FROM {KEPT} WHERE {now} IS g.after", note=False, series=self.series):
            self._put(batch, "before")

    def _put(self, batch: Batch, which: str) -> None:
        batch.run(
            f"UPDATE article_series SET place_by_hand = (SELECT g.{which} FROM act_change g WHERE g.act_id = :act "
            "AND g.step = :step AND g.article_id = article_series.article_id) "
            f"WHERE series_id = :series AND article_id IN {HIT}",
            series=self.series,
        )
        batch.run(
            "UPDATE public_series SET place = coalesce("
            "(SELECT l.place_by_hand FROM article_series l WHERE l.article_id = public_series.article_id "
            "AND l.series_id = public_series.series_id), "
            "(SELECT p.published_at FROM public_article p WHERE p.article_id = public_series.article_id)) "
            f"WHERE series_id = :series AND article_id IN {HIT}",
            series=self.series,
        )
