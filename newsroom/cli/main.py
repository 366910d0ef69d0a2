"""Finds the command, runs it, turns failures into one line and an exit code: 0 done, 1 refused or failed, 2 usage."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from newsroom.cli.context import Context, Tour, chosen_library
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.streams import drop_output, prepare_streams, write_error, write_line
from newsroom.domain.errors import NewsroomError

# Command -> module and summary. A module is imported only when its command is asked for.
COMMANDS = {
    "new": ("making", "make a library"),
    "import": ("importing", "bring in articles from files, folders and exports"),
    "imports": ("importing", "list the imports so far, or tell what came of one"),
    "export": ("exporting", "write the library, or a search's result, as files"),
    "list": ("listing", "list articles, newest first"),
    "search": ("listing", "search headlines, ledes and texts"),
    "searches": ("searches", "list, keep, rename and delete searches"),
    "replace": ("replacing", "find words in texts and replace them"),
    "show": ("showing", "show the whole article"),
    "set": ("setting", "set fields of an article"),
    "tag": ("placing", "add and remove an article's tags"),
    "series": ("series_desk", "put an article into series; list series and order them"),
    "relate": ("placing", "replace an article's related list"),
    "publish": ("releasing", "publish an article, or its changes"),
    "withdraw": ("releasing", "withdraw an article, leaving a notice"),
    "trash": ("releasing", "put an article into the trash"),
    "untrash": ("releasing", "take an article out of the trash"),
    "history": ("history", "list an article's revisions; keep one by a name"),
    "diff": ("history", "compare two revisions word by word"),
    "restore": ("history", "make an article what it was in a revision"),
    "preview": ("previewing", "write the page as readers will get it"),
    "suggest": ("suggesting", "suggest tags, series, related articles, duplicates"),
    "bulk": ("bulk", "change all articles that a search finds"),
    "tags": ("tag_desk", "list tags; rename, merge, split, retire them"),
    "sections": ("section_desk", "list sections; rename, merge, order them"),
    "authors": ("author_desk", "list authors; rename and merge them"),
    "vocabulary": ("vocabulary", "import a vocabulary for tags"),
    "acts": ("acts", "list what was done to many articles, tags, series"),
    "undo": ("acts", "undo an act of that list"),
    "redo": ("acts", "do an act again that was undone"),
    "backup": ("backup", "make a verified backup now; list them; set how they are made"),
    "restore-library": ("restore_library", "make a new library from a backup"),
    "doctor": ("doctor", "look whether all is whole; mend; salvage"),
    "tour": ("touring", "go through the whole errand in the window, with pictures"),
}
TOUR_WITHOUT_DISPLAY = Path("newsroom-tour")

_HELP = """\
usage: newsroom [--library PATH] [COMMAND ...]
       newsroom [--library PATH] FILE ...

Without a command, the window opens, and in it the files that are named: texts
to make articles of, exports to import, a library.

{commands}

options:
  --library PATH   the library to work on; else the variable NEWSROOM_LIBRARY,
                   else the default place
  --version        say the version and stop
  --help           show this text and stop

An article is named by its id, its uid, its address or its short code.
Every command takes --json, and newsroom COMMAND --help tells more.
Exit status: 0 done, 1 refused or failed, 2 wrong usage.

examples:
  newsroom new ~/desk --sample
  newsroom --library ~/desk list --state draft
  newsroom import story.txt
  newsroom set 12 headline="Talks resume" section="World"
  newsroom tag 12 +person:"Ana Ruiz" -Sport
  newsroom publish 12
  newsroom preview 12 --out page.html"""

Window = Callable[[Path | None, tuple[Path, ...]], int]


def run(arguments: Sequence[str], *, window: Window, tour: Tour) -> int:
    """Runs one command line to its end and answers the exit code. Raises nothing but for NEWSROOM_DEBUG."""
    prepare_streams()
    try:
        return _run(arguments, window, tour)
    except UsageError as error:
        write_error(f"newsroom: {error}")
        return 2
    except NewsroomError as error:
        write_error(f"newsroom: {error}")
        return 1
    except BrokenPipeError:
        drop_output()
        return 0
    except KeyboardInterrupt:
        write_error("newsroom: stopped.")
        return 1
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as error:
        if os.environ.get("NEWSROOM_DEBUG"):
            raise
        return _report_crash(error)


def _run(arguments: Sequence[str], window: Window, tour: Tour) -> int:
    library, rest = _global_options(arguments)
    if not rest:
        return _open_window(chosen_library(library), (), window, tour)
    if rest[0] in ("-h", "--help"):
        write_line(help_text())
        return 0
    if rest[0] == "--version":
        from newsroom.versions import version_line

        write_line(version_line())
        return 0
    name = rest[0]
    if name not in COMMANDS and os.path.exists(name):
        return _open_files(library, rest, window, tour)
    if name not in COMMANDS:
        kind = "option" if name.startswith("-") else "command"
        raise UsageError(f"there is no {kind} “{name}”. See: newsroom --help")
    parser, function = _command(name)
    options = parser.read(rest[1:])
    context = Context(chosen_library(options.library or library), options.json, tour)
    return function(options, context)


def _command(name: str) -> "tuple[Parser, Callable[..., int]]":
    module = import_module(f"newsroom.cli.commands.{COMMANDS[name][0]}")
    make_parser, function = module.COMMANDS[name]
    return make_parser(), function


def _global_options(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """``--library PATH`` in front of the command, and the rest; a ``--json`` in front goes to the command."""
    rest = list(arguments)
    library = None
    as_json = False
    while rest and (rest[0] in ("--library", "--json") or rest[0].startswith("--library=")):
        option, equals, value = rest.pop(0).partition("=")
        if option == "--json":
            as_json = True
            continue
        if not equals:
            if not rest:
                raise UsageError(f"{option} needs a path. See: newsroom --help")
            value = rest.pop(0)
        if not value:
            raise UsageError(f"{option} needs a path. See: newsroom --help")
        library = value
    return library, [*rest[:1], "--json", *rest[1:]] if as_json and rest else rest


def _open_files(library: str | None, names: Sequence[str], window: Window, tour: Tour) -> int:
    """As file managers start it: what is no command but is there goes into the window's library, or is one."""
    for name in names:
        if not os.path.exists(name):
            raise UsageError(f"there is no file “{name}”. See: newsroom --help")
    paths = [Path(os.path.abspath(name)) for name in names]
    folders = [place for path in paths if (place := _library_at(path)) is not None]
    if len(folders) > 1 or (folders and library):
        raise UsageError("one window has one library, and several were named. See: newsroom --help")
    files = tuple(path for path in paths if _library_at(path) is None)
    return _open_window(folders[0] if folders else chosen_library(library), files, window, tour)


def _library_at(path: Path) -> Path | None:
    """The library that is named by its folder, or by the database in it."""
    from newsroom.desk.places import DATABASE

    if path.name == DATABASE and path.is_file():
        return path.parent
    return path if path.is_dir() and (path / DATABASE).is_file() else None


def _open_window(library: Path | None, files: tuple[Path, ...], window: Window, tour: Tour) -> int:
    if has_display():
        return window(library, files)
    if files:
        raise UsageError(
            "there is no display, so no window can open. To bring files in: newsroom import FILE"
        )
    write_error(
        f"There is no display, so no window can open; making the tour in {TOUR_WITHOUT_DISPLAY} instead."
    )
    return tour(TOUR_WITHOUT_DISPLAY)


def has_display() -> bool:
    """Whether a window could open here: only Linux can be without; a platform that was named is believed."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def help_text() -> str:
    """What ``newsroom --help`` prints."""
    commands = "\n".join(f"  {name:<15} {summary}" for name, (_, summary) in COMMANDS.items())
    return _HELP.format(commands=f"commands:\n{commands}")


def _report_crash(error: Exception) -> int:
    from newsroom.cli.reports import write_report

    path = write_report(error)
    kept = f" A report for its makers is in {path}." if path else ""
    write_error(
        f"newsroom: an unexpected error, {type(error).__name__}. What was saved before is safe.{kept}"
    )
    return 1
