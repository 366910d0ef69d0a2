"""A process of its own that tags all articles of a library in small batches, and says so, until it is killed."""

import sys
import time
from pathlib import Path

from newsroom.desk import act_batches
from newsroom.desk.acts import undo_act
from newsroom.desk.bulk import change_articles
from newsroom.desk.library import open_library
from newsroom.desk.tag_desk import merge_tags
from newsroom.domain.acts import ActProgress
from newsroom.domain.bulk import AddTags, Selection
from newsroom.domain.query import ListQuery


def main(path: str, what: str, first: int, second: int) -> None:
    act_batches.size_of = lambda _: 5
    library = open_library(Path(path))

    def say(progress: ActProgress) -> None:
        print(progress.n_done, flush=True)
        time.sleep(0.005)

    if what == "tag":
        selection = Selection(query=ListQuery())
        change_articles(library, selection, AddTags((first,)), by="worker", progress=say)
    elif what == "merge":
        merge_tags(library, [first], second, by="worker", progress=say)
    else:
        undo_act(library, first, by="worker", progress=say)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
