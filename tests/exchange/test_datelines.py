"""Datelines of many houses, and sentences with dashes that are none."""

import pytest

from newsroom.domain.article import Dateline
from newsroom.exchange.wire import recognise
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
    ("Nov 27 (Reuters) - Shares rose", None, "Nov 27", "Reuters"),
    ("PARIS, Nov 27, 2026 (AFP) - The minister", "PARIS", "Nov 27, 2026", "AFP"),
    ("PARIS, November 27 (AFP) – The minister", "PARIS", "November 27", "AFP"),
    ("Paris, Nov 27, 2026 (AFP) - The minister", "Paris", "Nov 27, 2026", "AFP"),
    ("AFP, Paris: The minister", "Paris", None, "AFP"),
    ("PARIS (AFP/AP) - The minister", "PARIS", None, "AFP/AP"),
    ("BEIJING, Nov. 27 (Xinhua) -- China", "BEIJING", "Nov. 27", "Xinhua"),
    ("MOSCOW, November 27. /TASS/. The president", "MOSCOW", "November 27", "TASS"),
    ("MOSCOW. Nov 27 (Interfax) - The president", "MOSCOW", "Nov 27", "Interfax"),
    ("Москва. 27 ноября. INTERFAX.RU - Президент", "Москва", "27 ноября", "INTERFAX.RU"),
    ("Москва. 27 ноября. ИНТЕРФАКС - Президент", "Москва", "27 ноября", "ИНТЕРФАКС"),
    ("МОСКВА, 27 ноября (Рейтер) - Президент", "МОСКВА", "27 ноября", "Рейтер"),
    ("МОСКВА, 27 ноя - ПРАЙМ. Банк", "МОСКВА", "27 ноя", "ПРАЙМ"),
    ("МИНСК, 27 ноября /Корр. БЕЛТА/. Президент", "МИНСК", "27 ноября", "Корр. БЕЛТА"),
    ("27 ноября, Минск /Корр. БЕЛТА/. Президент", "Минск", "27 ноября", "Корр. БЕЛТА"),
    ("Киев. 27 ноября. УНИАН. Президент", "Киев", "27 ноября", "УНИАН"),
    ("КИЇВ. 27 листопада. УНН. Президент", "КИЇВ", "27 листопада", "УНН"),
    ("TOKYO, Nov 27 (Jiji Press)--The", "TOKYO", "Nov 27", "Jiji Press"),
    ("SEOUL, Nov. 27 (Yonhap) -- South Korea", "SEOUL", "Nov. 27", "Yonhap"),
    ("(도쿄=연합뉴스) 박영희 특파원 = 일본", "도쿄", None, "연합뉴스"),
    ("[서울=뉴시스] 이수진 기자 = 정부는", "서울", None, "뉴시스"),
    ("(서울=뉴스1) 최민수 기자 = 정부는", "서울", None, "뉴스1"),
    ("Damascus, SANA- The minister", "Damascus", None, "SANA"),
    ("DAMASCUS, (SANA)_ The minister", "DAMASCUS", None, "SANA"),
    ("ABU DHABI, 27th November, 2026 (WAM) -- The", "ABU DHABI", "27th November, 2026", "WAM"),
    ("أبوظبي في 27 نوفمبر / وام / بحث", "أبوظبي", "في 27 نوفمبر", "وام"),
    ("NEW DELHI, Nov 27 (PTI): The minister", "NEW DELHI", "Nov 27", "PTI"),
    ("New Delhi [India], November 27 (ANI): The minister", "New Delhi [India]", "November 27", "ANI"),
    ("New Delhi, Nov 27 (IANS) The minister", "New Delhi", "Nov 27", "IANS"),
    ("ISLAMABAD, Nov 27 (APP): The minister", "ISLAMABAD", "Nov 27", "APP"),
    ("DHAKA, Nov 27, 2026 (BSS) - The minister", "DHAKA", "Nov 27, 2026", "BSS"),
    ("ANKARA (AA) - Bakan", "ANKARA", None, "AA"),
    ("ANKARA - Bakan açıkladı", "ANKARA", None, None),
    ("Lisboa, 27 nov 2026 (Lusa) - O ministro", "Lisboa", "27 nov 2026", "Lusa"),
    ("Warszawa, 27.11.2026 (PAP) - Minister", "Warszawa", "27.11.2026", "PAP"),
    ("Praha 27. listopadu (ČTK) - Ministr", "Praha", "27. listopadu", "ČTK"),
    (
        "Budapest, 2026. november 27., péntek (MTI) - A miniszter",
        "Budapest",
        "2026. november 27., péntek",
        "MTI",
    ),
    ("BEOGRAD, 27. novembra (Tanjug) - Ministar", "BEOGRAD", "27. novembra", "Tanjug"),
    ("БЕОГРАД, 27. новембра (Танјуг) - Министар", "БЕОГРАД", "27. новембра", "Танјуг"),
    ("BEOGRAD – Ministar je rekao", "BEOGRAD", None, None),
    ("ZAGREB, 27. studenoga 2026. (Hina) - Ministar", "ZAGREB", "27. studenoga 2026", "Hina"),
    ("Ljubljana, 27. novembra (STA) - Minister", "Ljubljana", "27. novembra", "STA"),
    ("Bucureşti, 27 nov /Agerpres/ - Ministrul", "Bucureşti", "27 nov", "Agerpres"),
    ("София, 27 ноември (БТА) - Министърът", "София", "27 ноември", "БТА"),
    ("Sofia, November 27 (BTA) - The", "Sofia", "November 27", "BTA"),
    ("ATHENS, Nov. 27 (ANA-MPA) -- The", "ATHENS", "Nov. 27", "ANA-MPA"),
    ("JAKARTA (ANTARA) - Menteri", "JAKARTA", None, "ANTARA"),
    ("Jakarta (ANTARA) - Menteri", "Jakarta", None, "ANTARA"),
    ("Jakarta, CNN Indonesia -- Menteri", "Jakarta", None, "CNN Indonesia"),
    ("JAKARTA, KOMPAS.com - Menteri", "JAKARTA", None, "KOMPAS.com"),
    ("KUALA LUMPUR, Nov 27 (Bernama) -- The", "KUALA LUMPUR", "Nov 27", "Bernama"),
    ("KUALA LUMPUR, Nov 27 — The", "KUALA LUMPUR", "Nov 27", None),
    ("KUALA LUMPUR: The minister", "KUALA LUMPUR", None, None),
    ("Wien (APA) - Die Regierung", "Wien", None, "APA"),
    ("Wien/Graz (APA) – Die Regierung", "Wien/Graz", None, "APA"),
    ("Bern (sda) Der Bundesrat", "Bern", None, "sda"),
    ("Oslo (NTB): Regjeringen", "Oslo", None, "NTB"),
    ("København /ritzau/ Regeringen", "København", None, "ritzau"),
    ("Stockholm (TT) Regeringen", "Stockholm", None, "TT"),
    ("HELSINKI (STT) Hallitus", "HELSINKI", None, "STT"),
    ("BRUSSEL (BELGA) De regering", "BRUSSEL", None, "BELGA"),
    ("DEN HAAG (ANP) - Het kabinet", "DEN HAAG", None, "ANP"),
    ("Bruxelles, 27 nov. (Belga) - Le gouvernement", "Bruxelles", "27 nov.", "Belga"),
    ("(Belga) Le gouvernement", None, None, "Belga"),
    ("(AGI) - Roma, 27 nov. - Il ministro", "Roma", "27 nov.", "AGI"),
    ("Roma, 27 nov. (Adnkronos) - Il ministro", "Roma", "27 nov.", "Adnkronos"),
    ("ROMA, 27 nov - Il ministro", "ROMA", "27 nov", None),
    ('(ANSA) - BRUXELLES, 27 NOV - "Il ministro', "BRUXELLES", "27 NOV", "ANSA"),
    ("Madrid, 27 nov (EFE).- El ministro", "Madrid", "27 nov", "EFE"),
    ("MADRID, 27 Nov. (EUROPA PRESS) - El ministro", "MADRID", "27 Nov.", "EUROPA PRESS"),
    ("México, 27 nov (Notimex).- El", "México", "27 nov", "Notimex"),
    ("La Habana, 27 nov (Prensa Latina) El presidente", "La Habana", "27 nov", "Prensa Latina"),
    ("BUENOS AIRES (AP) — El presidente", "BUENOS AIRES", None, "AP"),
    ("CIUDAD DE MÉXICO (apro).- El presidente", "CIUDAD DE MÉXICO", None, "apro"),
    ("SÃO PAULO (Reuters) - O", "SÃO PAULO", None, "Reuters"),
    ("BRASÍLIA – O ministro", "BRASÍLIA", None, None),
    ("HANOI (VNA) – The", "HANOI", None, "VNA"),
    ("Hà Nội (TTXVN) - Thủ tướng", "Hà Nội", None, "TTXVN"),
    ("MANILA, Philippines — The", "MANILA, Philippines", None, None),
    ("TAIPEI (Taiwan News) — The", "TAIPEI", None, "Taiwan News"),
    ("Taipei, Nov. 27 (CNA) The", "Taipei", "Nov. 27", "CNA"),
    ("（中央社記者王小明台北27日電）總統府", "台北", "27日", "中央社"),
    ("（中央社台北27日電）總統府", "台北", "27日", "中央社"),
    ("中新社北京11月27日电 (记者 王小明)外交部", "北京", "11月27日", "中新社"),
    ("新华社华盛顿11月27日电 美国", "华盛顿", "11月27日", "新华社"),
    ("人民网北京11月27日电 外交部", "北京", "11月27日", "人民网"),
    ("【AFP=時事】フランス", None, None, "AFP=時事"),
    ("[パリ 27日 ロイター] - フランス", "パリ", "27日", "ロイター"),
    ("［東京 27日 ロイター］ - 政府", "東京", "27日", "ロイター"),
    ("【北京＝王小明】中国", "北京", None, None),
    ("(CNN) -- The president", None, None, "CNN"),
    ("(CNN)The president", None, None, "CNN"),
    ("CNN — The president", None, None, "CNN"),
    ("LONDON, England (CNN) -- The", "LONDON, England", None, "CNN"),
    ("TEHRAN, Nov. 27 (MNA) – The", "TEHRAN", "Nov. 27", "MNA"),
    ("Tehran, IRNA – The", "Tehran", None, "IRNA"),
    ("تهران - ایرنا - وزیر", "تهران", None, "ایرنا"),
    ("القاهرة - أ ش أ: قال", "القاهرة", None, "أ ش أ"),
    ("القاهرة - (د ب أ) - قال", "القاهرة", None, "د ب أ"),
    ("بيروت - «رويترز»: قال", "بيروت", None, "رويترز"),
    ("واشنطن – وكالات: قال", "واشنطن", None, "وكالات"),
    ("باريس 27 نوفمبر (رويترز) - قال", "باريس", "27 نوفمبر", "رويترز"),
    ("غزة (أ ف ب) - قال", "غزة", None, "أ ف ب"),
    ("رام الله 27-11-2026 وفا- قال", "رام الله", "27-11-2026", "وفا"),
    ("ירושלים (AP) – ראש", "ירושלים", None, "AP"),
    ("नई दिल्ली, 27 नवंबर (भाषा) प्रधानमंत्री", "नई दिल्ली", "27 नवंबर", "भाषा"),
    ("नई दिल्ली: प्रधानमंत्री ने", "नई दिल्ली", None, None),
    ("Алматы. 27 ноября. КазТАГ - Президент", "Алматы", "27 ноября", "КазТАГ"),
    ("АСТАНА. КАЗИНФОРМ – Президент", "АСТАНА", None, "КАЗИНФОРМ"),
    ("BAKU, Azerbaijan, November 27. The", "BAKU, Azerbaijan", "November 27", None),
    ("ЕРЕВАН, 27 ноября. /АРМЕНПРЕСС/. Президент", "ЕРЕВАН", "27 ноября", "АРМЕНПРЕСС"),
    ("YEREVAN, NOVEMBER 27, ARMENPRESS. The president", "YEREVAN", "NOVEMBER 27", "ARMENPRESS"),
    ("თბილისი (ინტერპრესნიუსი) - პრემიერი", "თბილისი", None, "ინტერპრესნიუსი"),
    ("NAIROBI, Kenya, Nov 27 – The", "NAIROBI, Kenya", "Nov 27", None),
    ("ABUJA – The president", "ABUJA", None, None),
    ("Abuja (NAN) The president", "Abuja", None, "NAN"),
    ("NUSEIRAT, Gaza Strip — The", "NUSEIRAT, Gaza Strip", None, None),
    ("ON THE SYRIAN BORDER — The", "ON THE SYRIAN BORDER", None, None),
    ("ABOARD THE PAPAL PLANE (AP) — Pope", "ABOARD THE PAPAL PLANE", None, "AP"),
    ("UNITED NATIONS (AP) — The", "UNITED NATIONS", None, "AP"),
    ("O'FALLON, Mo. (AP) — The", "O'FALLON, Mo.", None, "AP"),
    ("WASHINGTON, D.C. — The", "WASHINGTON, D.C.", None, None),
    ("TORONTO - The mayor", "TORONTO", None, None),
    ("OTTAWA — The", "OTTAWA", None, None),
    ("SYDNEY, AAP - The", "SYDNEY", None, "AAP"),
    ("BATON ROUGE, La. (AP) - The", "BATON ROUGE, La.", None, "AP"),
    ("Reuters, London - The bank", "London", None, "Reuters"),
    ("Frankfurt/Main (dpa/lhe) - Die", "Frankfurt/Main", None, "dpa/lhe"),
    ("Berlin (dpa/tmn) - Die", "Berlin", None, "dpa/tmn"),
    ("Berlin, 27.11.2026 (KNA) Die", "Berlin", "27.11.2026", "KNA"),
    ("Rom/Vatikanstadt, 27.11.2026 (KAP) Der", "Rom/Vatikanstadt", "27.11.2026", "KAP"),
    ("Genf/Bern, 27. November (epd) - Die", "Genf/Bern", "27. November", "epd"),
    ("BERLIN taz | Die Regierung", "BERLIN", None, "taz"),
    ("Paris, le 27 novembre (AFP) - Le", "Paris", "le 27 novembre", "AFP"),
    ("ALGER (APS) - Le", "ALGER", None, "APS"),
    ("ALGER - Le président", "ALGER", None, None),
    ("Rabat (MAP) - Le", "Rabat", None, "MAP"),
    ("Dakar, 27 nov (APS) – Le", "Dakar", "27 nov", "APS"),
    ("GENÈVE (ats) Le Conseil", "GENÈVE", None, "ats"),
]
SENTENCES = [
    "Monday (Nov 27) - The day",
    "COVID-19 - a history",
    "NATO (AP) style guide",
    "NASA — Here we go",
    "USA - A country",
    "Ministers (AP and others) - said",
    "The Paris (France) - based firm",
    "Apple: The company",
    "Q: What",
    "CEO — The man said",
    "Iran-Iraq: The war",
    "I - The One",
    "BREAKING — The president said",
    "WATCH: The moment",
    "Ana Ruiz - The reporter",
    "Prices, taxes, wages - All rose",
    "A man (Reuters photo) - was",
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


@pytest.mark.parametrize(
    "text", ["الرياض 27 نوفمبر 2026 واس", "Баку, 27 ноября, АЗЕРТАДЖ", "Baku, November 27, AZERTAC"]
)
def test_a_line_may_be_a_dateline_alone(text: str) -> None:
    opening = opening_of(text)
    assert opening is not None and opening.dateline.date is not None and opening.dateline.credit is not None
    assert opening.printed == text and opening.rest == ""


HEADLINE = "Harbour Reopens After Storm"
TEXT = "The harbour reopened on Monday after a storm that had closed it for nine days, officials said."


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("LONDON", "LONDON", None),
        ("PORT ANSEL —", "PORT ANSEL", None),
        ("**WASHINGTON**", "WASHINGTON", None),
        ("OSLO -", "OSLO", None),
    ],
)
def test_a_place_in_a_line_of_its_own_above_the_text_is_the_dateline(line, place, date):
    story = recognise(f"{HEADLINE}\n\n{line}\n\n{TEXT}\n\nBoats left at dawn.\n")
    assert story.headline == HEADLINE and story.body == f"{TEXT}\n\nBoats left at dawn."
    assert (story.dateline.place, story.dateline.date) == (place, date)
    assert story.bylines == () and story.not_understood == ()


@pytest.mark.parametrize("line", ["JANE DOE", "Storm", "London", "BREAKING —"])
def test_a_name_or_a_word_above_the_text_is_no_dateline(line):
    story = recognise(f"{HEADLINE}\n\n{line}\n\n{TEXT}\n\nBoats left at dawn.\n")
    assert story.headline == HEADLINE and not story.dateline


def test_a_city_above_the_headline_is_no_dateline():
    story = recognise(f"LONDON\n\n{HEADLINE}\n\n{TEXT}\n\nBoats left at dawn.\n")
    assert story.headline == HEADLINE and not story.dateline


@pytest.mark.parametrize("date", ["27 พ.ย.", "27 พฤศจิกายน", "3 มี.ค."])
def test_months_of_thai(date):
    found = opening_of(f"กรุงเทพฯ {date} (รอยเตอร์) — รัฐบาลไทยกล่าวเมื่อวันจันทร์")
    assert found is not None and found.dateline == Dateline("กรุงเทพฯ", date, "รอยเตอร์")
