"""Imports a folder as a process of its own, to be killed or starved: ``importer LIBRARY SOURCE``. Says how far."""

import sys
from pathlib import Path

from newsroom.desk.importing import import_sources
from newsroom.desk.library import open_library
from newsroom.domain.errors import NewsroomError
from newsroom.domain.importing import ImportProgress


def say(progress: ImportProgress) -> None:
    print(progress.counts.n_imported, flush=True)


def main() -> None:
    library = open_library(Path(sys.argv[1]))
    try:
        report = import_sources(library, [Path(sys.argv[2])], by="test", progress=say)
        print("done", report.counts.n_imported, flush=True)
    except NewsroomError as error:
        print("failed", error, flush=True)
    finally:
        library.close()


if __name__ == "__main__":
    main()
