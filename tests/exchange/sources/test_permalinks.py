"""Addresses formed as the settings of a site say."""

from pathlib import Path

import pytest

from newsroom.exchange.sources import folder
from newsroom.exchange.sources.addresses import address_keys, link_key
from newsroom.exchange.sources.permalinks import Page, addresses, forms_of
from tests.exchange.sources.around import read, written

PAGE = Page(("pier",), ("2021-03-06",), ("news", "north"), ("city", "docks"))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"permalinks": {"news": "/:year/:month/:slug/"}}, ["/2021/03/pier/"]),
        ({"permalinks": {"page": {"news": ":sections/:slugorfilename"}}}, ["/news/north/pier"]),
        ({"permalinks": {"news/north": "/n/:title/", "sport": "/s/:title/"}}, ["/n/pier/"]),
        ({"permalink": "/:categories/:i_month-:i_day/:title:output_ext"}, ["/city/docks/3-6/pier.html"]),
        ({"permalink": "ordinal"}, ["/city/docks/2021/065/pier.html"]),
        ({"permalink": ":year/:monthname/:name/"}, ["/2021/march/pier/"]),
        ({"article_url": "posts/{date:%Y}/{date:%b}/{date:%d}/{slug}/"}, ["/posts/2021/Mar/06/pier/"]),
        ({"article_url": "{category}/{slug}.html"}, ["/city/docks/pier.html"]),
        # Not known, or no form at all.
        ({"permalink": "/:hash/:title/"}, []),
        ({"article_url": "{date:%W}/{slug}"}, []),
        ({"article_url": "{slug!r}/a"}, []),
        ({"permalink": "pretty much: all"}, []),
        ({"permalink": 7, "permalinks": {"news": 3, 4: None}}, []),
        ({"permalink": "/" + ":title/" * 100}, []),
    ],
)
def test_a_form_is_filled(settings: dict[str, object], expected: list[str]) -> None:
    assert list(addresses(forms_of(settings), PAGE)) == expected


def test_every_name_and_every_day_is_tried() -> None:
    page = Page(("a", "b"), ("2021-03-06", "2021-03-07", "2021-02-30"))
    forms = forms_of({"permalink": "/:year/:month/:day/:title/"})
    assert set(addresses(forms, page)) == {
        "/2021/03/06/a/", "/2021/03/06/b/", "/2021/03/07/a/", "/2021/03/07/b/",
    }  # fmt: skip


def test_links_of_a_hugo_site_by_its_own_addresses(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": "baseURL = 'https://c.example/'\n[permalinks]\nnews = '/:year/:month/:title/'\n"
        "[taxonomies]\ntag = 'tags'\ntopic = 'topics'\n",
        "content/news/a/index.md": "---\ntitle: The pier is shut\ndate: 2024-03-05\ntags: [Ferries]\n"
        "topics: [Transport]\n---\nText.\n",
        "content/about.md": "---\ntitle: About\n---\nText.\n",
    }
    articles, _ = read(folder, written(tmp_path, files))
    found = articles["content/news/a/index.md"]
    keys = {key for address in found.addresses for key in address_keys(address)}
    assert link_key("/2024/03/the-pier-is-shut/") in keys and link_key("/2024/03/a/") in keys
    assert [name for _, name in found.tags] == ["Ferries", "Transport"]
    assert "topics" not in found.extra
    about = articles["content/about.md"]
    assert all("about" in address for address in about.addresses)


@pytest.mark.parametrize(
    ("settings", "said", "page", "link"),
    [
        ("_config.yml", "collections: {cook: {permalink: '/k/:name'}}", "_cook/docks.md", "/k/docks"),
        ("posts/posts.json", '{"permalink": "/p/{{ page.fileSlug }}/"}', "posts/docks.md", "/p/docks/"),
        ("posts/posts.json", '{"permalink": "{{ title | slugify }}.html"}', "posts/docks.md", "/the-docks"),
        ("_config.yml", "permalink: /all/:title/", "_posts/2021-03-06-own.md", "/x/2021/own/"),
        ("config.toml", "base_url = 'https://z.example'", "content/path.md", "/w/docks/"),
    ],
)
def test_forms_of_a_folder_and_of_a_page(
    tmp_path: Path, settings: str, said: str, page: str, link: str
) -> None:
    own = {"/w/docks/": "path: w/docks\n", "/x/2021/own/": "permalink: /x/:year/:title/\n"}.get(link, "")
    text = f"---\ntitle: The docks\ndate: 2021-03-06\n{own}---\nText.\n"
    found = read(folder, written(tmp_path, {settings: said, page: text}))[0][page]
    assert link_key(link) in {key for address in found.addresses for key in address_keys(address)}
    assert found.extra == {}


def test_a_folder_with_a_form_of_its_own_has_no_other(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "permalink: /all/:title/\ncollections: {cook: {permalink: '/k/:name'}}\n",
        "_cook/docks.md": "---\ntitle: D\n---\nT.\n",
    }
    addresses = read(folder, written(tmp_path, files))[0]["_cook/docks.md"].addresses
    assert "/k/docks" in addresses and "/all/docks/" not in addresses


@pytest.mark.parametrize("path", ["notes/docks.md", "img/docks.png", "my notes/docks"])
def test_the_path_of_a_file_is_no_address(tmp_path: Path, path: str) -> None:
    text = f"---\ntitle: The docks\npath: {path}\n---\nText.\n"
    found = read(folder, written(tmp_path, {"a.md": text}))[0]["a.md"]
    assert (found.extra, found.aliases, found.slug) == ({"path": path}, (), None)
