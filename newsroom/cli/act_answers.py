"""What commands that order the archive answer: an act with its counts, or what it would do; progress on a terminal."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsroom.cli.context import Context, answer
from newsroom.cli.streams import one_line
from newsroom.domain.acts import Act, ActProgress, Left, Turned
from newsroom.domain.times import to_rfc3339

if TYPE_CHECKING:
    from newsroom.domain.bulk import Forecast, Outcome
    from newsroom.domain.ordering import MergePreview

_SHOWN = 10
_EVERY_S = 0.5


def act_document(act: Act) -> dict[str, Any]:
    return {
        "id": act.id,
        "at": to_rfc3339(act.at),
        "by": act.by,
        "kind": act.kind.value,
        "words": act.words,
        "state": act.state.value,
        "articles": act.n_articles,
        "left": act.n_left,
        "undone_at": to_rfc3339(act.undone_at) if act.undone_at else None,
        "undone_by": act.undone_by,
    }


def outcome_document(outcome: "Outcome") -> dict[str, Any]:
    return {
        "act": act_document(outcome.act) if outcome.act else None,
        "changed": outcome.n_changed,
        "already": outcome.n_already,
        "n_left": outcome.n_left,
        "left": _left_documents(outcome.left),
    }


def answer_outcome(context: Context, outcome: "Outcome") -> None:
    """What was done: its words, how many articles, what was left."""
    document = outcome_document(outcome)
    answer(context, document, lambda: outcome_text(document))


def outcome_text(document: Mapping[str, Any]) -> str:
    act = document["act"]
    lines = [f"{act['words']}. Act {act['id']}." if act else "Nothing was to be changed."]
    counts = [(document["changed"], "changed"), (document["already"], "were so already")]
    said = [f"{n:,} {word}" for n, word in counts if n]
    if said:
        lines.append(f"Articles: {', '.join(said)}.")
    return "\n".join([*lines, *_left_lines(document)])


def answer_turned(context: Context, turned: Turned, what: str) -> None:
    """What an undo or a redo did."""
    document = {
        "act": act_document(turned.act),
        "changed": turned.n_articles,
        "n_left": turned.n_left,
        "left": _left_documents(turned.left),
    }
    lines = [f"{what}: {turned.act.words}."]
    if turned.n_articles:
        lines.append(f"Articles: {turned.n_articles:,} changed.")
    answer(context, document, lambda: "\n".join([*lines, *_left_lines(document)]))


def answer_preview(context: Context, preview: "MergePreview") -> None:
    """What a merge would do."""
    document = {
        "articles": preview.n_articles,
        "both": preview.n_both,
        "public": preview.n_public,
        "names": list(preview.names),
        "warnings": list(preview.warnings),
    }

    def text() -> str:
        lines = [f"Would change {preview.n_articles:,} articles; {preview.n_both:,} of them have both."]
        lines.append(f"Readers would see the change on {preview.n_public:,}.")
        if preview.names:
            lines.append(f"Other names from then on: {', '.join(preview.names)}.")
        return "\n".join([*lines, *preview.warnings])

    answer(context, document, text)


def forecast_document(words: str, forecast: "Forecast") -> dict[str, Any]:
    return {
        "words": words,
        "chosen": forecast.n_chosen,
        "changing": forecast.n_changing,
        "already": forecast.n_already,
        "public": forecast.n_public,
        "refused": [{"why": one.why, "n": one.n, "ids": list(one.ids)} for one in forecast.refusals],
    }


def forecast_text(document: Mapping[str, Any]) -> str:
    n, chosen, already = document["changing"], document["chosen"], document["already"]
    lines = [f"{document['words']}: would change {n:,} of {chosen:,} articles; {already:,} are so already."]
    for one in document["refused"]:
        ids = ", ".join(map(str, one["ids"][:_SHOWN]))
        lines.append(f"Not {one['n']:,}: {one['why']} ({ids}{', …' if one['n'] > _SHOWN else ''})")
    return "\n".join(lines)


def show_progress() -> Callable[[ActProgress], None]:
    """Tells on standard error, where that is a terminal, how far a long act has come."""
    shown = time.monotonic()

    def show(progress: ActProgress) -> None:
        nonlocal shown
        if sys.stderr is None or not sys.stderr.isatty():
            return
        is_last = progress.n_done >= progress.n_all
        if time.monotonic() - shown >= _EVERY_S or is_last:
            shown = time.monotonic()
            end = "\n" if is_last else ""
            what = " looked through" if progress.is_looking else ""
            sys.stderr.write(f"\r{progress.n_done:,} of {progress.n_all:,} articles{what}{end}")
            sys.stderr.flush()

    return show


def _left_documents(left: Sequence[Left]) -> list[dict[str, Any]]:
    return [{"id": one.article_id, "headline": one.headline, "why": one.why} for one in left]


def _left_lines(document: Mapping[str, Any]) -> list[str]:
    lines = [
        f"Left: {one['id']}  {one_line(one['headline'])}: {one['why']}" for one in document["left"][:_SHOWN]
    ]
    more = document["n_left"] - len(lines)
    return [*lines, f"And {more:,} more were left."] if more > 0 and lines else lines
