"""A process that takes pictures into a library, writes, and makes backups; it tells each thing that was promised.

``python -m tests.faults.backing_worker LIBRARY SECOND LOG ROUNDS``: backups are made in the library and in ``SECOND``.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from newsroom.desk.articles import new_article, set_fields
from newsroom.desk.backups import make_backup, save_settings
from newsroom.desk.library import open_library
from newsroom.desk.media import add_picture
from newsroom.domain.article import Content
from newsroom.domain.backups import BackupSettings
from tests.desk.pictures import png


def main(path: str, second: str, told: str, rounds: int) -> None:
    log = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(**values: Any) -> None:
        os.write(log, json.dumps(values).encode() + b"\n")

    library = open_library(Path(path))
    Path(second).mkdir()
    save_settings(library, BackupSettings(second_place=second))
    for n in range(rounds):
        picture = add_picture(library, png(1 + n, 1) + os.urandom(3_000))
        tell(picture=picture.file)
        article = new_article(library, Content(headline=f"Story {n}", body="Ferry. " * 200), by="test")
        set_fields(library, article.id, {"picture": {"file": picture.file, "alt": "A ferry"}}, by="test")
        tell(articles=n + 1)
        if n % 3 == 2:
            report = make_backup(library)
            tell(backups=[str(one.folder) for one in report.made], has=n + 1)
    library.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
