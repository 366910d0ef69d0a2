"""Steps on what readers see, where what articles are sorted under is merged: public links and sections change hands."""

from dataclasses import dataclass
from typing import ClassVar

from newsroom.storage.act_batch import HIT, KEPT, THIS_STEP, Batch
from newsroom.storage.public_rows import follow_revisions

# What a public link carries beside its two ids.
_CARRIED = {"tag": "published_at", "series": "place"}
# Readers see the same revision as when the act was done. What was published since knows no more of what was merged.
_AS_THEN = "CROSS JOIN public_article t ON t.article_id = c.id AND t.revision_id = g.after"


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
            "INSERT INTO act_change (act_id, step, article_id, before, after) "
            f"SELECT :act, :step, c.id, p.{_CARRIED[self.kind]}, a.revision_id FROM chosen c "
            f"CROSS JOIN {links} p ON p.article_id = c.id AND p.{column} = :id "
            "CROSS JOIN public_article a ON a.article_id = c.id "
            f"WHERE EXISTS (SELECT 1 FROM {links} o WHERE o.article_id = c.id AND o.{column} = :other)",
            id=self.id,
            other=self.other,
        )
        if batch.hit_kept(note=False):
            batch.doubt("SELECT id FROM hit")
            batch.run(f"DELETE FROM {links} WHERE {column} = :id AND article_id IN {HIT}", id=self.id)

    def revert(self, batch: Batch) -> None:
        links, column = f"public_{self.kind}", f"{self.kind}_id"
        batch.run(
            f"INSERT OR IGNORE INTO {links} (article_id, {column}, {_CARRIED[self.kind]}) "
            f"SELECT c.id, :id, g.before FROM {KEPT} {_AS_THEN}",
            id=self.id,
        )
        _follow_others(batch)


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
        _keep_hidden(batch)
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, after) SELECT :act, :step, c.id, a.revision_id "
            f"FROM chosen c CROSS JOIN {links} p ON p.article_id = c.id AND p.{column} = :old "
            "CROSS JOIN public_article a ON a.article_id = c.id",
            old=self.old,
        )
        if batch.hit_kept(note=False):
            batch.doubt("SELECT id FROM hit")
            self._swap(batch, self.old, self.new)

    def revert(self, batch: Batch) -> None:
        links, column = f"public_{self.kind}", f"{self.kind}_id"
        has = f"EXISTS (SELECT 1 FROM {links} p WHERE p.article_id = c.id AND p.{column} = :{{}})"
        condition = f"{has.format('new')} AND NOT {has.format('old')}"
        sql = f"SELECT c.id FROM {KEPT} {_AS_THEN} WHERE {condition}"
        if batch.hit(sql, note=False, old=self.old, new=self.new):
            self._swap(batch, self.new, self.old)
        _follow_others(batch)

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
        _keep_hidden(batch)
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, after) SELECT :act, :step, c.id, p.revision_id "
            "FROM chosen c CROSS JOIN public_article p ON p.article_id = c.id AND p.section_id = :old",
            old=self.old,
        )
        if batch.hit_kept(note=False):
            batch.doubt("SELECT id FROM hit")
            self._swap(batch, self.new)

    def revert(self, batch: Batch) -> None:
        sql = f"SELECT c.id FROM {KEPT} {_AS_THEN} WHERE t.section_id = :new"
        if batch.hit(sql, note=False, new=self.new):
            self._swap(batch, self.old)
        _follow_others(batch)

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


def _keep_hidden(batch: Batch) -> None:
    """Articles in the trash, and withdrawn ones, have no public rows; but what they published named what is merged.

    Readers may see them again before the act is undone, and whether they differ from it may change with the merge.
    """
    found = 0
    for index, condition in (
        ("ix_article_trashed", "trashed_at IS NOT NULL"),
        ("ix_article_state", "trashed_at IS NULL AND state = 'withdrawn'"),
    ):
        found += batch.run(
            "INSERT OR IGNORE INTO act_change (act_id, step, article_id, before) "
            f"SELECT :act, :step, id, published_revision_id FROM article INDEXED BY {index} "
            f"WHERE {condition} AND published_revision_id IS NOT NULL"
        )
    if found:
        batch.doubt(f"SELECT article_id FROM act_change WHERE {THIS_STEP} AND after IS NULL")


def _follow_others(batch: Batch) -> None:
    """Where readers see another revision than when the act was done, what that one says."""
    batch.doubt(f"SELECT c.id FROM {KEPT}")
    others = (
        f"SELECT c.id FROM {KEPT} CROSS JOIN public_article t ON t.article_id = c.id "
        "WHERE t.revision_id IS NOT g.after"
    )
    if batch.hit(others, note=False):
        follow_revisions(batch)
