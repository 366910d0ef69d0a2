"""The tour: an editor's whole errand in the real window, by keys and mouse, with pictures. ``newsroom tour``."""

import json
import sys
from pathlib import Path


def run(out: Path, *, as_json: bool = False) -> int:
    """Makes the tour and says on standard output what came of it. Answers 1 when something was not as it was meant.

    Raises ``NewsroomError`` where it could not be made to its end.
    """
    from newsroom.gui.tour.running import make_tour

    report = make_tour(out)
    if as_json:
        text = json.dumps(report.document(), ensure_ascii=False, indent=2)
    elif report.differences:
        text = "\n- ".join(("The tour found what was not meant:", *report.differences))
    else:
        text = f"All was as it was meant. The {len(report.pictures)} pictures and {report.page.name} are in {out}."
        if report.why_plain:
            text += (
                f"\nThe page was seen in the plain preview, for WebEngine cannot start: {report.why_plain}."
            )
    sys.stdout.write(f"{text}\n")
    return 1 if report.differences else 0
