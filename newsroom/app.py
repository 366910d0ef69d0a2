"""The composition root: opens the window or runs one command. Nothing imports it; what is heavy loads when chosen."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with these arguments (default: the process's) and answers its exit code."""
    if getattr(sys, "frozen", False):
        # A frozen program is its own helper: that must not open a window.
        from newsroom.frozen import hold_program_file
        from newsroom.jobs import helper_command
        from newsroom.versions import build_name

        hold_program_file()
        build_name()  # reports of errors are of this build, also when another has been installed over it
        entry = helper_command.entry_of(sys.argv[1:])
        if entry is not None:
            helper_command.run(entry)
            return 0
    from newsroom.cli.main import run

    return run(sys.argv[1:] if arguments is None else arguments, window=_run_window, tour=_run_tour)


def _run_window(library_path: Path | None, files: tuple[Path, ...]) -> int:
    import gc

    gc.disable()  # nothing of what is loaded now is garbage; the window begins with it when all is there
    from newsroom.gui.shell.start import run

    return run(library_path, files, write_report=_write_report, reports=_reports_folder)


def _write_report(error: BaseException) -> Path | None:
    from newsroom.cli.reports import write_report

    return write_report(error)


def _reports_folder() -> Path:
    from newsroom.cli.reports import reports_folder

    return reports_folder()


def _run_tour(out: Path, as_json: bool = False) -> int:
    from newsroom.gui.tour import run

    return run(out, as_json=as_json)


if __name__ == "__main__":
    sys.exit(main())
