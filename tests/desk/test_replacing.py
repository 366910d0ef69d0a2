"""Find and replace over what a search finds: shown first, done as one act, taken back as one."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk import replacing, text_changes
from newsroom.desk.acts import redo_act, undo_act
from newsroom.desk.articles import get_article, list_revisions, new_article, save_article, set_fields
from newsroom.desk.browsing import list_articles
from newsroom.desk.finding import parse_query
from newsroom.desk.releasing import publish
from newsroom.desk.replacing import count_in, find_in, replace_in
from newsroom.domain.acts import ActState
from newsroom.domain.article import Content
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.conditions import Words
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery, Match
from newsroom.domain.replacing import ChangeCount, TextChange, TextField
from newsroom.domain.revisions import RevisionKind

BY = "test"
HARBOUR = TextChange("Harbour", "Port")


@pytest.fixture
def articles(library):
    contents = (
        Content("Harbour strike", "The harbour.", "In the HARBOUR of Harbourtown, a harbour."),
        Content("Ferry late", "", "No word of it. Harbours though."),
        Content("Bridge", "", "Nothing here."),
    )
    return [new_article(library, content, by=BY) for content in contents]


def texts(library, article) -> tuple[str, str, str]:
    content = get_article(library, article.id).content
    return content.headline, content.lede, content.body


def test_each_change_is_shown_first(library, articles):
    page = find_in(library, ListQuery(), HARBOUR)
    assert [item.row.headline for item in page.items] == ["Ferry late", "Harbour strike"]
    assert [item.n_places for item in page.items] == [1, 5] and page.after is None
    first = page.items[1].places[0]
    assert first.field is TextField.HEADLINE and first.before.text == "Harbour strike"
    assert first.after.text == "Port strike" and first.after.marks == ((0, 4),)
    body = page.items[1].places[2]
    (mark,) = body.before.marks
    assert body.before.text[slice(*mark)] == "HARBOUR"
    assert count_in(library, ListQuery(), HARBOUR) == ChangeCount(2, 6)


PIECES = st.text("aAbéÉßçёжΆςمةى京都Kſİıi -.,_'\u0301", max_size=14)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
    deadline=None,
)
@given(PIECES, PIECES, PIECES.filter(bool), st.booleans(), st.booleans())
def test_no_text_is_passed_over_in_which_something_would_be_found(
    library, before, after, find, whole_words, match_case
):
    """The index of words leaves articles out, but none of those that a look at the text would find."""
    change = TextChange(find, f"{find}!", match_case=match_case, whole_words=whole_words)
    with library.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM article")
    for body in (
        before + find + after,
        f"{before} {find.upper()} {after}",
        f"{before} {find.lower()}, {after}",
    ):
        new_article(library, Content("x", "", body), by=BY)
    found = {item.row.id for item in find_in(library, ListQuery(), change).items}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replacing, "certain_words", lambda _: ())
        assert {item.row.id for item in find_in(library, ListQuery(), change).items} == found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (TextChange("harbour", "port"), ()),
        (TextChange("harbour", "port", whole_words=True), (Words("harbour"),)),
        (TextChange("the harbour of A", ""), (Words("harbour of"),)),
        (TextChange(" the harbour. ", ""), (Words("the harbour"),)),
        (TextChange("the harbour", ""), (Words("harbour", is_prefix=True),)),
        (TextChange("harbour", "", is_regex=True, whole_words=True), ()),
        (TextChange("京都", "", whole_words=True), ()),
        (TextChange("—", ""), ()),
    ],
)
def test_what_is_certain_of_texts_where_it_stands(change, words):
    assert text_changes.certain_words(change) == words


def test_the_index_of_words_spares_a_look_at_the_other_texts(library, articles, monkeypatch):
    read: list[int] = []
    load = replacing.load_texts
    monkeypatch.setattr(
        replacing, "load_texts", lambda connection, ids: read.extend(ids) or load(connection, ids)
    )
    change = TextChange("harbour", "port", whole_words=True)
    assert count_in(library, ListQuery(), change) == ChangeCount(1, 4)
    assert read == [articles[0].id]
    typed = parse_query(library, "brid", match=Match.AS_YOU_TYPE).query
    assert count_in(library, typed, TextChange("nothing", "all", whole_words=True)) == ChangeCount(1, 1)


def test_pages_go_on_where_the_last_one_ended(library, articles):
    first = find_in(library, ListQuery(), HARBOUR, limit=1)
    second = find_in(library, ListQuery(), HARBOUR, before=first.after, limit=1)
    assert [item.row.headline for page in (first, second) for item in page.items] == [
        "Ferry late",
        "Harbour strike",
    ]
    assert find_in(library, ListQuery(), HARBOUR, before=second.after, limit=1).items == ()


@pytest.mark.parametrize(
    ("change", "body"),
    [
        (TextChange("harbour", "port"), "In the port of porttown, a port."),
        (TextChange("harbour", "port", match_case=True), "In the HARBOUR of Harbourtown, a port."),
        (TextChange("harbour", "port", whole_words=True), "In the port of Harbourtown, a port."),
        (
            TextChange(r"(?P<a>harbour)(\w+)", r"\2\g<a>", is_regex=True),
            "In the HARBOUR of townHarbour, a harbour.",
        ),
        (
            TextChange(".", "!", fields=frozenset({TextField.BODY})),
            "In the HARBOUR of Harbourtown, a harbour!",
        ),
        (TextChange("a harbour", r"\1"), r"In the HARBOUR of Harbourtown, \1."),
    ],
)
def test_what_a_change_makes_of_a_text(library, articles, change, body):
    replace_in(library, ListQuery(), change, by=BY)
    assert texts(library, articles[0])[2] == body


def test_one_act_with_one_undo_and_a_revision_of_each_text(library, articles):
    before = [texts(library, article) for article in articles]
    outcome = replace_in(library, ListQuery(), HARBOUR, by=BY)
    assert (outcome.n_changed, outcome.n_left) == (2, 0)
    assert outcome.act is not None and outcome.act.words == "Replaced “Harbour” by “Port”"
    after = texts(library, articles[0])
    assert after == ("Port strike", "The Port.", "In the Port of Porttown, a Port.")
    kept, *_ = list_revisions(library, articles[0].id)
    assert (kept.kind, kept.name) == (RevisionKind.REPLACED, "Harbour")
    assert undo_act(library, outcome.act.id, by=BY).act.state is ActState.UNDONE
    assert [texts(library, article) for article in articles] == before
    redo_act(library, outcome.act.id, by=BY)
    assert texts(library, articles[0]) == after


def test_a_draft_stands_where_it_stood_once_it_is_taken_back(library, articles):
    def listed() -> list[tuple[ArticleId, datetime]]:
        return [(row.id, row.updated_at) for row in list_articles(library, ListQuery()).rows]

    before = listed()
    outcome = replace_in(library, ListQuery(), HARBOUR, by=BY)
    assert [id for id, _ in listed()] != [id for id, _ in before]
    undo_act(library, outcome.act.id, by=BY)
    assert listed() == before
    redo_act(library, outcome.act.id, by=BY)
    first = articles[0].id
    tagged = set_fields(library, first, {"label": "Analysis"}, by=BY)
    undo_act(library, outcome.act.id, by=BY)
    assert get_article(library, first).updated_at >= tagged.updated_at, "somebody wrote since"
    assert texts(library, articles[0])[0] == "Harbour strike"


def test_what_was_changed_since_is_left_by_the_undo(library, articles):
    outcome = replace_in(library, ListQuery(), HARBOUR, by=BY)
    article = get_article(library, articles[1].id)
    changed = Content(article.content.headline, "", "Another text.")
    save_article(library, article.id, article.content, changed, version=article.version, by=BY)
    set_fields(library, articles[0].id, {"label": "Analysis"}, by=BY)
    turned = undo_act(library, outcome.act.id, by=BY)
    assert [(left.article_id, left.why) for left in turned.left] == [
        (article.id, "Its text was changed since.")
    ]
    assert texts(library, article)[2] == "Another text."
    first = get_article(library, articles[0].id)
    assert (first.content.headline, first.content.label) == ("Harbour strike", "Analysis")


def test_readers_see_nothing_of_it_until_it_is_published(library, articles):
    set_fields(library, articles[0].id, {"section": "World"}, by=BY)
    publish(library, articles[0].id, by=BY)
    outcome = replace_in(library, ListQuery(), HARBOUR, by=BY)
    article = get_article(library, articles[0].id)
    assert article.has_unpublished_changes
    assert count_in(library, ListQuery(), TextChange("Port", "x")).n_published == 1
    undo_act(library, outcome.act.id, by=BY)
    assert not get_article(library, articles[0].id).has_unpublished_changes


def test_only_where_the_search_finds_and_not_where_it_was_taken_out(library, articles):
    query = parse_query(library, "strike").query
    assert replace_in(library, query, HARBOUR, by=BY).n_changed == 1
    assert texts(library, articles[1])[2] == "No word of it. Harbours though."
    outcome = replace_in(library, ListQuery(), HARBOUR, without=frozenset({articles[1].id}), by=BY)
    assert outcome.act is None and outcome.n_changed == 0


@pytest.mark.parametrize(
    "change",
    [
        TextChange("", "x"),
        TextChange("(a", "x", is_regex=True),
        TextChange("a", r"\2", is_regex=True),
        TextChange("a", r"\g<b>", is_regex=True),
        TextChange("x" * 3_000, ""),
    ],
)
def test_a_pattern_that_is_none_is_refused(library, change):
    with pytest.raises(RefusedError, match="Nothing was changed"):
        find_in(library, ListQuery(), change)


def test_a_pattern_that_takes_too_long_leaves_the_article(library, monkeypatch):
    monkeypatch.setattr(text_changes, "LIMIT_S", 0.01)
    slow = new_article(library, Content("Slow", "", "x" * 60 + "!"), by=BY)
    new_article(library, Content("Quick", "", "xy"), by=BY)
    change = TextChange(r"(x|xx)*[yz]", "z", is_regex=True)
    page = find_in(library, ListQuery(), change)
    assert [row.id for row in page.too_slow] == [slow.id]
    assert [item.row.headline for item in page.items] == ["Quick"]
    outcome = replace_in(library, ListQuery(), change, by=BY)
    assert (outcome.n_changed, outcome.n_left, outcome.left[0].headline) == (1, 1, "Slow")


def test_a_cancelled_look_changes_nothing(library, articles):
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        count_in(library, ListQuery(), HARBOUR, token=token)


def test_progress_is_told(library, articles):
    told = []
    count_in(library, ListQuery(), HARBOUR, progress=told.append)
    assert [(one.n_done, one.n_all, one.is_looking) for one in told] == [(3, 3, True)]


def test_a_headline_stays_on_one_line(library, articles):
    replace_in(library, ListQuery(), TextChange(" ", "\n"), by=BY)
    headline, _, body = texts(library, articles[0])
    assert headline == "Harbour strike" and body.startswith("In\nthe\n")
