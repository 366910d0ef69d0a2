"""After an import: which of the articles that came tell a story that is filed already. Said in the import's report."""

from collections.abc import Sequence
from dataclasses import replace

from newsroom.desk.library import Library
from newsroom.desk.suggesting import load_settings, suggest
from newsroom.desk.suggestion_access import FILE
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError
from newsroom.domain.importing import ReportLine
from newsroom.domain.suggestions import DuplicateSuggestion, SuggestionKind
from newsroom.storage.import_runs import add_notes

_MOST_LOOKED_AT = 10


def is_known(library: Library) -> bool:
    """Whether suggestions have read the archive once, so that to ask takes milliseconds. Loads nothing."""
    return SuggestionKind.DUPLICATES in load_settings(library).kinds and (library.path / FILE).exists()


def tell_of_alike(
    library: Library, run_id: int, new: Sequence[ReportLine], *, token: CancelToken | None = None
) -> int:
    """Looks for the stories of new articles (``ImportReport.new``) in the archive; answers for how many it found one.

    Of two that came together, the later one is named. Ten milliseconds an article; what is not read yet
    (``suggesting.follow``) is not found. Raises ``CancelledError``, and ``LibraryError`` where it cannot be kept.
    """
    came = {line.article_id for line in new}
    said = []
    for line in new:
        found = _filed_already(library, line, token)
        story = next((one for one in found if one.id not in came or one.id < (line.article_id or 0)), None)
        if story is not None:
            said.append(replace(line, notes=(_words(story),)))
    if said:
        with library.store.write() as connection:
            add_notes(connection, run_id, said)
    return len(said)


def _filed_already(
    library: Library, line: ReportLine, token: CancelToken | None
) -> tuple[DuplicateSuggestion, ...]:
    if line.article_id is None:
        return ()
    try:
        found = suggest(
            library, line.article_id, kinds={SuggestionKind.DUPLICATES}, limit=_MOST_LOOKED_AT, token=token
        )
    except NotFoundError:  # it was deleted meanwhile
        return ()
    return found.duplicates


def _words(story: DuplicateSuggestion) -> str:
    return f"Its story may be filed already: “{story.headline}” ({story.id}), {', '.join(story.reasons)}."
