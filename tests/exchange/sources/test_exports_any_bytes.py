"""Whatever bytes an export has, its reader answers with items or an error in words, in time that follows the length."""

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.exchange.sources import feeds, ghost, wxr
from tests.data import shared_files
from tests.exchange.sources.exports import WITH_PAGES, ghost_post, meta, read, wxr_item
from tests.exchange.sources.exports import ghost as ghost_file
from tests.exchange.sources.exports import wxr as wxr_file

READERS = (wxr, ghost, feeds)
GOOD = (
    wxr_file(wxr_item(more=meta("_thumbnail_id", "9")), wxr_item("a\n\n[caption]b")).encode(),
    ghost_file(ghost_post(lexical='{"root":{"children":[{"type":"paragraph"}]}}'), tags=[{"id": 1}]).encode(),
    (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><content type="xhtml"><b>x</b></content>'
        b"</entry></feed>"
    ),
    b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"x","tags":["a"]}]}',
)
INSTEAD = st.sampled_from([b"", b"\x00", b"<", b"]]>", b'"', b"{", b"\xff\xfe", b"&", b"[1,"])
DAMAGE = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 60), INSTEAD), max_size=4)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bytes") / "source"


@pytest.mark.parametrize("reader", READERS)
@QUIET
@given(data=st.binary(max_size=300))
def test_any_bytes(path: Path, reader: ModuleType, data: bytes) -> None:
    read(reader, path, data, WITH_PAGES)


@pytest.mark.parametrize("reader", READERS)
@QUIET
@given(good=st.sampled_from(GOOD), damage=DAMAGE)
def test_damaged_exports(
    path: Path, reader: ModuleType, good: bytes, damage: list[tuple[int, int, bytes]]
) -> None:
    data = good
    for at, length, instead in damage:
        place = at % (len(data) + 1)
        data = data[:place] + instead + data[place + length :]
    reader.recognises(path, data)
    read(reader, path, data, WITH_PAGES)


NAMES = st.sampled_from(["type", "children", "text", "url", "html", "x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=10,
)
KEYS = st.sampled_from(
    "id uuid title slug html lexical mobiledoc markdown status published_at tags authors author feature_image page "
    "type url locale canonical_url data custom_excerpt name".split()
)


@QUIET
@given(post=st.dictionaries(KEYS, VALUES, max_size=8), tag=st.dictionaries(KEYS, VALUES, max_size=4))
def test_values_of_any_type(path: Path, post: dict[str, object], tag: dict[str, object]) -> None:
    tables = {key: [tag] for key in ("tags", "posts_tags", "users", "posts_meta")}
    found = read(ghost, path, ghost_file(post, **tables), WITH_PAGES)
    assert len(found.items) == 1
    # A post that says nothing is named as such; nothing else is wrong with any.
    assert found.error in ("", "It has neither a title nor a text.")


@pytest.mark.parametrize("reader", READERS)
def test_the_shared_bombs_do_no_harm(path: Path, reader: ModuleType) -> None:
    for _, data in shared_files("security.tar.gz"):
        read(reader, path, data, WITH_PAGES)
