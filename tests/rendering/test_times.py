"""Times in the site's zone."""

from datetime import UTC, datetime

import pytest

from newsroom.rendering.theme import load_theme
from newsroom.rendering.times import day_text, page_time
from newsroom.rendering.words import direction_of, fill, language_tag

MOMENT = datetime(2015, 11, 27, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        ("Etc/GMT", "en", "27 November 2015, 09:12 GMT"),
        ("UTC", "en", "27 November 2015, 09:12 UTC"),
        ("Europe/Moscow", "ru", "27 ноября 2015, 12:12 MSK"),
        ("Europe/Berlin", "de", "27. November 2015, 10:12 Uhr CET"),
        ("Asia/Kathmandu", "en", "27 November 2015, 14:57 UTC+5:45"),
        ("America/Sao_Paulo", "es", "27 de noviembre de 2015, 07:12 UTC−2"),
        ("Pacific/Kiritimati", "en", "27 November 2015, 23:12 UTC+14"),
        ("Asia/Amman", "ar", "27 نوفمبر 2015، 11:12 EET"),
        ("No/Such", "en", "27 November 2015, 09:12 UTC"),
        ("../../etc/passwd", "en", "27 November 2015, 09:12 UTC"),
        ("", "en", "27 November 2015, 09:12 UTC"),
        ("a\0b", "xx", "27 November 2015, 09:12 UTC"),
    ],
)
def test_zones_and_languages(zone: str, language: str, text: str) -> None:
    time = page_time(MOMENT, zone, load_theme(None).words(language).date_words)
    assert time.text == text
    assert time.iso == "2015-11-27T09:12:00Z"


def test_summer_time_has_its_own_name() -> None:
    words = load_theme(None).words("en").date_words
    assert (
        page_time(datetime(2021, 7, 1, 12, tzinfo=UTC), "Europe/Berlin", words).text
        == "1 July 2021, 14:00 CEST"
    )


def test_the_ends_of_time() -> None:
    words = load_theme(None).words("en").date_words
    assert page_time(datetime.max.replace(tzinfo=UTC), "Asia/Tokyo", words).clock == "23:59"
    assert page_time(datetime.min.replace(tzinfo=UTC), "America/New_York", words).date == "1 January 1"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_language_tags_are_tags() -> None:
    assert language_tag("pt_BR") == "pt-BR"
    assert language_tag('"><script>') == "und"


def test_fill_escapes_and_leaves_unknown_places_empty() -> None:
    assert (
        fill("<b>{people} {nosuch}{people}", people="<i>{people}")
        == "&lt;b&gt;&lt;i&gt;{people} &lt;i&gt;{people}"
    )


@pytest.mark.parametrize(
    ("written", "language", "text"),
    [
        ("2015-11-27", "en", "27 November 2015"),
        ("2015-11-27", "de", "27. November 2015"),
        ("2015-02-30", "en", "2015-02-30"),
        ("autumn 201", "en", "autumn 201"),
        ("1987", "en", "1987"),
        ("", "en", ""),
    ],
)
def test_the_day_of_a_picture_is_printed_as_days_are(written: str, language: str, text: str) -> None:
    assert day_text(written, load_theme(None).words(language).date_words) == text
