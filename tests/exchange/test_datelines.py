"""Datelines of many houses, and sentences with dashes that are none."""

import pytest

from newsroom.exchange.wirecopy.datelines import opening_of

DATELINES = [
    ("PARIS, Nov 27 (Reuters) - The minister", "PARIS", "Nov 27", "Reuters"),
    ("WASHINGTON (AP) — The president", "WASHINGTON", None, "AP"),
    ("WASHINGTON (AP) _ The president", "WASHINGTON", None, "AP"),
    ("LONDON/BRUSSELS, March 3 - Leaders met", "LONDON/BRUSSELS", "March 3", None),
    ("GAZA/JERUSALEM, Nov 27 (Reuters) - Talks", "GAZA/JERUSALEM", "Nov 27", "Reuters"),
    ("МОСКВА, 27 ноя — Глава МИД", "МОСКВА", "27 ноя", None),
    ("МОСКВА, 27 ноя — РИА Новости. Глава МИД", "МОСКВА", "27 ноя", "РИА Новости"),
    ("МОСКВА, 27 ноября. /ТАСС/. Президент", "МОСКВА", "27 ноября", "ТАСС"),
    ("КИЇВ, 27 листопада (Укрінформ) — Президент", "КИЇВ", "27 листопада", "Укрінформ"),
    ("القاهرة (رويترز) - قال وزير", "القاهرة", None, "رويترز"),
    ("القاهرة (وكالة النجم) - قال وزير", "القاهرة", None, "وكالة النجم"),
    ("القاهرة (د ب أ) – قال وزير", "القاهرة", None, "د ب أ"),
    ("دمشق-سانا قال مصدر", "دمشق", None, "سانا"),
    ("תל אביב (רויטרס) - השר אמר", "תל אביב", None, "רויטרס"),
    ("BERLIN (dpa) - Die Regierung", "BERLIN", None, "dpa"),
    ("Berlin (dpa) - Die Regierung", "Berlin", None, "dpa"),
    ("Paris (AFP) – Le ministre", "Paris", None, "AFP"),
    ("Madrid, 27 nov (EFE).- El presidente", "Madrid", "27 nov", "EFE"),
    ("ROMA (ANSA) - Il presidente", "ROMA", None, "ANSA"),
    ("(ANSA) - ROMA, 27 NOV - Il presidente", "ROMA", "27 NOV", "ANSA"),
    ("Brasília, 27 nov (Agência Brasil) - O ministro", "Brasília", "27 nov", "Agência Brasil"),
    ("İSTANBUL (AA) - Bakan", "İSTANBUL", None, "AA"),
    ("ΑΘΗΝΑ, 27 Νοεμβρίου (ΑΠΕ-ΜΠΕ) - Ο πρωθυπουργός", "ΑΘΗΝΑ", "27 Νοεμβρίου", "ΑΠΕ-ΜΠΕ"),
    ("NEW YORK, Feb. 3, 2021 /PRNewswire/ -- Acme Corp.", "NEW YORK", "Feb. 3, 2021", "PRNewswire"),
    ("SAN FRANCISCO--(BUSINESS WIRE)--Acme said", "SAN FRANCISCO", None, "BUSINESS WIRE"),
    ("CAPE CANAVERAL, Fla., Nov 27 (UPI) -- NASA", "CAPE CANAVERAL, Fla.", "Nov 27", "UPI"),
    ("St. PETERSBURG, Fla. (AP) — The mayor", "St. PETERSBURG, Fla.", None, "AP"),
    ("RICHMOND, Va. Feb 26 - Dividends", "RICHMOND, Va.", "Feb 26", None),
    ("Toronto, Feb 26 - The company", "Toronto", "Feb 26", None),
    ("Mumbai, Nov 27 (PTI) The bank", "Mumbai", "Nov 27", "PTI"),
    ("NEW DELHI: The government", "NEW DELHI", None, None),
    ("TEHRAN- The minister", "TEHRAN", None, None),
    ("WARSAW, Poland — The prime minister", "WARSAW, Poland", None, None),
    ("YUNTING, Nov 12 (Beacon Wire) - The port", "YUNTING", "Nov 12", "Beacon Wire"),
    ("北京11月27日电 外交部", "北京", "11月27日", None),
    ("新华社北京11月27日电（记者 王小明）外交部", "北京", "11月27日", "新华社"),
    ("【東京27日共同】政府は", "東京", "27日", "共同"),
    ("【ワシントン共同】政府は", "ワシントン", None, "共同"),
    ("TOKYO, Nov. 27 (Kyodo) -- The", "TOKYO", "Nov. 27", "Kyodo"),
    ("(서울=연합뉴스) 김철수 기자 = 정부는", "서울", None, "연합뉴스"),
]
SENTENCES = [
    "The minister — who had resigned — said no.",
    "He said - and this is true - that it rained.",
    "BREAKING - Bank raises rates",
    "UPDATE 1 - Bank raises rates",
    "OPINION — The bank was right",
    "NATO (North Atlantic Treaty Organization) - The alliance met.",
    "COVID-19 - The disease spread.",
    "Q: Who are you?",
    "EXCLUSIVE: Bank raises rates",
    "JOHN SMITH: I do not agree",
    "Yes — the answer was clear.",
    "London - a city of nine million - sleeps.",
    "On March 3 - the day of the vote - it rained.",
    "Monday, March 3 - The day of the vote",
    "Prime Minister Jo Smith (Labour) - who is tired",
    '"We need" - he said - "more"',
    "Town Tightens Security Following Threats – Authorities",
    "Smith (right) - The player",
    "HAPPY NEW YEAR - The film",
    "Он сказал — нет, не надо.",
    "وقال الوزير - في مؤتمر - إن",
    "3 - The number of wins",
    "PHOTO (Reuters) - A man walks",
    "",
    " - ",
    "(Reuters)",
    "—",
]


@pytest.mark.parametrize(("text", "place", "date", "credit"), DATELINES)
def test_dateline_is_read(text: str, place: str, date: str | None, credit: str | None) -> None:
    opening = opening_of(text)
    assert opening is not None
    assert (opening.dateline.place, opening.dateline.date, opening.dateline.credit) == (place, date, credit)
    assert text.endswith(opening.rest) and opening.rest
    assert text == opening.printed + opening.rest


@pytest.mark.parametrize("text", SENTENCES)
def test_sentence_is_none(text: str) -> None:
    assert opening_of(text) is None


def test_names_in_a_dateline() -> None:
    opening = opening_of("МОСКВА, 27 ноя - РИА Новости, Иван Петров. Глава МИД")
    assert opening is not None and opening.by == ("Иван Петров",) and opening.rest == "Глава МИД"
    chinese = opening_of("新华社北京11月27日电（记者 王小明）外交部")
    assert chinese is not None and chinese.by == ("王小明",)


def test_own_credit_counts_as_an_agency() -> None:
    assert opening_of("Port Ansel (The Halyard Desk) The skippers") is None
    opening = opening_of("Port Ansel (The Halyard Desk) The skippers", "The Halyard Desk")
    assert opening is not None and opening.dateline.credit == "The Halyard Desk"
