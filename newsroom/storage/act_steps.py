"""The steps of acts on many articles, as statements over all of a batch at once: links, columns, public rows.

A step keeps what it changes (``act_change``), so that it can be taken back on each article that nobody changed since.
"""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Protocol

from newsroom.storage.act_batch import HIT, KEPT, THIS_STEP, Batch
from newsroom.storage.act_links import counted_once, put_on, take_off


class Step(Protocol):
    """One step. ``apply`` works on the chosen articles that it changes; ``revert`` on those of them that it changed."""

    do: ClassVar[str]
    content: ClassVar[bool]
    """Whether articles' contents change, so that their versions grow."""

    def apply(self, batch: Batch) -> None: ...
    def revert(self, batch: Batch) -> None: ...


CHANGED_SINCE = "It was changed since."


def to_json(step: Any) -> dict[str, Any]:
    """As the log keeps it."""
    return {"do": step.do, **asdict(step)}


@dataclass(frozen=True, slots=True)
class AddLink:
    """Puts a tag or a series at the end, where it is not."""

    do: ClassVar[str] = "add_link"
    content: ClassVar[bool] = True
    kind: str
    id: int

    def apply(self, batch: Batch) -> None:
        links, column = f"article_{self.kind}", f"{self.kind}_id"
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, after) SELECT :act, :step, c.id, "
            f"(SELECT coalesce(max(position) + 1, 0) FROM {links} l WHERE l.article_id = c.id) FROM chosen c "
            f"WHERE NOT EXISTS (SELECT 1 FROM {links} l WHERE l.article_id = c.id AND l.{column} = :id)",
            id=self.id,
        )
        if batch.hit_kept():
            nobodys = ", NULL" if self.kind == "series" else ""
            place = f"a.search_key, a.trashed_at IS NOT NULL{nobodys}"
            first = (
                f"SELECT article_id FROM act_change WHERE {THIS_STEP} AND after = 0 AND +article_id IN {HIT}"
            )
            put_on(batch, self.kind, self.id, f"SELECT a.id, :id, g.after, {place} FROM {KEPT}", first)

    def revert(self, batch: Batch) -> None:
        links, column = f"article_{self.kind}", f"{self.kind}_id"
        has_it = f"EXISTS (SELECT 1 FROM {links} l WHERE l.article_id = c.id AND l.{column} = :id)"
        if batch.hit(f"SELECT c.id FROM {KEPT} WHERE {has_it}", id=self.id):
            take_off(batch, self.kind, self.id)


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """Takes a tag or a series off; with ``behind``, only where that one stands before it."""

    do: ClassVar[str] = "remove_link"
    content: ClassVar[bool] = True
    kind: str
    id: int
    behind: int | None = None

    def apply(self, batch: Batch) -> None:
        links, column = f"article_{self.kind}", f"{self.kind}_id"
        behind = (
            f" AND EXISTS (SELECT 1 FROM {links} o WHERE o.article_id = c.id AND o.{column} = :behind "
            "AND o.position < l.position)"
        )
        batch.run(
            f"INSERT INTO act_change (act_id, step, article_id, before) SELECT :act, :step, c.id, {_kept(self.kind)} "
            f"FROM chosen c CROSS JOIN {links} l ON l.article_id = c.id AND l.{column} = :id"
            f"{behind if self.behind is not None else ' WHERE 1'}",
            id=self.id,
            behind=self.behind,
        )
        if batch.hit_kept():
            take_off(batch, self.kind, self.id)

    def revert(self, batch: Batch) -> None:
        links, column = f"article_{self.kind}", f"{self.kind}_id"
        place = _kept_position(self.kind)
        missing = f"NOT EXISTS (SELECT 1 FROM {links} l WHERE l.article_id = c.id AND l.{column} = :id)"
        gone = f"NOT EXISTS (SELECT 1 FROM {self.kind} WHERE id = :id)"
        what = "The tag that it had" if self.kind == "tag" else "The series that it was in"
        batch.leave(f"SELECT c.id FROM {KEPT} WHERE {missing} AND {gone}", f"{what} is gone.", id=self.id)
        if not batch.hit(f"SELECT c.id FROM {KEPT} WHERE {missing}", id=self.id):
            return
        batch.run(
            f"UPDATE {links} SET position = position + 1 WHERE article_id IN {HIT} AND position >= "
            f"(SELECT {place} FROM act_change g WHERE {THIS_STEP} AND g.article_id = {links}.article_id)"
        )
        by_hand = ", json_extract(g.before, '$[1]')" if self.kind == "series" else ""
        end = f"(SELECT coalesce(max(position) + 1, 0) FROM {links} l WHERE l.article_id = a.id)"
        put_on(
            batch,
            self.kind,
            self.id,
            f"SELECT a.id, :id, min({place}, {end}), a.search_key, a.trashed_at IS NOT NULL{by_hand} "
            f"FROM {KEPT} WHERE c.id IN {HIT}",
        )


@dataclass(frozen=True, slots=True)
class SwapLink:
    """Puts a tag or a series in another's place, on articles that have only that other one."""

    do: ClassVar[str] = "swap_link"
    content: ClassVar[bool] = True
    kind: str
    old: int
    new: int

    def apply(self, batch: Batch) -> None:
        links, column = f"article_{self.kind}", f"{self.kind}_id"
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, before, after) SELECT :act, :step, c.id, :old, :new "
            f"FROM chosen c CROSS JOIN {links} l ON l.article_id = c.id AND l.{column} = :old "
            f"WHERE NOT EXISTS (SELECT 1 FROM {links} o WHERE o.article_id = c.id AND o.{column} = :new)",
            old=self.old,
            new=self.new,
        )
        if batch.hit_kept():
            self._swap(batch, self.old, self.new)

    def revert(self, batch: Batch) -> None:
        links, column = f"article_{self.kind}", f"{self.kind}_id"
        has = f"EXISTS (SELECT 1 FROM {links} l WHERE l.article_id = c.id AND l.{column} = :{{}})"
        has_old, has_new = has.format("old"), has.format("new")
        off = (
            "The tag was taken off since." if self.kind == "tag" else "It was taken out of the series since."
        )
        ids: dict[str, Any] = {"old": self.old, "new": self.new}
        batch.leave(f"SELECT c.id FROM {KEPT} WHERE NOT {has_old} AND NOT {has_new}", off, **ids)
        gone = f"NOT EXISTS (SELECT 1 FROM {self.kind} WHERE id = :old)"
        what = "The tag that it had" if self.kind == "tag" else "The series that it was in"
        batch.leave(f"SELECT c.id FROM {KEPT} WHERE {gone}", f"{what} is gone.", **ids)
        if batch.hit(f"SELECT c.id FROM {KEPT} WHERE {has_new} AND NOT {has_old}", **ids):
            self._swap(batch, self.new, self.old)

    def _swap(self, batch: Batch, old: int, new: int) -> None:
        links, column = f"article_{self.kind}", f"{self.kind}_id"
        with counted_once(batch, self.kind, old, new):
            batch.run(
                f"UPDATE {links} SET {column} = :new WHERE {column} = :old AND article_id IN {HIT}",
                old=old,
                new=new,
            )


@dataclass(frozen=True, slots=True)
class SetColumn:
    """Gives a column of the articles' own rows a value, where it has another one.

    ``only``: where another column has that value. ``only_null``: where this one has none yet.
    """

    do: ClassVar[str] = "set_column"
    content: ClassVar[bool] = True
    column: str
    value: int | str | None
    only: tuple[str, str | int] | None = None
    only_null: bool = False

    def apply(self, batch: Batch) -> None:
        only = f" AND a.{self.only[0]} = :only" if self.only else ""
        only += f" AND a.{self.column} IS NULL" if self.only_null else ""
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, before, after) "
            f"SELECT :act, :step, c.id, a.{self.column}, :value FROM chosen c CROSS JOIN article a ON a.id = c.id "
            f"WHERE a.{self.column} IS NOT :value{only}",
            value=self.value,
            only=self.only[1] if self.only else None,
        )
        if batch.hit_kept():
            batch.run(f"UPDATE article SET {self.column} = :value WHERE id IN {HIT}", value=self.value)

    def revert(self, batch: Batch) -> None:
        now = f"a.{self.column}"
        batch.leave(
            f"SELECT c.id FROM {KEPT} WHERE {now} IS NOT g.after AND {now} IS NOT g.before", CHANGED_SINCE
        )
        if self.column == "section_id":
            lost = "g.before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM section WHERE id = g.before)"
            batch.leave(f"SELECT c.id FROM {KEPT} WHERE {lost}", "The section that it was in is gone.")
        if batch.hit(f"SELECT c.id FROM {KEPT} WHERE {now} IS g.after AND g.before IS NOT g.after"):
            batch.run(
                f"UPDATE article SET {self.column} = (SELECT g.before FROM act_change g "
                f"WHERE {THIS_STEP} AND g.article_id = article.id) WHERE id IN {HIT}"
            )


@dataclass(frozen=True, slots=True)
class SetByline:
    """Gives an author's bylines another author, or another printed name in the place of one."""

    do: ClassVar[str] = "set_byline"
    content: ClassVar[bool] = True
    author: int
    column: str
    old: int | str
    new: int | str

    def apply(self, batch: Batch) -> None:
        lines = (
            f"article_byline l WHERE l.article_id = c.id AND l.author_id = :author AND l.{self.column} = :old"
        )
        batch.run(
            "INSERT INTO act_change (act_id, step, article_id, before) "
            f"SELECT :act, :step, c.id, (SELECT json_group_array(l.position) FROM {lines}) FROM chosen c "
            f"WHERE EXISTS (SELECT 1 FROM {lines})",
            author=self.author,
            old=self.old,
        )
        if batch.hit_kept():
            batch.run(
                f"UPDATE article_byline SET {self.column} = :new WHERE article_id IN {HIT} "
                f"AND author_id = :author AND {self.column} = :old",
                author=self.author,
                old=self.old,
                new=self.new,
            )

    def revert(self, batch: Batch) -> None:
        is_new = (
            "NOT EXISTS (SELECT 1 FROM json_each(g.before) p LEFT JOIN article_byline l ON l.article_id = c.id "
            f"AND l.position = p.value WHERE l.{self.column} IS NOT :new)"
        )
        is_old = is_new.replace(":new", ":old")
        values: dict[str, Any] = {"old": self.old, "new": self.new}
        batch.leave(f"SELECT c.id FROM {KEPT} WHERE NOT {is_new} AND NOT {is_old}", CHANGED_SINCE, **values)
        if batch.hit(f"SELECT c.id FROM {KEPT} WHERE {is_new}", **values):
            batch.run(
                f"UPDATE article_byline SET {self.column} = :old WHERE article_id IN {HIT} AND position IN "
                f"(SELECT p.value FROM act_change g, json_each(g.before) p WHERE {THIS_STEP} "
                "AND g.article_id = article_byline.article_id)",
                old=self.old,
            )


def _kept(kind: str) -> str:
    """What is kept of a link that goes: its position; of a series, the place that a person gave, too."""
    return "json_array(l.position, l.place_by_hand)" if kind == "series" else "l.position"


def _kept_position(kind: str) -> str:
    return "json_extract(g.before, '$[0]')" if kind == "series" else "g.before"
