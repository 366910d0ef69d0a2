"""Bytes of many languages in the encodings that their machines wrote."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.encodings import NotTextError, decode

UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]
TEXTS = {
    "German": ("Größere Städte für die Bürger, sagte er „heute“ in München. Übrigens gefällt’s.", ["cp1252"]),
    "French": ("L’été dernier, le ministre a déclaré « c’est fini » à Genève, où ça coûte 5 €.", ["cp1252"]),
    "Spanish": ("El año pasado, el niño señaló: «¿Qué pasó aquí?» mañana en Málaga.", ["cp1252"]),
    "English": ("He said “no” – it’s 5£. A café.", ["cp1252"]),
    "Russian": (
        "Министр заявил в понедельник, что переговоры продолжатся завтра.",
        ["cp1251", "koi8-r", "cp866", "mac_cyrillic"],
    ),
    "Ukrainian": (
        "Міністр заявив у понеділок, що переговори продовжаться, їхні ґрунти є.",
        ["cp1251", "koi8-u"],
    ),
    "Polish": ("Minister powiedział, że źródła są wiarygodne; żółć i łąka, ćma.", ["cp1250", "iso8859-2"]),
    "Czech": ("Ministr řekl, že příští týden začnou další jednání v Žďáru.", ["cp1250", "iso8859-2"]),
    "Greek": ("Ο υπουργός είπε ότι οι συνομιλίες θα συνεχιστούν αύριο στην Αθήνα.", ["cp1253"]),
    "Turkish": ("Bakan, görüşmelerin yarın süreceğini söyledi; İstanbul'da ışık çok güzel.", ["cp1254"]),
    "Hebrew": ("השר אמר היום כי השיחות יימשכו מחר בחיפה.", ["cp1255"]),
    "Hebrew, of few words": ("השיחות נמשכות", ["cp1255"]),
    "Arabic": ("قال الوزير اليوم إن المحادثات ستستمر غدا في القاهرة.", ["cp1256"]),
    "Chinese": ("外交部发言人星期五在北京表示，双方将继续磋商。", ["gb18030"]),
    "Traditional Chinese": ("外交部發言人星期五在臺北表示，雙方將繼續磋商。", ["big5"]),
    "Japanese": (
        "政府は２７日、新しい計画を発表した。大臣は「大切だ」と述べた。",
        ["shift_jis", "euc-jp", "iso2022_jp"],
    ),
    "Korean": ("정부는 금요일 새로운 계획을 발표했다고 밝혔다. 회의는 내일 열린다.", ["euc-kr"]),
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [(name, encoding) for name, (_, old) in TEXTS.items() for encoding in (*UNICODE, *old)],
)
def test_text_is_read(language: str, encoding: str) -> None:
    text = TEXTS[language][0]
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("language", ["German", "Russian", "Greek", "Arabic", "Hebrew", "Korean"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark(language: str, encoding: str) -> None:
    text = TEXTS[language][0]
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.4\n%\xe2\xe3",
        b"PK\x03\x04",
        bytes(range(256)),
        b"\x00" * 40,
        b"\xff\xd8\xff\xe0",
        b"ab\x00\x01\x02",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


def test_one_broken_character_does_not_change_the_reading_of_a_long_text() -> None:
    text = TEXTS["Russian"][0] * 20
    assert decode(text.encode()[:-1]).startswith(text[:-1])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(NotTextError):
        decode(data).encode()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_unicode_is_never_guessed(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("encodings", "texts"),
    [
        ("cp1250 iso8859-2", "Śnieg|Będę jutro|Ceny w górę|Niech żyje król|Wójt gminy odszedł"),
        ("cp1250 iso8859-2", "Město bude bez vody|Loď připlula|Ceny se zvýší|Ťažký deň pre mesto"),
        (
            "cp1250 iso8859-2",
            "Az idő jó lesz|Tűz volt a gyárban|Nő az ár|Un an fără apă în oraş|Preţul creşte",
        ),
        (
            "cp1252",
            "Un œuf|Été|Où êtes-vous ?|Für die Bürger|Füße|¿Qué pasó?|El 1º de mayo|Lunedì più freddo",
        ),
        (
            "cp1252",
            "Três pães à mesa|Skipið kom of seint|Færgen er forsinket|Åker hem|It’s 5£|Õhtu jõe ääres",
        ),
        ("cp1254", "Işık söndü|Yağmur yağıyor|Ağır kış|Vapur gecikti, dedi başkan"),
        (
            "cp1252",
            "by GitHub’s editors|“I joined to make a big impact|Nick and I’m a researcher",
        ),
    ],
)
def test_a_few_words_in_an_old_encoding_of_latin_letters(encodings: str, texts: str) -> None:
    for text in texts.split("|"):
        for encoding in encodings.split():
            assert decode(text.encode(encoding)) == text, encoding


def test_what_a_source_says_tips_the_scales_and_no_more() -> None:
    assert decode("Une fête à la forêt".encode("cp1252")) == "Une fête à la forêt"
    assert decode("Três pães à mesa".encode("cp1252"), western=True) == "Três pães à mesa"
    polish = "Przyszła pora deszczów i rolnicy czekają na decyzję"
    assert decode(polish.encode("cp1250"), western=True) == polish
    russian = "Министры вернулись к столу"
    assert decode(russian.encode("cp1251"), western=True) == russian


OF_DOS = {
    "cp852": (
        "Źródła rządowe potwierdziły śmierć żołnierza",
        "Čelnici tvrtke rekli su da će linija prestati voziti",
        "Građani su nezadovoljni",
        "Burmistrz powiedział, że linia zostanie zamknięta",
        "Starosta řekl, že linka bude zrušena příští rok",
        "A polgármester szerint a döntés végleges, és nem változik",
    ),
    "cp850": ("Färjan slutar gå nästa år", "Der Bürgermeister sagte, dass die Fähre schließt"),
    "cp857": ("Belediye başkanı hattın gelecek yıl kapatılacağını söyledi",),
    "cp1257": ("Meras pranešė, kad linija bus uždaryta kitais metais", "Prāmis pārtrauks kursēt, saka mērs"),
}


@pytest.mark.parametrize("encoding", OF_DOS)
def test_what_dos_and_the_baltic_wrote(encoding: str) -> None:
    for text in OF_DOS[encoding]:
        assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp1253"])
def test_words_of_another_alphabet_among_marks_of_a_file_are_no_latin_ones(encoding: str) -> None:
    words = "Η συνάντηση στο λιμάνι άρχισε" if encoding == "cp1253" else "Переговоры возобновились утром"
    text = f"<item>{'<status>published</status>' * 20}<title>{words}</title></item>"
    assert decode(text.encode(encoding)) == text


def test_a_long_run_of_letters_does_not_hold_up_the_guess() -> None:
    """As a page has it that holds its pictures in itself; every letter of the run was once tried as a beginning."""
    words = "Čelnici tvrtke rekli su da će linija prestati voziti"
    for text in (f"{words} {'x' * 20_000}", f"{'x' * 50_000} {words}"):
        start = time.process_time()
        assert decode(text.encode("cp1250")) == text
        assert time.process_time() - start < 5
