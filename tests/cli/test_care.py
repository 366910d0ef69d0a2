"""``backup``, ``restore-library`` and ``doctor``, typed."""

import sqlite3
from contextlib import closing
from pathlib import Path


def test_a_backup_is_made_listed_and_restored(sample_newsroom, tmp_path):
    said = sample_newsroom("backup", "--json")
    (made,) = said.json["made"]
    assert said.code == 0 and said.json["problems"] == []
    assert made.keys() == {"name", "path", "made_at", "articles", "pictures", "bytes"}
    assert made["articles"] == 69 and made["made_at"].endswith("Z")
    listed = sample_newsroom("backup", "--list", "--json").json
    assert [one["name"] for one in listed["places"][0]["backups"]] == [made["name"]]
    assert listed["settings"] == {"on": True, "second_place": None, "hourly": 6, "daily": 7, "weekly": 4}
    restored = sample_newsroom("restore-library", made["name"], "--to", str(tmp_path / "new"), "--json")
    assert restored.json == {
        "path": str(tmp_path / "new"),
        "made_at": made["made_at"],
        "articles": 69,
        "missing": [],
    }
    again = sample_newsroom("restore-library", made["path"], "--to", str(tmp_path / "new"))
    assert again.code == 1 and "not empty" in again.err
    assert sample_newsroom("restore-library", "nothing", "--to", str(tmp_path / "x")).code == 1


def test_a_backup_goes_where_it_is_told(sample_newsroom, tmp_path):
    said = sample_newsroom("backup", "--to", str(tmp_path / "stick"))
    assert said.code == 0 and str(tmp_path / "stick") in said.out and "verified" in said.out
    assert "None yet." in sample_newsroom("backup", "--list").out


def test_how_they_are_made_is_set(sample_newsroom, tmp_path):
    (tmp_path / "stick").mkdir()
    place = str(tmp_path / "stick")
    said = sample_newsroom("backup", "--second-place", place, "--daily", "14", "--off", "--json")
    settings = said.json["settings"]
    assert (settings["second_place"], settings["daily"], settings["on"]) == (place, 14, False)
    assert len(sample_newsroom("backup", "--json").json["made"]) == 2
    assert "(second place)" in sample_newsroom("backup", "--list").out
    settings = sample_newsroom("backup", "--second-place", "", "--on", "--json").json["settings"]
    assert settings["second_place"] is None and settings["on"]
    for wrong in (("--daily", "-3"), ("--daily", "x"), ("--daily", "2", "--list"), ("--on", "--off")):
        assert sample_newsroom("backup", *wrong).code == 2
    assert sample_newsroom("backup", "--second-place", str(tmp_path / "nowhere")).code == 1


def test_the_doctor_says_mends_and_salvages(sample_newsroom, tmp_path):
    database = tmp_path / "library" / "newsroom.db"
    assert sample_newsroom("doctor").code == 0
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE section SET n_articles = 3")
        connection.commit()
    said = sample_newsroom("doctor", "--json")
    derived = next(one for one in said.json["findings"] if one["what"] == "derived")
    assert said.code == 1 and said.json["worst"] == "derived" and derived["details"] == ["section.n_articles"]
    said = sample_newsroom("doctor", "--repair")
    assert said.code == 0 and "mended" in said.out
    assert sample_newsroom("doctor").code == 0
    damage(database)
    said = sample_newsroom("doctor")
    assert said.code == 1 and "DAMAGE" in said.out
    said = sample_newsroom("doctor", "--repair")
    assert said.code == 1 and said.out == "" and "Nothing was changed" in said.err
    said = sample_newsroom("doctor", "--salvage", str(tmp_path / "new"), "--json")
    assert said.code == 0 and said.json["articles"] >= 60 and said.json["damaged_pages"] > 0
    assert said.json.keys() == {
        "path",
        "articles",
        "expected",
        "whole",
        "lost",
        "pages",
        "damaged_pages",
        "rows",
        "notes",
    }
    assert "not touched" in sample_newsroom("doctor", "--salvage", str(tmp_path / "other")).out
    assert sample_newsroom("doctor", "--salvage", "x", "--repair").code == 2


def damage(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(bytes(60 * 4096))
