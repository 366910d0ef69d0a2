"""Outcomes, states and numbers of imports, in words."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from newsroom.desk.kinds import SourceKind
from newsroom.domain.importing import (
    ImportCounts,
    ImportProgress,
    ImportReport,
    ImportRun,
    Outcome,
    ReportLine,
    RunState,
)
from newsroom.gui.when import number, short_when

_CONTEXT = "imports"
_LONG_S = 90
_FEW_REASONS = 2


def _tr(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)


def outcome_word(outcome: Outcome) -> str:
    """One outcome, as a line of the report and the button that shows only those say it."""
    return {
        Outcome.IMPORTED: _tr("Imported"),
        Outcome.UPDATED: _tr("Updated"),
        Outcome.UNCHANGED: _tr("Unchanged"),
        Outcome.CONFLICT: _tr("Conflict"),
        Outcome.SKIPPED: _tr("Left out"),
        Outcome.NOTE: _tr("Note"),
    }[outcome]


def outcome_tone(outcome: Outcome) -> str:
    """The colour in which it is written."""
    return {Outcome.CONFLICT: "warn", Outcome.SKIPPED: "warn", Outcome.NOTE: "dim"}.get(outcome, "ok")


def kind_word(kind: SourceKind | None) -> str:
    """A kind of source, as an editor calls it."""
    if kind is None:
        return _tr("Found out from each source")
    return {
        SourceKind.FOLDER: _tr("Folder of files, by what each is"),
        SourceKind.TEXT: _tr("Text of a wire or a page"),
        SourceKind.MARKDOWN: _tr("Markdown with front matter"),
        SourceKind.HTML: _tr("Saved web pages"),
        SourceKind.DOCX: _tr("Word files"),
        SourceKind.CSV: _tr("Tables (CSV)"),
        SourceKind.WXR: _tr("WordPress export"),
        SourceKind.GHOST: _tr("Ghost export"),
        SourceKind.FEED: _tr("RSS or Atom feed"),
        SourceKind.NINJS: _tr("ninjs, the news industry’s JSON"),
        SourceKind.JSONL: _tr("Newsroom’s own JSON Lines"),
    }.get(kind, kind.value)


def state_word(run: ImportRun) -> str:
    """How far a run came; nothing where all is done."""
    return {
        RunState.RUNNING: _tr("Running"),
        RunState.DONE: "",
        RunState.CANCELLED: _tr("Stopped"),
        RunState.FAILED: _tr("Failed"),
        RunState.BROKEN_OFF: _tr("Broken off"),
    }[run.state]


def counts_words(counts: ImportCounts) -> str:
    """``Imported: 2,083. Left out: 4.``"""
    words = [_tr("Imported: {0}.").format(number(counts.n_imported))]
    for n, text in (
        (counts.n_updated, _tr("Updated: {0}.")),
        (counts.n_unchanged, _tr("Unchanged: {0}.")),
        (counts.n_conflicts, _tr("Changed here too, and left as they are: {0}.")),
        (counts.n_skipped, _tr("Left out: {0}.")),
        (counts.n_linked, _tr("With links between them: {0}.")),
    ):
        if n:
            words.append(text.format(number(n)))
    return " ".join(words)


def report_words(report: ImportReport) -> str:
    """The numbers, and the first reasons why something was left out."""
    reasons = [f"{line.where}: {line_words(line)}" for line in report.of(Outcome.SKIPPED)[:_FEW_REASONS]]
    return " ".join([counts_words(report.counts), *reasons])


def progress_words(progress: ImportProgress) -> str:
    """``12,408 of 186,000 · 812 a second · about 3 min left``"""
    if progress.is_linking:
        return _tr("{0} read; the links between them are made …").format(number(progress.n_done))
    if progress.n_total is None:
        done = _tr("{0} so far").format(number(progress.n_done))
    else:
        done = _tr("{0} of {1}").format(number(progress.n_done), number(progress.n_total))
    words = [done, _tr("{0} a second").format(number(round(progress.per_second)))]
    if progress.left_s is not None:
        words.append(_left(progress.left_s))
    return " · ".join(words)


def _left(seconds: float) -> str:
    if seconds < _LONG_S:
        return _tr("about {0} s left").format(max(1, round(seconds)))
    return _tr("about {0} min left").format(number(round(seconds / 60)))


def place_words(line: ReportLine) -> str:
    """Where an item stands in its source; of a file, with the file's name. The whole path is said beside it."""
    if line.source.endswith(("/", "\\")) and line.place:
        return line.place
    name = line.source.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or line.source
    return f"{name}: {line.place}" if line.place else name


def source_words(run: ImportRun) -> str:
    """The names of its sources, without their folders."""
    names = [source.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or source for source in run.sources]
    return ", ".join(names)


def run_details(run: ImportRun, now: datetime, zone: tzinfo) -> str:
    """``yesterday · 2,083``, ``Stopped · yesterday · 2,083``: what matters most stands where it is not cut off."""
    counts = run.counts
    words = [short_when(run.begun_at, now, zone), number(counts.n_imported + counts.n_updated)]
    return " · ".join([state_word(run), *words] if state_word(run) else words)


def ending_words(run: ImportRun) -> str:
    """How a run ended that did not come to its end, and that nothing is lost by it; nothing where all is done."""
    done, total = number(run.counts.n_done), run.n_total
    place = done if total is None else _tr("{0} of {1}").format(done, number(total))
    words = {
        RunState.CANCELLED: _tr("It was stopped at {0}; importing the same again goes on there.").format(
            place
        ),
        RunState.BROKEN_OFF: _tr(
            "It was broken off at {0}, as the program ended; importing the same again goes on there."
        ).format(place),
        RunState.FAILED: _tr("It failed at {0}; what came before is whole.").format(place),
        RunState.RUNNING: _tr(
            "It is at {0}. Where no more comes it was broken off; importing the same again goes on there."
        ).format(place),
    }.get(run.state, "")
    return " ".join(filter(None, (run.message or "", words)))


def line_words(line: ReportLine) -> str:
    """Its notes in one."""
    return " ".join(line.notes)
