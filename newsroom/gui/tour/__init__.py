"""The tour: an editor's whole errand in the real window, by keys and mouse, with pictures. ``newsroom tour``."""

import sys
from pathlib import Path


def run(out: Path) -> int:
    """Makes the tour and says on standard output what came of it. Answers 1 when something was not as it was meant.

    Raises ``NewsroomError`` where it could not be made to its end.
    """
    from newsroom.gui.tour.running import PAGE, make_tour

    found = make_tour(out)
    if found:
        sys.stdout.write("The tour found what was not meant:\n" + "".join(f"- {words}\n" for words in found))
        return 1
    sys.stdout.write(f"All was as it was meant. The pictures and {PAGE} are in {out}.\n")
    return 0
