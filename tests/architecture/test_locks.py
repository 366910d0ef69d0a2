"""The lock files: exact, hashed, for every platform, naming no index, and in step with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-installers.lock")
PIN = re.compile(r"^([a-z0-9-]+)==([0-9][^ ;]*)( ; [^\\]+)?$")


def pins(name: str) -> dict[str, tuple[str, str, frozenset[str]]]:
    """Library -> its version, its marker and its hashes."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        head, *hashes = line.split("--hash=")
        match = PIN.match(head.strip())
        assert match, f"not an exact pin: {head}"
        found[match[1]] = (match[2], match[3] or "", frozenset(hash.strip() for hash in hashes))
    return found


def normal(requirement: str) -> str:
    return re.split(r"[<>=!~;\s\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", LOCKS)
def test_names_no_index_and_no_place(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "//" not in text and "index" not in text and " @ " not in text and "file:" not in text


@pytest.mark.parametrize("name", LOCKS)
def test_everything_has_hashes(name: str) -> None:
    for library, (_, _, hashes) in pins(name).items():
        assert hashes, library
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", hash) for hash in hashes), library


def test_the_tests_lock_holds_the_program_s_in_the_same_versions() -> None:
    """What the program needs on one system, the tests may need on all."""
    ours, dev = (pins(name) for name in LOCKS[:2])
    same = {
        name: (ours[name][0], dev[name][1] and ours[name][1], ours[name][2]) for name in ours if name in dev
    }
    assert {name: dev.get(name) for name in ours} == same


def test_all_that_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ours, dev = (pins(name) for name in LOCKS[:2])
    assert {normal(item) for item in project["project"]["dependencies"]} <= set(ours)
    assert {normal(item) for item in project["dependency-groups"]["dev"]} <= set(dev)


def test_the_faulty_pyside_is_not_locked() -> None:
    assert pins("requirements.lock")["pyside6"][0].startswith("6.11.")
