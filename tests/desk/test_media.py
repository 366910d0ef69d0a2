"""Pictures taken into the library: what they are, by their bytes, and what is refused."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk import files, media
from newsroom.desk.media import add_picture, check_picture, media_path
from newsroom.desk.picture_files import read_picture
from newsroom.domain.article import Picture
from newsroom.domain.errors import LibraryError, NotFoundError, RefusedError
from newsroom.paths import resources_root
from newsroom.storage.media import picture_size
from tests.desk.pictures import avif, bmp, gif, jpeg, png, webp

PICTURES = [
    (png(40, 30), "image/png", ".png"),
    (jpeg(40, 30), "image/jpeg", ".jpg"),
    (jpeg(40, 30, orientation=1), "image/jpeg", ".jpg"),
    (jpeg(30, 40, orientation=6), "image/jpeg", ".jpg"),
    (jpeg(30, 40, orientation=8, order="<"), "image/jpeg", ".jpg"),
    (gif(40, 30), "image/gif", ".gif"),
    (bmp(40, 30), "image/bmp", ".bmp"),
    (webp("VP8", 40, 30), "image/webp", ".webp"),
    (webp("VP8L", 40, 30), "image/webp", ".webp"),
    (webp("VP8X", 40, 30), "image/webp", ".webp"),
    (avif(400, 300), "image/avif", ".avif"),
    (avif(300, 400, turned=True), "image/avif", ".avif"),
]


@pytest.mark.parametrize(("data", "mime", "suffix"), PICTURES)
def test_a_picture_says_its_kind_and_its_size(data, mime, suffix):
    facts = read_picture(data)
    assert facts is not None
    assert (facts.mime, facts.suffix) == (mime, suffix)
    assert facts.width * 3 == facts.height * 4


def test_the_sample_pictures_are_read():
    for path in (resources_root() / "sample" / "media").iterdir():
        facts = check_picture(path.read_bytes())
        assert facts.mime == "image/jpeg" and facts.width > facts.height > 300


@pytest.mark.parametrize(("data", "mime", "suffix"), PICTURES)
def test_half_a_header_is_no_picture(data, mime, suffix):
    for length in range(10):
        assert read_picture(data[:length]) is None


@given(st.sampled_from([data for data, *_ in PICTURES]), st.data())
def test_no_damage_raises(data, draw):
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(0, 6))):
        place = draw.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = draw.draw(st.integers(0, 255))
    read_picture(bytes(damaged[: draw.draw(st.integers(0, len(damaged)))]))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_not(data):
    for start in (
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"BM",
        b"RIFF\0\0\0\0WEBP",
        b"\0\0\0\x10ftypavif",
    ):
        read_picture(start + data)


def test_a_picture_is_kept_once_by_its_content(library, tmp_path):
    data = png(4, 3)
    path = tmp_path / "Ein Bild.PNG"
    path.write_bytes(data)
    picture = add_picture(library, path)
    assert picture == Picture(hashlib.sha256(data).hexdigest() + ".png")
    assert add_picture(library, data) == picture
    assert media_path(library, picture.file).read_bytes() == data
    assert [file.name for file in library.media_folder.iterdir()] == [picture.file]
    with library.store.read() as connection:
        assert picture_size(connection, picture.file) == (4, 3)


def test_a_file_that_was_cut_short_is_mended(library):
    data = png(4, 3)
    picture = add_picture(library, data)
    media_path(library, picture.file).write_bytes(data[:10])
    add_picture(library, data)
    assert media_path(library, picture.file).read_bytes() == data


REFUSED = [
    (b"", "no picture"),
    (b"hello", "no picture"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
    (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<SVG></SVG>", "SVG"),
    (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
    (b"II*\0....", "TIFF"),
    (png(1, 1)[:20], "no picture"),
    (gif(0, 5), "no picture"),
    (bmp(20_000, 20_000), "pixels"),
    (b"%PDF-1.7", "no picture"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_what_is_no_picture_for_a_page_is_refused_by_name(library, data, words):
    with pytest.raises(RefusedError, match=words) as refused:
        add_picture(library, data, name="file.dat")
    assert "“file.dat”" in str(refused.value)
    assert list(library.media_folder.iterdir()) == []


def test_a_picture_that_is_too_large_is_refused_unread(library, tmp_path, monkeypatch):
    monkeypatch.setattr(media, "MAX_PICTURE_BYTES", 1000)
    path = tmp_path / "huge.png"
    path.write_bytes(png(100, 100) + bytes(2000))
    with pytest.raises(RefusedError, match="too large"):
        add_picture(library, path)


@pytest.mark.parametrize(
    ("n_bytes", "words"), [(32 * 2**20 + 1, "32.1 MB"), (100_000_000, "95.4 MB"), (2**28, "256 MB")]
)
def test_a_large_file_is_told_at_its_size(library, tmp_path, n_bytes, words):
    path = tmp_path / "huge.png"
    path.write_bytes(png(100, 100))
    os.truncate(path, n_bytes)  # a hole on the disk
    with pytest.raises(RefusedError, match=f"is too large: {words}, where 32 are the most"):
        add_picture(library, path)


def test_a_file_that_cannot_be_read_is_said(library, tmp_path):
    for path in (tmp_path / "absent.png", tmp_path):
        with pytest.raises(RefusedError, match="was not taken"):
            add_picture(library, path)


@pytest.mark.parametrize("file", ["../newsroom.db", "/etc/passwd", "", "a.png", "0" * 64 + ".png", "\0"])
def test_only_our_own_files_are_found(library, file):
    with pytest.raises(NotFoundError):
        media_path(library, file)


def test_a_full_disk_leaves_nothing_and_is_said(library, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(LibraryError, match="No space left"):
        add_picture(library, png(2, 2))
    assert list(library.media_folder.iterdir()) == []


def test_a_file_is_replaced_whole_and_through_a_link(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    files.write_atomically(link, b"new")
    assert real.read_bytes() == b"new" and link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such devices")
def test_a_device_is_written_to_and_not_replaced():
    files.write_atomically(Path("/dev/null"), b"x")
    assert not Path("/dev/null").is_file()
