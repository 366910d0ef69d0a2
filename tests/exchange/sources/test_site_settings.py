"""What the settings of a site say for its articles: zone, language, the path below which it lies, lists of its own."""

from datetime import UTC, datetime
from pathlib import Path

from newsroom.domain.article import TagKind
from newsroom.exchange.sources import folder
from newsroom.exchange.sources.addresses import address_keys, link_key
from newsroom.exchange.sources.site_settings import settings_of, values_of_program
from tests.exchange.sources.around import read, written

HUGO = """baseURL = 'https://kurier.example/blatt/'
timeZone = 'Europe/Berlin'
defaultContentLanguage = 'de'
[taxonomies]
thema = 'themen'
ort = 'orte'
autor = 'autoren'
serie = 'serien'
tag = 'tags'
"""
POST = """+++
title = 'Der Haushalt'
date = 2021-03-06T23:30:00
themen = ['Haushalt', 'Steuern']
orte = ['Kiel']
autoren = ['Anna M', 'Jo W']
serien = ['Haushalt 2021']
aliases = ['../alt']
+++
Ja.
"""


def article(tmp_path: Path, files: dict[str, str | bytes], name: str):
    articles, _ = read(folder, written(tmp_path, files))
    return articles[name]


def test_a_hugo_site_with_lists_of_its_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": HUGO,
        "content/news/_index.md": "---\ntitle: News\ncascade:\n  author: Redaktion\n---\n",
        "content/news/a.md": POST,
    }
    found = article(tmp_path, files, "content/news/a.md")
    assert found.published_at == datetime(2021, 3, 6, 22, 30, tzinfo=UTC)
    assert found.language == "de"
    assert [byline.name for byline in found.bylines] == ["Anna M", "Jo W"]
    assert [each.name for each in found.series] == ["Haushalt 2021"]
    assert found.tags == ((None, "Haushalt"), (None, "Steuern"), (TagKind.PLACE, "Kiel"))
    assert found.extra == {} and found.aliases == ("/alt",)
    assert found.addresses[0] == "https://kurier.example/blatt/news/a/"
    assert any(
        "themen as tags, orte as tags, autoren as bylines, serien as series" in note for note in found.notes
    )


def test_lists_of_zola_stand_beside_its_tags(tmp_path: Path) -> None:
    lists = '[{name = "tags"}, {name = "places"}, {name = "eras"}]'
    terms = 'tags = ["boats"]\nplaces = ["Kiel"]\neras = ["1900s"]\nmoods = ["x"]\n'
    files: dict[str, str | bytes] = {
        "config.toml": f'base_url = "https://z.example"\ntaxonomies = {lists}\n',
        "content/a.md": f'+++\ntitle = "A"\n[taxonomies]\n{terms}+++\nB.\n',
    }
    found = article(tmp_path, files, "content/a.md")
    assert found.tags == ((None, "boats"), (TagKind.PLACE, "Kiel"), (None, "1900s"))
    assert found.extra == {"taxonomies": {"moods": ["x"]}}


def test_the_language_of_a_hexo_site() -> None:
    assert settings_of({"language": "zh-CN"}).language == "zh-CN"
    assert settings_of({"language": ["hr", "en"]}).language == "hr"
    assert settings_of({"language": [], "languages": {"en": {}}}).language == ""


def test_pages_in_a_second_language_lie_below_its_code(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": HUGO,
        "content/news/a.md": "---\ntitle: Eins\n---\nText.\n",
        "content/news/a.en.md": "---\ntitle: One\n---\nSee [two](b.md).\n",
        "content/news/b.en.md": "---\ntitle: Two\n---\nText.\n",
    }
    articles, _ = read(folder, written(tmp_path, files))
    one = articles["content/news/a.en.md"]
    german = {key for address in articles["content/news/a.md"].addresses for key in address_keys(address)}
    english = {key for address in one.addresses for key in address_keys(address)}
    assert link_key("/news/a/") in german and link_key("/news/a/") not in english
    assert link_key("/en/news/a/") in english and "](/en/news/b/)" in one.body


def test_texts_of_a_language_in_a_folder_of_their_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": "defaultContentLanguage = 'en'\n[languages.en]\ncontentDir = 'content/english'\n"
        "[languages.hr]\ncontentDir = 'content/hrvatski'\n[permalinks]\nvijesti = '/v/:slug/'\n",
        "content/english/news/a.md": "---\ntitle: One\n---\nText.\n",
        "content/hrvatski/vijesti/b.md": "---\ntitle: Dva\n---\nDa. [Tri](c.md)\n",
        "content/hrvatski/vijesti/c.md": "---\ntitle: Tri\n---\nDa.\n",
    }
    articles, _ = read(folder, written(tmp_path, files))
    one, two, three = articles.values()
    assert (one.language, one.section, two.language, two.section) == ("en", "News", "hr", "Vijesti")
    assert "/news/a/" in one.addresses
    assert "/hr/v/b/" in two.addresses
    keys = {key for address in three.addresses for key in address_keys(address)}
    assert link_key(two.body.partition("](")[2].rstrip(")")) in keys


def test_a_jekyll_site(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "url: https://posta.example\nbaseurl: /novine\ntimezone: Europe/Zagreb\n",
        "sport/_posts/2018-02-02-utakmica.md": "---\ntitle: U\ncategories: vijesti klub\n---\nJe.\n",
        "_posts/2020-13-45-los.md": "---\ntitle: L\n---\nJe.\n",
    }
    articles, _ = read(folder, written(tmp_path, files))
    found = articles["sport/_posts/2018-02-02-utakmica.md"]
    keys = {key for address in found.addresses for key in address_keys(address)}
    assert found.published_at == datetime(2018, 2, 1, 23, tzinfo=UTC)
    assert link_key("/sport/vijesti/klub/2018/02/02/utakmica.html") in keys
    assert link_key("/novine/sport/vijesti/klub/2018/02/02/utakmica.html") in keys
    assert "The date in the name of its file is none." in articles["_posts/2020-13-45-los.md"].notes


def test_settings_of_pelican_are_read_and_not_run(tmp_path: Path) -> None:
    program = "import os\nSITEURL = 'https://j.example'\nTIMEZONE = 'Europe/Paris'\nDEFAULT_LANG = 'fr'\nX = os.sep\n"
    head = (
        "Title: Une\nDate: 2010-12-03 10:20\nSummary: Court\n résumé\nAuthors: Doyle, Arthur; Ana R\n\nOui.\n"
    )
    program += "AUTHOR = 'Léa Roy'\n"
    files: dict[str, str | bytes] = {
        "pelicanconf.py": program,
        "content/a.md": head,
        "content/b.md": "Title: Deux\nDate: 2010-12-04\n\nNon.\n",
    }
    assert [one.name for one in article(tmp_path, files, "content/b.md").bylines] == ["Léa Roy"]
    found = article(tmp_path, files, "content/a.md")
    assert found.published_at == datetime(2010, 12, 3, 9, 20, tzinfo=UTC) and found.language == "fr"
    assert found.lede == "Court résumé" and [one.name for one in found.bylines] == ["Doyle, Arthur", "Ana R"]
    assert values_of_program(program) == {
        "SITEURL": "https://j.example", "TIMEZONE": "Europe/Paris", "DEFAULT_LANG": "fr", "AUTHOR": "Léa Roy",
    }  # fmt: skip
    assert values_of_program("x = (") == {}


def test_settings_that_are_none() -> None:
    assert settings_of(["a"]) == settings_of({"timeZone": "Nowhere/At all", "lang": 7, "taxonomies": 3})
    assert settings_of({"taxonomies": [{"name": "themen"}, {"name": "tags"}, 4]}).lists == ("themen",)
    assert settings_of({"timezone": "../../etc/passwd"}).zone == ""
