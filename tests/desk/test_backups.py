"""Backups in the own folder of a library and in a second place: whole or not at all, rotated, restored beside it."""

import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.desk import backup_place, backups
from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.backup_place import read_manifest
from newsroom.desk.backups import (
    backup_is_due,
    load_settings,
    make_backup,
    save_settings,
    status,
    status_of,
)
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.desk.restoring import find_backup, restore_library
from newsroom.domain.article import Content
from newsroom.domain.backups import BackupSettings
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import LibraryError, NewsroomError, NotFoundError, RefusedError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time, as its last member."""
    times = [NOON]
    monkeypatch.setattr(backups, "now", lambda: times[-1])
    return times


def touch(library: Library) -> None:
    """Something is written."""
    new_article(library, Content(headline="One more"), by="test")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_one_is_whole_and_is_restored_beside_the_library(sample: Library, tmp_path: Path) -> None:
    report = make_backup(sample)
    (backup,) = report.made
    assert not report.problems and backup.n_articles == 69 and backup.n_pictures == 12
    assert names(backup.folder) == ["backup.json", DATABASE]
    set_fields(sample, 1, {"headline": "Changed since"}, by="test")
    restored = restore_library(find_backup(backup.id, sample.path), tmp_path / "restored")
    assert restored.n_articles == 69 and not restored.missing and restored.made_at == backup.made_at
    library = open_library(tmp_path / "restored")
    assert get_article(library, 1).content.headline != "Changed since"
    assert names(library.media_folder) == names(sample.media_folder)
    library.close()


def test_nothing_is_ever_restored_over_something(sample: Library, tmp_path: Path) -> None:
    (backup,) = make_backup(sample).made
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("Dear Sir")
    for to in (full, sample.path):
        before = names(to)
        with pytest.raises(LibraryError, match="not empty"):
            restore_library(backup.folder / DATABASE, to)
        assert names(to) == before


def test_a_backup_that_changed_since_is_not_restored(sample: Library, tmp_path: Path) -> None:
    (backup,) = make_backup(sample).made
    file = backup.folder / DATABASE
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(LibraryError, match="no longer what it was"):
        restore_library(file, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()
    with pytest.raises(NotFoundError):
        find_backup("nothing", sample.path)


def test_pictures_are_shared_and_those_that_are_lost_are_named(sample: Library, tmp_path: Path) -> None:
    make_backup(sample)
    pool = sample.backups_folder / "media"
    first, second, *_ = names(sample.media_folder)
    assert names(pool) == names(sample.media_folder)
    (sample.media_folder / first).unlink()
    (pool / second).unlink()
    (sample.media_folder / second).write_bytes(b"another")
    touch(sample)
    (backup,) = make_backup(sample).made
    manifest = read_manifest(backup.folder)
    assert manifest is not None and manifest.missing == (second,), "the pool still has the first one"
    restored = restore_library(backup.folder / DATABASE, tmp_path / "restored")
    assert restored.missing == (second,)


def test_two_places_hold_the_same_and_one_that_is_unplugged_is_said_and_tried_again(
    sample: Library, tmp_path: Path, clock: list[datetime]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    save_settings(sample, BackupSettings(second_place=str(stick)))
    first, second = make_backup(sample).made
    assert first.id == second.id
    assert (first.folder / DATABASE).read_bytes() == (second.folder / DATABASE).read_bytes()
    touch(sample)
    clock.append(NOON + timedelta(hours=2))
    shutil.move(stick, tmp_path / "pocket")
    stick.mkdir()  # a mount point stays, and what is written to it goes to another disk
    report = make_backup(sample, only_due=True)
    assert len(report.made) == 1 and "is not there" in report.problems[0]
    assert not names(stick), "nothing is written to what stands at its place"
    assert status(sample).problems == report.problems
    assert not backup_is_due(sample), "what is not there is not tried again and again"
    stick.rmdir()
    shutil.move(tmp_path / "pocket", stick)
    assert backup_is_due(sample)
    (late,) = make_backup(sample, only_due=True).made
    assert late.folder.is_relative_to(stick) and not status(sample).problems


def test_a_second_place_must_be_one(sample: Library, tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere", sample.media_folder):
        with pytest.raises(RefusedError, match="Nothing was changed"):
            save_settings(sample, BackupSettings(second_place=str(place)))
    assert load_settings(sample) == BackupSettings()


def test_they_are_due_by_the_hour_and_only_where_something_was_written(
    sample: Library, clock: list[datetime]
) -> None:
    assert backup_is_due(sample)
    make_backup(sample, only_due=True)
    assert not backup_is_due(sample)
    clock.append(NOON + timedelta(hours=3))
    assert not backup_is_due(sample)
    touch(sample)
    assert backup_is_due(sample)
    clock.append(NOON - timedelta(days=365))
    assert backup_is_due(sample), "a clock that was set back keeps nobody from a backup"
    make_backup(sample, only_due=True)
    touch(sample)
    assert not backup_is_due(sample)
    save_settings(sample, BackupSettings(is_on=False))
    clock.append(NOON + timedelta(days=9))
    assert not backup_is_due(sample)


def test_they_are_rotated_and_the_pool_with_them(sample: Library, clock: list[datetime]) -> None:
    save_settings(sample, BackupSettings(n_hourly=2, n_daily=2, n_weekly=1))
    for hours in range(0, 100, 8):
        clock.append(NOON + timedelta(hours=hours))
        touch(sample)
        make_backup(sample)
    there = status(sample).places[0].backups
    assert [one.made_at for one in there] == [NOON + timedelta(hours=n) for n in (96, 88, 80)]
    assert len(names(sample.backups_folder / "media")) == 12


def test_a_full_disk_is_said_and_the_older_ones_stay(
    sample: Library, monkeypatch: pytest.MonkeyPatch, clock: list[datetime]
) -> None:
    make_backup(sample)
    monkeypatch.setattr(backup_place.shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 60_000_000))
    touch(sample)
    clock.append(NOON + timedelta(hours=2))
    assert len(make_backup(sample).made) == 1, "there is room for one of some megabytes"
    monkeypatch.setattr(backup_place.shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 100_000))
    touch(sample)
    clock.append(NOON + timedelta(hours=4))
    report = make_backup(sample)
    assert not report.made and "no room" in report.problems[0]
    assert len(status(sample).places[0].backups) == 2
    assert status(sample).places[0].problem == report.problems[0]


def test_the_oldest_give_way_where_room_is_short(
    sample: Library, monkeypatch: pytest.MonkeyPatch, clock: list[datetime]
) -> None:
    for hours in range(3):
        clock.append(NOON + timedelta(hours=2 * hours))
        touch(sample)
        make_backup(sample)
    size = status(sample).places[0].backups[0].n_bytes
    # Half of what is free and taken together is a little over two of them.
    monkeypatch.setattr(backup_place.shutil, "disk_usage", lambda _: Usage(10**7, 0, int(size * 1.5)))
    clock.append(NOON + timedelta(hours=9))
    touch(sample)
    assert make_backup(sample).made
    assert [one.made_at.hour for one in status(sample).places[0].backups] == [21, 16]


def test_cut_short_nothing_has_a_backups_name(sample: Library) -> None:
    token = CancelToken()
    with pytest.raises(CancelledError):
        make_backup(sample, tell=lambda _: token.cancel(), token=token)
    assert not status(sample).places[0].backups
    make_backup(sample)
    assert not [name for name in names(sample.backups_folder) if name.startswith(".making")]


def test_a_copy_that_is_not_whole_is_not_kept(sample: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    make_backup(sample)
    monkeypatch.setattr(backups, "verify_copy", lambda *_: "row 7 missing")
    report = make_backup(sample)
    assert not report.made and "may be damaged" in report.problems[0]
    assert len(status(sample).places[0].backups) == 1


def test_one_at_a_time(sample: Library) -> None:
    refused: list[str] = []

    def again(_: object) -> None:
        if not refused:
            with pytest.raises(LibraryError, match="already") as caught:
                make_backup(sample)
            refused.append(str(caught.value))

    assert make_backup(sample, tell=again).made and refused


def test_one_by_hand_goes_where_it_is_told_and_all_of_them_stay(
    sample: Library, tmp_path: Path, clock: list[datetime]
) -> None:
    for hours in range(3):
        clock.append(NOON + timedelta(minutes=hours))
        make_backup(sample, to=tmp_path / "by hand")
    assert names(tmp_path / "by hand") == [
        "2026-03-01T12-00-00Z",
        "2026-03-01T12-01-00Z",
        "2026-03-01T12-02-00Z",
        "media",
    ]
    assert not status(sample).places[0].backups


def test_they_are_found_where_the_database_is_gone(sample: Library, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    save_settings(sample, BackupSettings(second_place=str(stick)))
    make_backup(sample)
    sample.store.path.unlink()
    found = status_of(sample.path)
    assert [len(place.backups) for place in found.places] == [1, 1] and found.newest is not None


def test_a_manifest_that_nobody_can_read_keeps_its_pictures(sample: Library, clock: list[datetime]) -> None:
    (backup,) = make_backup(sample).made
    (backup.folder / "backup.json").write_text('{"format": 99}')
    with sample.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM media")
    clock.append(NOON + timedelta(hours=2))
    make_backup(sample)
    assert len(names(sample.backups_folder / "media")) == 12


def test_a_library_that_can_only_be_read_is_backed_up_elsewhere(
    sample: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "read_only", property(lambda _: True))
    with pytest.raises(NewsroomError, match="--to"):
        make_backup(sample)
    assert make_backup(sample, to=tmp_path / "stick").made
