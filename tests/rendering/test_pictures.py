"""Pictures in texts: figures, the library's files in the page, and what is there instead of one that is not."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.domain.page import TextPicture
from newsroom.rendering import pictures
from newsroom.rendering.body import BodyOptions
from newsroom.rendering.markdown import render_body
from newsroom.rendering.page import render_page
from newsroom.rendering.pictures import pictures_in, with_addresses, with_pictures
from newsroom.rendering.theme import load_theme
from tests.rendering import models
from tests.rendering.pages import read

FILE = models.PIXELS_FILE
SHOWN = f"![A board](/media/{FILE})"


def html_of(text: str) -> str:
    return render_body(text, BodyOptions(smart_typography=False)).html


def held(tmp_path: Path, data: bytes = b"\x89PNG", file: str = FILE) -> TextPicture:
    path = tmp_path / file
    path.write_bytes(data)
    return TextPicture(file, str(path), "image/png", f"https://m.example/media/{file}", 40, 30)


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        (SHOWN, None),
        (f"{SHOWN}\n*words below*", "words below"),
        (f"{SHOWN}\n_words with **weight**_", "words with <strong>weight</strong>"),
        (f"{SHOWN}  \n*after a break*", "after a break"),
        (f'![a](/media/{FILE} "title")\n*b*', "b"),
    ],
)
def test_a_picture_alone_is_a_figure(text: str, caption: str | None) -> None:
    html = html_of(text)
    assert html.startswith("<figure>\n<img ") and html.endswith("</figure>") and "<p>" not in html
    assert ("<figcaption>" in html) is (caption is not None)
    assert caption is None or f"<figcaption>{caption}</figcaption>" in html


@pytest.mark.parametrize(
    "text",
    [
        f"{SHOWN} and words",
        f"{SHOWN}\n*some* words",
        f"{SHOWN}\n*one*\n*two*",
        f"{SHOWN}\n{SHOWN}",
        f"Words\n{SHOWN}",
        f"`{SHOWN}`",
        f"    {SHOWN}",
    ],
)
def test_a_picture_among_words_is_none(text: str) -> None:
    assert "<figure" not in html_of(text)


def test_a_figure_is_one_block_and_clean() -> None:
    body = render_body(f"One.\n\n{SHOWN}\n*a <u onclick=x()>b</u>*\n\nTwo.", BodyOptions())
    assert sum(block.n_elements for block in body.blocks) == 3
    assert "onclick" not in body.html and "<u>b</u></figcaption>" in body.html


def test_the_page_holds_the_picture(tmp_path: Path) -> None:
    html = with_pictures(html_of(SHOWN), [held(tmp_path, b"abc")])
    source = base64.b64encode(b"abc").decode()
    assert f'alt="A board" src="data:image/png;base64,{source}"' in html
    assert 'loading="lazy" width="40" height="30"' in html and f'data-file="{FILE}"' in html


def test_a_size_of_ones_own_stays(tmp_path: Path) -> None:
    html = with_pictures(html_of(f'{SHOWN}{{width="80"}}'), [held(tmp_path)])
    assert html.count("width=") == 1 and 'width="80"' in html and "height=" not in html


def test_of_a_lost_one_the_words_stay(tmp_path: Path) -> None:
    picture = held(tmp_path)
    Path(picture.path or "").unlink()
    text = html_of(f'![A "b" & <c>](/media/{FILE})')
    for known in ([picture], []):
        html = with_pictures(text, known)
        assert "<img" not in html
        assert '<span class="no-picture">A &quot;b&quot; &amp; &lt;c&gt;</span>' in html


def test_what_is_too_much_keeps_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 6)
    picture = held(tmp_path, b"123456")
    html = with_pictures(html_of(f"{SHOWN}\n\n{SHOWN}"), [picture])
    assert html.count("base64,") == 1 and html.count(f'src="{picture.url}"') == 1
    html = with_pictures(html_of(SHOWN), [replace(picture, path=None)])
    assert f'src="{picture.url}"' in html
    html = with_pictures(html_of(SHOWN), [replace(picture, path=None, url="")])
    assert "<img" not in html and "A board" in html


@pytest.mark.parametrize(
    "text",
    [
        f"![a](https://elsewhere.example/media/{FILE})",
        "![a](/media/../secret.png)",
        f"![a](/media/{FILE}?x)",
        f'`<img src="/media/{FILE}">`',
        f'&lt;img src="/media/{FILE}">',
    ],
)
def test_nothing_else_is_read(tmp_path: Path, text: str) -> None:
    assert "base64" not in with_pictures(html_of(text), [held(tmp_path)])


def test_a_text_cannot_name_a_file_itself() -> None:
    html = html_of(
        f'<img src="https://a.example/b.png" data-file="{FILE}"> <span class="no-picture">a</span>'
    )
    assert "data-file" not in html and "no-picture" not in html


def test_files_of_a_text() -> None:
    other = f"{'a' * 64}.jpg"
    text = f'{SHOWN} {SHOWN}\n\n<img src="/media/{other}">\n\n[1]: /media/{"b" * 64}.gif\nhttps://c.example/media/{FILE}'
    assert pictures_in(text) == (FILE, other, f"{'b' * 64}.gif")
    assert pictures_in("no pictures in /media/ here") == ()


def test_addresses_of_the_site() -> None:
    assert with_addresses(SHOWN, "https://m.example/ ") == f"![A board](https://m.example/media/{FILE})"
    assert with_addresses(html_of(SHOWN), "https://m.example").count("https://m.example/media/") == 1
    assert with_addresses(SHOWN, "") == SHOWN
    already = f"![a](https://x.example/media/{FILE})"
    assert with_addresses(already, "https://m.example") == already


def test_of_a_page_only_the_lead_picture_is_told_to_machines() -> None:
    model = models.pictures()
    page = read(render_page(model, load_theme(None)))
    shared = [a["content"] for tag, a in page.elements if tag == "meta" and a.get("property") == "og:image"]
    assert shared == [model.picture.url if model.picture else ""]
    assert all(models.LARGE_FILE not in text for _, text in page.scripts)
