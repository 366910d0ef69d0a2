"""Whether WebEngine can start: tried in a process of its own, and remembered."""

import json
import os
from pathlib import Path

import pytest

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.gui.features.preview import probe as probe_module
from newsroom.gui.features.preview.probe import WITHOUT_GPU, Probe, allow_root
from newsroom.gui.features.preview.scheme import FLAGS_VARIABLE


def test_it_starts_here_and_that_is_remembered(tmp_path: Path) -> None:
    memory = tmp_path / "deep" / "webengine.json"
    probe = Probe(memory)
    assert not probe.is_known_to_start()
    assert probe.ask(CancelToken()) == ""
    assert Probe(memory).is_known_to_start()
    probe.forget()
    assert not probe.is_known_to_start()


def test_an_engine_that_ends_the_program_is_a_reason_for_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe(tmp_path / "webengine.json")
    with monkeypatch.context() as patch:
        patch.setenv("QT_QPA_PLATFORM", "there-is-no-such-platform")
        assert probe.ask(CancelToken()) == "it ended at once"
    assert not probe.is_known_to_start()
    assert probe.ask(CancelToken()) == ""


def test_what_started_once_is_tried_anew_where_memory_can_no_longer_be_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe(tmp_path / "webengine.json")
    monkeypatch.setattr(probe_module, "_try_it", lambda token, limit_s, flag="": "")
    assert probe.ask(CancelToken()) == "" and probe.is_known_to_start()
    can_access = not os.access("/dev/shm", os.W_OK | os.X_OK)
    monkeypatch.setattr(os, "access", lambda *_: can_access)
    assert not probe.is_known_to_start()


def test_without_opengl_it_draws_by_itself_and_does_so_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FLAGS_VARIABLE, "--log-level=3")
    tried: list[str] = []

    def ends_without(_token: CancelToken, _limit_s: float, flag: str = "") -> str:
        tried.append(flag)
        return "" if flag == WITHOUT_GPU else "it ended at once"

    monkeypatch.setattr(probe_module, "_try_it", ends_without)
    memory = tmp_path / "webengine.json"
    assert Probe(memory).ask(CancelToken()) == "" and tried == ["", WITHOUT_GPU]
    assert os.environ[FLAGS_VARIABLE] == f"--log-level=3 {WITHOUT_GPU}"
    monkeypatch.setenv(FLAGS_VARIABLE, "--log-level=3")
    assert Probe(memory).is_known_to_start()
    assert os.environ[FLAGS_VARIABLE] == f"--log-level=3 {WITHOUT_GPU}"


def test_where_both_ways_fail_the_first_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FLAGS_VARIABLE, "")
    why = "this system does not let it make its sandbox"
    monkeypatch.setattr(
        probe_module, "_try_it", lambda token, limit_s, flag="": "it ended at once" if flag else why
    )
    assert Probe(tmp_path / "webengine.json").ask(CancelToken()) == why
    assert not os.environ[FLAGS_VARIABLE] and not (tmp_path / "webengine.json").exists()


def test_another_screen_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(probe_module, "_try_it", lambda token, limit_s, flag="": "")
    probe = Probe(tmp_path / "webengine.json")
    assert probe.ask(CancelToken()) == "" and probe.is_known_to_start()
    monkeypatch.setenv("DISPLAY", "localhost:10.0")
    assert not probe.is_known_to_start()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            "FATAL:credentials.cc Check failed: No usable sandbox!",
            "this system does not let it make its sandbox",
        ),
        (
            "sandbox_linux.cc FATAL:platform_shared_memory_region_posix.cc: permissions on /dev/shm.",
            "/dev/shm, where it keeps what its processes share, cannot be written to",
        ),
        ("Sandboxing disabled by user.\nGLDisplayEGL::Initialize failed.", "it ended at once"),
        ("ImportError: libnss3.so: cannot open shared object file", "a system library is missing"),
        ("", "it ended at once"),
    ],
)
def test_the_reason_in_words(said: str, why: str) -> None:
    assert probe_module._why(said) == why


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"starts": "another version"}', "\0"])
def test_a_memory_that_says_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "webengine.json"
    file.write_text(text, encoding="utf-8")
    assert not Probe(file).is_known_to_start()


def test_another_version_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "webengine.json"
    file.write_text(json.dumps({"starts": probe_module._key()}), encoding="utf-8")
    assert Probe(file).is_known_to_start()
    monkeypatch.setattr("PySide6.__version__", "7.0.0")
    assert not Probe(file).is_known_to_start()


def test_it_takes_no_longer_than_it_may(tmp_path: Path) -> None:
    assert Probe(tmp_path / "a.json", limit_s=0.1).ask(CancelToken()) == "it does not answer"
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        Probe(tmp_path / "b.json").ask(token)


def test_only_root_goes_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.setattr(probe_module, "is_root", lambda: False)
    assert not allow_root()
    assert "QTWEBENGINE_DISABLE_SANDBOX" not in probe_module.os.environ
    monkeypatch.setattr(probe_module, "is_root", lambda: True)
    assert allow_root()
    assert probe_module.os.environ["QTWEBENGINE_DISABLE_SANDBOX"] == "1"
