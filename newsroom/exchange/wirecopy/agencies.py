"""News agencies as datelines name them, and cities that stand alone in a dateline. Data and two questions about it."""

from newsroom.domain.names import name_key

_AGENCIES = """
Reuters|Thomson Reuters|AP|The Associated Press|Associated Press|AFP|Agence France-Presse|dpa|dpa-AFX|UPI|Sputnik|TASS
ITAR-TASS|Itar-Tass|RIA Novosti|RIA|Interfax|Interfax-Ukraine|Ukrinform|UNIAN|Xinhua|Kyodo|Kyodo News|Jiji|Jiji Press
Yonhap|ANSA|Adnkronos|AGI|EFE|Europa Press|Lusa|Belga|ANP|APA|SDA|Keystone-SDA|ATS|Keystone-ATS|NTB|TT|Ritzau|STT|BNS
ELTA|LETA|PAP|CTK|ČTK|TASR|SITA|MTI|Agerpres|Mediafax|BTA|Tanjug|Beta|Fena|Hina|STA|MIA|ATA|ANA|ANA-MPA|AA|Anadolu
Anadolu Agency|DHA|IHA|IRNA|ISNA|Mehr|Fars|Tasnim|SANA|KUNA|WAM|QNA|SPA|BNA|ONA|Petra|NNA|WAFA|MENA|MAP|APS|TAP|LANA
PTI|ANI|IANS|UNI|APP|BSS|UNB|Antara|Bernama|VNA|TNA|PNA|CNA|KCNA|Montsame|BelTA|Kazinform|AKIpress|Trend|Azertac
Armenpress|Bloomberg|Bloomberg News|CP|The Canadian Press|Canadian Press|CNW|PA|PA Media|Press Association|AAP|NZPA|RTR
PRNewswire|PR Newswire|Business Wire|BUSINESS WIRE|GLOBE NEWSWIRE|GlobeNewswire|Marketwired|MarketWatch|Dow Jones|CNN|BBC
BBC News|VOA|RFE/RL|RFI|DW|Al Jazeera|IPS|IRIN|ANSAmed|Télam|Telam|Notimex|Prensa Latina|Agência Brasil|SID|epd|KNA|AFX
SNA|ZUMA|TMZ|IANS/RFE|JTA|JNS|TPS|IRI|Newswire|NOVOSTI
РИА Новости|РИА|ТАСС|ИТАР-ТАСС|Интерфакс|Интерфакс-Украина|Прайм|ПРАЙМ|Регнум|REGNUM|Росбалт|Спутник|Укринформ|УНИАН|БелТА
БЕЛТА|Казинформ|Агентство Москва|Национальная служба новостей|РБК|АГН Москва
رويترز|أ ف ب|ا ف ب|أ.ف.ب|أف ب|فرانس برس|وكالة فرانس برس|د ب أ|د.ب.أ|أ ب|أ.ب|أسوشيتد برس|سبوتنيك|الأناضول|سانا|واس|وام|كونا
قنا|بترا|وفا|أ ش أ|أ.ش.أ|شينخوا|معا|وكالات|الوكالات|وكالة الأنباء
רויטרס|סוכנויות|סוכנויות הידיעות|אי-פי|איי-פי|ספוטניק|איתים
新华社|新華社|中新社|中新网|中央社|共同社|法新社|路透社|路透|美联社|共同|時事|ロイター|時事通信|共同通信|AFP=時事|CNN.co.jp|연합뉴스
"""

# Short names that could also be an abbreviation at the start of a sentence: with these a place alone is believed.
_CITIES = """
ABUJA|ACCRA|ADEN|ALGIERS|AMMAN|ANKARA|APIA|ASMARA|ASTANA|ATHENS|BAGHDAD|BAKU|BALI|BAMAKO|BANGUI|BASEL|BASRA|BEIJING|BEIRUT
BERLIN|BERN|BERNE|BOGOTA|BONN|BOSTON|BREST|CAIRO|CANNES|CHICAGO|COLOMBO|CONAKRY|DAKAR|DALLAS|DAVOS|DELHI|DENVER|DETROIT
DHAKA|DILI|DOHA|DUBAI|DUBLIN|DURBAN|ERBIL|GAZA|GDANSK|GENEVA|GENOA|GRAZ|HAIFA|HANOI|HARARE|HAVANA|HOMS|HONG KONG|HONOLULU
IDLIB|JAKARTA|JUBA|KABUL|KANO|KARACHI|KAZAN|KHARKIV|KIEV|KIGALI|KYIV|LA PAZ|LAGOS|LAHORE|LEEDS|LILLE|LIMA|LINZ|LISBON|LONDON
LUANDA|LUSAKA|LVIV|LYON|MADRID|MALE|MALMO|MANAMA|MANILA|MAPUTO|MECCA|MEDINA|MIAMI|MILAN|MINSK|MOSCOW|MOSUL|MUMBAI|MUNICH
MUSCAT|NAIROBI|NAPLES|NASSAU|NIAMEY|NICE|NICOSIA|ODESA|ODESSA|OSAKA|OSLO|OTTAWA|PALERMO|PALMA|PANAMA|PARIS|PERTH|PRAGUE|PRAIA
PUNE|QUITO|RABAT|RAFAH|RAMALLAH|RANGOON|RAQQA|RIGA|RIYADH|ROME|SANAA|SANTIAGO|SEOUL|SEVILLE|SOCHI|SOFIA|SPLIT|STOCKHOLM|SUVA
SYDNEY|TAIPEI|TALLINN|TAMPA|TBILISI|TEHRAN|TIRANA|TOKYO|TORONTO|TRIPOLI|TUNIS|TURIN|VADUZ|VIENNA|VILNIUS|WARSAW|WASHINGTON
YALTA|YANGON|YEREVAN|ZAGREB|ZURICH|ISLAMABAD|NEW DELHI|NEW YORK|KOLKATA|CHENNAI|BENGALURU|PESHAWAR|QUETTA|RAWALPINDI|BANGKOK
KUALA LUMPUR|SINGAPORE|BRUSSELS|STRASBOURG|LUXEMBOURG|BRATISLAVA|BUDAPEST|BUCHAREST|BELGRADE|SARAJEVO|SKOPJE|PRISTINA|BREMEN
HAMBURG|KÖLN|MÜNCHEN|WIEN|GENF|ROM|MOSKAU|KIEW|WARSCHAU|PRAG|BRÜSSEL|ATHEN|KAIRO|PEKING|TOKIO|LONDRES|BRUXELLES|GENÈVE|ROMA
VARSOVIE|MOSCOU|PÉKIN|BEYROUTH|LE CAIRE|ALGER|MADRID|MOSCÚ|PEKÍN|PARÍS|BERLÍN|LIMA|MILANO|TORINO|NAPOLI|LISBOA|BRASÍLIA|MOSKVA
МОСКВА|КИЕВ|МИНСК|ПАРИЖ|БЕРЛИН|ЛОНДОН|РИМ|ВЕНА|ТОКИО|ПЕКИН|СЕУЛ|БАКУ|ЕРЕВАН|ТБИЛИСИ|АСТАНА|АНКАРА|ДАМАСК|КАИР|ВАШИНГТОН|СОЧИ
КАЗАНЬ|УФА|ОМСК|ПЕРМЬ|ТВЕРЬ|ТУЛА|ЯЛТА|КИЇВ|ЛЬВІВ|ОДЕСА|ХАРКІВ|ΑΘΗΝΑ|ΠΑΡΙΣΙ|ΒΕΡΟΛΙΝΟ|ΛΕΥΚΩΣΙΑ
"""

# Places of Chinese and Japanese datelines that go without brackets are told by the date and the closing 电 alone.

AGENCY_KEYS = frozenset(
    name_key(name) for line in _AGENCIES.split("\n") for name in line.split("|") if name.strip()
)
_CITY_KEYS = frozenset(
    name_key(name) for line in _CITIES.split("\n") for name in line.split("|") if name.strip()
)
_BY_LENGTH = sorted({len(key) for key in AGENCY_KEYS}, reverse=True)


def is_agency(credit: str, site_credit: str | None = None) -> bool:
    """Whether words name an agency, or several joined by ``/``. The site's own credit counts as one."""
    own = name_key(site_credit) if site_credit else None
    if name_key(credit) in AGENCY_KEYS or name_key(credit) == own:
        return True
    parts = [name_key(part) for part in credit.split("/")]
    return len(parts) > 1 and any(part in AGENCY_KEYS or part == own for part in parts)


def is_city(place: str) -> bool:
    """Whether a place is one that datelines print without a country, or several of them joined by ``/``."""
    return all(name_key(part) in _CITY_KEYS for part in place.split("/"))


def leading_agency(text: str, site_credit: str | None = None) -> str | None:
    """The agency that a text begins with, as printed: ``РИА Новости`` of ``РИА Новости. Глава МИД …``."""
    head = text[:60]
    if (
        site_credit
        and head.casefold().startswith(site_credit.casefold())
        and _ends_word(head, len(site_credit))
    ):
        return head[: len(site_credit)]
    for length in _BY_LENGTH:
        if length <= len(head) and _ends_word(head, length) and name_key(head[:length]) in AGENCY_KEYS:
            return head[:length]
    return None


def _ends_word(text: str, length: int) -> bool:
    return length >= len(text) or not (text[length].isalnum() or text[length] in "-_")
