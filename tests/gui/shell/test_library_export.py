"""Out again, from the window: all, or what the list finds; where a person says, and never over what stands there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import newsroom.gui.widgets.file_dialogs as dialogs
from newsroom.domain.cancel import CancelToken
from tests.gui.shell.conftest import HEADLINES, Program

Begin = Callable[[Path | None], Program]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is chosen in the dialog."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(dialogs, "ask_folder", lambda _parent, _title, then, **_: then(folder))
    return folder


def headlines(place: Path) -> set[str]:
    lines = (place / "library.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return {record["headline"] for record in records if "headline" in record}


def told(program: Program) -> str:
    program.wait(lambda: program.window.notice.text.startswith("Exported"))
    return program.window.notice.text


def test_the_whole_library_and_again_beside_it(begin: Begin, library_path: Path, folder: Path) -> None:
    program = begin(library_path).load()
    program.trigger("library.export_jsonl")
    assert told(program) == f"Exported to {folder}: 3 articles."
    assert headlines(folder) == set(HEADLINES)
    assert [button.text() for button in program.window.notice.buttons] == ["Open the folder"]
    program.window.notice.dismiss()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    program.window.notice.change_text("")
    program.trigger("library.export_markdown")
    second = told(program).removeprefix("Exported to ").removesuffix(": 3 articles.")
    assert Path(second).parent == folder and list(Path(second).rglob("*.md"))
    assert all(path.read_bytes() == content for path, content in before.items()), "nothing is replaced"


def test_what_the_list_finds(begin: Begin, library_path: Path, folder: Path) -> None:
    program = begin(library_path).load()
    program.parts.archive.presenter.search_full_text("herring")
    program.trigger("order.export_jsonl")
    assert told(program) == f"Exported to {folder}: 1 article."
    assert headlines(folder) == {"Herring quota agreed"}


def test_one_at_a_time_and_it_can_be_stopped(
    begin: Begin, library_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_done(*_: object, token: CancelToken, **__: object) -> None:
        while True:
            token.raise_if_cancelled()

    monkeypatch.setattr("newsroom.desk.exporting.export_library", never_done)
    program = begin(library_path).load()
    notice = program.window.notice
    program.trigger("library.export_jsonl")
    assert notice.text == "The export is being written …"
    program.trigger("library.export_jsonl")
    assert notice.text == "An export is being written. Stop it, or wait for its end."
    (stop,) = notice.buttons
    stop.click()
    program.wait(lambda: notice.text == "The export was stopped. Nothing was written.")
    assert list(folder.iterdir()) == []


def test_why_it_cannot_be_written_is_said(begin: Begin, library_path: Path, folder: Path) -> None:
    program = begin(library_path).load()
    folder.rmdir()
    folder.write_text("no folder")
    program.trigger("library.export_jsonl")
    program.wait(lambda: "cannot be read" in program.window.notice.text)
    assert folder.read_text() == "no folder"
