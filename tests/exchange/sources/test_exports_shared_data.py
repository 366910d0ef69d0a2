"""The shared exports of WordPress and Ghost: each item arrives or is named, and nothing of their markup is seen."""

import re
from pathlib import Path

from newsroom.exchange.sources import feeds, ghost, wxr
from tests.data import shared_files
from tests.exchange.sources.exports import WITH_PAGES, Read, read

_MARKUP = re.compile(
    r"<!--|</?(?:p|div|span|figure|img|ul|li|iframe|script|br|td|strong|em)\b|wp:[a-z]|&nbsp;"
)
_CODE = re.compile(r"(?ms)^ *(`{3,})[^\n]*\n.*?^ *\1|`[^`\n]+`")


def of_shared(tmp_path: Path, archive: str, ending: str) -> dict[str, Read]:
    """What its reader says of each file that one recognises."""
    found: dict[str, Read] = {}
    for name, data in shared_files(archive, ending):
        for reader in (wxr, ghost, feeds):
            if reader.recognises(Path(name), data[: 64 * 1024]):
                found[name] = read(reader, tmp_path / "source", data, WITH_PAGES)
                break
    return found


def assert_clean(found: dict[str, Read]) -> None:
    """No broken source, no markup in a text or headline."""
    for name, source in found.items():
        assert not source.error, name
        for place, article in source.articles.items():
            shown = _CODE.sub("", article.body)
            assert not _MARKUP.search(shown), (name, place, _MARKUP.search(shown))
            assert not re.search(r"</?[a-z]+>|&[a-z]+;", article.lede), (name, place)


def test_wordpress(tmp_path: Path) -> None:
    found = of_shared(tmp_path, "import-wxr.tar.gz", ".xml")
    assert_clean(found)
    sizes = {name.rsplit("/", 1)[-1]: len(source.articles) for name, source in found.items()}
    assert sizes["themeunittestdata.wordpress.xml"] == 79
    assert sizes["64-block-test-data.xml"] == 62
    assert sizes["theme-preview.xml"] == 7
    theme = next(source for name, source in found.items() if "themeunit" in name)
    assert sum(article.picture is not None for article in theme.articles.values()) >= 5
    assert any("70 entries of menus" in problem for problem in theme.problems)


def test_what_other_systems_make_for_ghost(tmp_path: Path) -> None:
    found = of_shared(tmp_path, "import-ghost.tar.gz", ".json") | of_shared(
        tmp_path, "import-ghost.tar.gz", ".xml"
    )
    assert_clean(found)
    assert sum(len(source.articles) for source in found.values()) > 50
    texts = [article.body for source in found.values() for article in source.articles.values()]
    assert sum("![" in text for text in texts) >= 5
