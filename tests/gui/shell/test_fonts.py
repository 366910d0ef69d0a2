"""A system without fonts is told of where it can be read, by a process that fontconfig gives none to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.gui.shell.fonts import WORDS, tell_if_there_are_none

ASKED = """
from newsroom.gui.shell.fonts import tell_if_there_are_none
from newsroom.gui.shell.start import make_application

application = make_application()
tell_if_there_are_none()
"""


def test_where_there_are_fonts_nothing_is_said(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    tell_if_there_are_none()
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is Linux's")
def test_a_system_without_fonts_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}/none</dir><cachedir>{tmp_path}</cachedir></fontconfig>',
        encoding="utf-8",
    )
    environment = {
        **os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True
    )
    assert WORDS in done.stderr
