"""The language of texts and headlines: rather nothing than the wrong one."""

import pytest

from newsroom.exchange.sources.language import language_beside, language_said
from newsroom.exchange.wirecopy.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the bridge is shut for a week.", "en"),
        ("Was man in Berlin isst", "de"),
        ("Minister weiß nichts von der Sache", "de"),
        ("Le Sénat a adopté le texte. « C'est un début », a dit le ministre.", "fr"),
        ("El pleno aprobó el texto. La norma entrará en vigor en enero.", "es"),
        ("El Niño returns, and the sea is warm", "en"),
        ("De burgemeester van Delft en de school", "nl"),
        ("O presidente da câmara e a escola", "pt"),
        ("La neve è sulla città", "it"),
        ("Primăria și școala nu sunt de acord", "ro"),
        ("Pri rybníku je to jako po dešti", "cs"),
        ("Мэр и школа: что было на этой неделе", "ru"),
        ("Бұл қала үшін маңызды", "kk"),
        ("باران در شهر", "fa"),
        ("انتهى الإضراب في الميناء", "ar"),
        ("東京で雪", "ja"),
        ("港口罢工结束", "zh"),
    ],
)
def test_words_tell(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Потяг їде", "uk"),
        ("Є світло", "uk"),
        ("Снегопад в Рыбинске", "ru"),
        ("Съёмки", "ru"),
        ("Пътят е затворен", "bg"),
        ("Мост преко Ђердапа", "sr"),
        ("Нема струја во Ѓорче", "mk"),
        ("Вуліца ў Мінску", "be"),
        ("Қала", "kk"),
    ],
)
def test_letters_tell_of_a_headline_in_cyrillic(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("site", "text", "language"),
    [
        ("bg", "Снег", "bg"),
        ("uk-UA", "Порт", "uk-UA"),
        ("en", "Снег", "ru"),
        ("fa", "باران", "fa"),
        ("en", "???", "en"),
        ("de", "Regen", "de"),
        ("ru", "OPEC", "ru"),
    ],
)
def test_the_site_tells_of_the_rest(site: str, text: str, language: str) -> None:
    assert language_beside(site, text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Harbour strike ends after nine days",
        "UN in Gaza",
        "A en route to Paris",
        "Lo sciopero del porto finisce",  # its two short words are Spanish, too
        "Regn på vej i weekenden",  # Danish or Norwegian
        "Agency’s year, city’s plan",
        "Снег",
        "2021",
        "",
    ],
)
def test_too_little_tells_nothing(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("pt_BR", "Chuva na costa", "pt-BR"),
        ("ru-RU", "今天下雪。", "zh"),
        ("ru-RU", "Снег", "ru-RU"),
        ("bg", "Забастовка была в порту, и это было не в первый раз", "bg"),
        ("en-US", "Снег шёл весь день, и это было не всё", "ru"),
        ("ar", "باران در شهر", "ar"),
        ("sr", "Kiša je na moru i to je sve", "sr"),
        ("ja", "雪", "ja"),
        ("mr", "बंदरगाह की हड़ताल", "mr"),
        ("", "Снег", None),
        ("not a code!", "Снег", None),
    ],
)
def test_what_is_said_stands_unless_the_letters_are_others(
    said: str, text: str, language: str | None
) -> None:
    assert language_said(said, text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vlak nije vozio, ali je u petak opet na pruzi, što je dobro za grad.", "hr"),
        ("Vlak danes ni vozil, ker je bil zaprt predor, pa tudi pri postaji so delali.", "sl"),
        ("Vlak do Košíc už jazdí, keď je trať otvorená aj pre ľudí z dedín.", "sk"),
        ("Traukinys važiuoja, bet dėl remonto jo nėra iš ryto, kad būtų saugu.", "lt"),
        ("Vilciens brauc, bet tas nav ātrs, jo pēc remonta sliedes ir jaunas.", "lv"),
        ("Rong sõidab, aga see ei ole kiire, kui rööpad on uued.", "et"),
        ("Chuyến tàu đêm đã chạy lại, và các toa không còn chỗ.", "vi"),
        ("Yöjuna kulkee taas, yhtiö kertoo tauon jälkeen.", "fi"),
    ],
)
def test_languages_of_smaller_wires(text: str, language: str) -> None:
    assert language_of(text) == language
