"""Files that macOS hands over as an event are kept until somebody hears of them. In a process of its own."""

import json
import subprocess
import sys

ASKED = """
import json
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from newsroom.gui.shell.start import make_application

application = make_application()
heard = []
application.file_opened.connect(lambda path: heard.append(str(path)))
application.sendEvent(application, QFileOpenEvent("/a/story.md"))
before = list(heard)
application.hear_files()
application.sendEvent(application, QFileOpenEvent("/b/library/newsroom.db"))
application.sendEvent(application, QFileOpenEvent(""))
application.sendEvent(application, QEvent(QEvent.Type.User))
print(json.dumps([before, heard]))
"""


def test_what_comes_before_the_window_is_kept_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, timeout=60
    )
    before, heard = json.loads(done.stdout)
    assert before == [] and heard == ["/a/story.md", "/b/library/newsroom.db"]
