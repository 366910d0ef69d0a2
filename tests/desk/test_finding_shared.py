"""Words of a real Arabic archive, found however they are marked and lettered; snippets mark them in the text."""

import re
import unicodedata
from collections import Counter
from random import Random

import pytest

from newsroom.desk.articles import new_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.finding import parse_query, quick_open, snippets
from newsroom.domain.article import Content
from newsroom.storage.matching import name_tokens
from tests.data import shared_files

N_ARTICLES = 80
N_WORDS = 40


TITLE = re.compile("<TITLE>(.*?)</TITLE>", re.DOTALL)
TEXT = re.compile("<TEXT>(.*?)</TEXT>", re.DOTALL)


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    found = []
    for name, data in shared_files("corpora-arabic.tar.gz", ".txt"):
        text = data.decode("utf-8")
        title, body = TITLE.search(text), TEXT.search(text)
        if not name.endswith("_SOURCE.txt") and title and body:
            found.append((" ".join(title[1].split()), body[1].strip()))
        if len(found) == N_ARTICLES:
            break
    assert len(found) == N_ARTICLES
    return found


def plain(word: str) -> str:
    """As a person types it: without marks, hamza or the stretched letter."""
    letters = "".join(c for c in word if unicodedata.category(c) != "Mn" and c != "ـ")
    return letters.translate(str.maketrans("أإآةى", "اااهي"))


def test_arabic_words_are_found_as_they_are_typed(library, texts):
    for headline, body in texts:
        new_article(library, Content(headline, "", body, language="ar"), by="test")
    counted = Counter(
        word for _, body in texts for word in set(body.split()) if word.isalpha() and len(word) > 3
    )
    words = Random(1).sample(sorted(counted), min(N_WORDS, len(counted)))
    for word in words:
        asked = parse_query(library, f'"{plain(word)}"')
        rows = list_articles(library, asked.query, limit=1_000).rows
        wanted = {
            headline for headline, body in texts if name_tokens(word)[0] in name_tokens(f"{headline}\n{body}")
        }
        assert {row.headline for row in rows} == wanted, word
        for snippet in snippets(library, asked.query, rows[:5]).values():
            marked = [one for one in (snippet.headline, snippet.lede, snippet.body) if one is not None]
            pieces = [one.text[start:end] for one in marked for start, end in one.marks]
            assert pieces and all(name_tokens(piece) == name_tokens(word) for piece in pieces)


def test_arabic_headlines_are_opened_by_their_words(library, texts):
    for headline, body in texts[:40]:
        new_article(library, Content(headline, "", body[:200], language="ar"), by="test")
    for headline, _ in texts[:40:4]:
        words = [plain(word) for word in headline.split() if word.isalpha()][:3]
        if len(words) == 3:
            hits = quick_open(library, " ".join(words))
            assert headline in [hit.row.headline for hit in hits]
