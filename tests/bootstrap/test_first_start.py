"""The first start makes the environment, the second one only uses it."""

from tests.bootstrap.conftest import Checkout

NOWHERE = {"PIP_FIND_LINKS": "/nowhere", "PIP_NO_INDEX": "1"}


def test_first_second_and_later_starts(checkout: Checkout) -> None:
    (checkout.venv / "bin").mkdir(parents=True)
    leftover = checkout.venv / "half-made"
    leftover.touch()

    first = checkout.start("show", "1", "-x", "ä b")
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == [f"prefix {checkout.venv}", "arguments ['show', '1', '-x', 'ä b']"]
    assert first.stderr.splitlines() == ["Setting up Newsroom (first start, about a minute) ..."]
    assert not leftover.exists()

    stamp = checkout.venv / "newsroom-requirements.lock"
    assert stamp.read_bytes().endswith((checkout.root / "requirements.lock").read_bytes())
    made = stamp.stat().st_mtime_ns
    second = checkout.start("show", "--fail", **NOWHERE)
    assert (second.returncode, second.stderr) == (7, "")
    assert stamp.stat().st_mtime_ns == made

    moved = Checkout(checkout.root.rename(checkout.root.with_name("elsewhere")), checkout.environment)
    third = moved.start("show", **NOWHERE)
    assert (third.returncode, third.stderr) == (0, "")
    assert third.stdout.startswith(f"prefix {moved.venv}\n")

    link = moved.root.parent / "newsroom.py"
    link.symlink_to(moved.root / "main.py")
    by_link = Checkout(moved.root.parent, moved.environment)
    link.rename(link.with_name("main.py"))
    assert by_link.start("show", **NOWHERE).stdout == third.stdout

    with (moved.root / "requirements.lock").open("a") as lock:
        lock.write("absent==1.0 --hash=sha256:" + "0" * 64 + "\n")
    changed = moved.start("show")
    assert changed.returncode == 1
    assert "Setting up" in changed.stderr and "absent==1.0" in changed.stderr
    assert not moved.venv.exists()
