"""The steps of an act on one batch of articles: how many these are, the order of the steps, what comes after them."""

from collections.abc import Sequence

from newsroom.desk.act_steps import PublishStep, TrashStep, WithdrawStep
from newsroom.desk.text_step import ReplaceTextStep
from newsroom.domain.errors import RefusedError
from newsroom.storage.act_batch import KEPT, Batch
from newsroom.storage.act_steps import AddLink, SetByline, SetColumn, Step, SwapLink
from newsroom.storage.act_versions import count_published, count_up, count_up_only
from newsroom.storage.amending import Amend
from newsroom.storage.store import Connection
from newsroom.storage.used import first_missing

SET_BASED = 20_000
"""So many articles a transaction where a batch is a few statements: some tenths of a second."""
_REVISING = 2_500
_ONE_BY_ONE = 500

Steps = tuple[Step | Amend, ...]


def size_of(steps: Steps) -> int:
    """So many articles a transaction: some tenths of a second."""
    if any(isinstance(step, PublishStep | WithdrawStep | ReplaceTextStep) for step in steps):
        return _ONE_BY_ONE
    return _REVISING if any(isinstance(step, Amend | TrashStep) for step in steps) else SET_BASED


def apply_steps(batch: Batch, steps: Steps, differ: bool) -> None:
    refuse_missing(batch.connection, steps)
    amend = None
    for n, step in enumerate(steps):
        batch.step = n
        if isinstance(step, Amend):
            amend = n, step
        else:
            step.apply(batch)
    contents = [step for step in steps if step.content and not isinstance(step, Amend)]
    if any(isinstance(step, TrashStep) for step in steps):
        count_up_only(batch)
    elif contents:
        count_up(batch, differ=differ, doubtful="0" if amend else _doubtful(contents))
    if amend is not None:
        batch.step = amend[0]
        amend[1].apply(batch, contents)
        count_published(batch)


def changed_since(step: Step | Amend) -> str:
    """Which articles are no longer as they were before the act, so that it is not done again to them."""
    if isinstance(step, SetColumn):
        now = f"a.{step.column}"
        return f"SELECT c.id FROM {KEPT} WHERE {now} IS NOT g.before AND {now} IS NOT g.after"
    if isinstance(step, PublishStep | WithdrawStep):
        before = "json_extract(g.before, '$.state')"
        return f"SELECT c.id FROM {KEPT} WHERE a.trashed_at IS NOT NULL OR a.state IS NOT {before}"
    return ""


def refuse_missing(connection: Connection, steps: Steps) -> None:
    if kind := first_missing(connection, filter(None, map(_needed, steps))):
        raise RefusedError(
            f"The {kind} that the act needs is not in the library any more. Nothing was changed."
        )


def _needed(step: Step | Amend) -> tuple[str, int] | None:
    """What must be in the library for the step: its kind and its id."""
    if isinstance(step, AddLink):
        return step.kind, step.id
    if isinstance(step, SwapLink):
        return step.kind, step.new
    if isinstance(step, SetColumn) and step.column == "section_id" and isinstance(step.value, int):
        return "section", step.value
    if isinstance(step, SetByline) and step.column == "author_id" and isinstance(step.new, int):
        return "author", step.new
    return None


def _doubtful(steps: Sequence[Step | Amend]) -> str:
    """Which articles that differed from what was published may be as published after these steps."""
    tags = [step.id for step in steps if isinstance(step, AddLink) and step.kind == "tag"]
    if len(tags) < len(steps):
        return "1"
    listed = ", ".join(map(str, tags))
    public = f"EXISTS (SELECT 1 FROM public_tag p WHERE p.article_id = a.id AND p.tag_id IN ({listed}))"
    return f"a.state <> 'published' OR a.trashed_at IS NOT NULL OR {public}"
