"""A line of search in a library: what it finds, its chips, its mistakes, why it finds nothing, what completes it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk.articles import new_article, save_article, set_fields, trash_article
from newsroom.desk.browsing import count_articles, key_map, list_articles
from newsroom.desk.creating import create_library
from newsroom.desk.finding import complete_query, explain_empty, narrowed, parse_query, without_term
from newsroom.desk.releasing import publish
from newsroom.desk.settings import save_site
from newsroom.desk.tagging import add_alias, ensure_tag
from newsroom.domain.article import Content, State, TagKind
from newsroom.domain.asked import Span, TermKind
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.conditions import NOTHING, Link, Under
from newsroom.domain.query import ListQuery, Match, Order

BY = "test"
TYPING = Match.AS_YOU_TYPE


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("asking") / "library")
    fill(library)
    yield library
    library.close()


ARTICLES = {
    "strike": (
        "Harbour strike ends",
        "Dockers return.",
        "The harbour opened at noon.",
        ["tag:Sea", "person:Ana Ruiz"],
    ),
    "ferry": ("Ferry late again", "", "Fog over the harbour, said Ana Ruiz.", ["tag:Sea", "place:Gaza"]),
    "talks": ("Talks resume in Gaza", "A truce.", "The talks resume.", ["place:Gaza", "topic:Middle East"]),
    "fog": ("Fog", "", "No wind.", []),
    "ёлка": ("Ёлка во дворе", "", "Снег идёт.", []),
    "ελλάδα": ("Η Ελλάδα σήμερα", "", "Ήλιος.", []),
    "arabic": ("مُؤتمر في المدينة", "", "الأخبار اليوم", []),
    "tokyo": ("東京の天気", "", "今日は晴れです。", []),
    "thai": ("สวัสดีชาวโลก", "", "ข่าววันนี้", []),
    "beijing": ("北京市的天气很好", "", "今天", []),
}
LANGUAGES = {"ёлка": "ru", "ελλάδα": "el", "arabic": "ar", "tokyo": "ja", "thai": "th", "beijing": "zh-Hans"}


def fill(library) -> None:
    add_alias(library, ensure_tag(library, "Gaza", TagKind.PLACE, by=BY).id, "Gaza Strip", by=BY)
    for name, (headline, lede, body, tags) in ARTICLES.items():
        content = Content(headline, lede, body, language=LANGUAGES.get(name, "en"))
        article = new_article(library, content, by=BY)
        named = [tag.removeprefix("tag:") for tag in tags]
        fields = {"tags": named, "section": "World" if name != "fog" else "Far East"}
        if name in ("strike", "ferry"):
            fields |= {
                "series": ["The Long Strike"],
                "bylines": [{"name": "José Álvarez"}],
                "label": "Analysis",
            }
        set_fields(library, article.id, fields, by=BY)
        if name == "strike":
            publish(library, article.id, by=BY)
    gone = new_article(library, Content("Trashed harbour"), by=BY)
    trash_article(library, gone.id, by=BY)


def found(library, text: str, match: Match = Match.FULL_TEXT, **options) -> list[str]:
    """The articles by the first names above, newest first."""
    asked = parse_query(library, text, match=match, **options)
    rows = list_articles(library, asked.query).rows
    assert count_articles(library, asked.query) == len(rows)
    assert key_map(library, asked.query, step=1).total == len(rows)
    names = {article[0]: name for name, article in ARTICLES.items()}
    return [names.get(row.headline, row.headline) for row in rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("harbour", ["ferry", "strike"]),
        ("HARBOUR -strike", ["ferry"]),
        ('"harbour opened"', ["strike"]),
        ('-"harbour opened" harbour', ["ferry"]),
        ("strike OR late", ["ferry", "strike"]),
        ("harbour (dockers OR fog)", ["ferry", "strike"]),
        ("fog OR talks gaza", ["talks"]),
        ("(fog OR talks) -gaza", ["fog", "ferry"]),
        ("harb*", ["ferry", "strike"]),
        ("tag:sea", ["ferry", "strike"]),
        ("tag:sea tag:gaza", ["ferry"]),
        ("tag:sea -tag:gaza", ["strike"]),
        ("tag:sea OR tag:middle-east", ["talks", "ferry", "strike"]),
        ('tag:"gaza strip"', ["talks", "ferry"]),
        ("tag:SÉA", ["ferry", "strike"]),
        ('author:"jose alvarez"', ["ferry", "strike"]),
        ("author:álvarez", ["ferry", "strike"]),
        ("series:the-long-strike fog", ["ferry"]),
        ('section:"far east"', ["fog"]),
        ("section:far-east OR tag:middle-east", ["fog", "talks"]),
        ("state:published", ["strike"]),
        ("is:published", ["strike"]),
        ("state:draft harbour", ["ferry"]),
        ("kind:person", ["strike"]),
        ("kind:place -kind:topic", []),
        ("kind:analysis", ["ferry", "strike"]),
        ("label:ANALYSIS fog", ["ferry"]),
        ("lang:ru OR lang:zh", ["beijing", "ёлка"]),
        ("lang:en is:untagged", ["fog"]),
        ("has:tags -has:section", []),
        ("has:tags state:published", ["strike"]),
        ("is:without-picture state:published", ["strike"]),
        ("is:trashed", ["Trashed harbour"]),
        ("is:trashed harbour", ["Trashed harbour"]),
        ("after:today harbour", ["ferry", "strike"]),
        ("before:today", []),
        ("date:today state:published", ["strike"]),
        ("updated:7d talks", ["talks"]),
        ("updated:2019..2020", []),
        ("http://x", []),
    ],
)
def test_what_a_line_finds(desk, text, names):
    assert found(desk, text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("елка", "ёлка"),
        ("СНЕГ", "ёлка"),
        ("ελλαδα", "ελλάδα"),
        ("ηλιος", "ελλάδα"),
        ("المدينه", "arabic"),
        ("الاخبار", "arabic"),
        ("天気", "tokyo"),
        ("晴れ", "tokyo"),
        ("ชาวโลก", "thai"),
        ("วันนี้", "thai"),
        ("天气", "beijing"),
        ("好", "beijing"),
    ],
)
def test_words_of_every_script_are_found(desk, text, name):
    assert found(desk, text) == [name]
    headline = ARTICLES[name][0]
    if text not in ("СНЕГ", "ηλιος", "الاخبار", "晴れ", "วันนี้"):
        assert found(desk, text, TYPING) == [name], headline


def test_while_typing_headlines_and_ledes_are_looked_at_and_the_last_word_may_go_on(desk):
    assert found(desk, "harb", TYPING) == ["strike"]
    assert found(desk, "harbour en", TYPING) == ["strike"]
    assert found(desk, "noon", TYPING) == []
    assert len(found(desk, "h", TYPING)) == len(ARTICLES)


def test_a_filter_that_is_being_typed_narrows_nothing_yet(desk):
    for text in ("harbour tag:", "harbour tag:Se", "harbour state:dra", "harbour OR"):
        asked = parse_query(desk, text, match=TYPING)
        assert (found(desk, text, TYPING), asked.mistakes) == (["strike"], ())
    assert parse_query(desk, "harbour tag:Se", match=TYPING).terms[-1].is_open
    # What is understood is in the query already, and may have its chip.
    assert not parse_query(desk, "harbour state:draft", match=TYPING).terms[-1].is_open
    assert parse_query(desk, "tag:Se harbour", match=TYPING).mistakes


def test_on_enter_a_last_word_that_nothing_has_is_a_beginning_and_that_is_said(desk):
    asked = parse_query(desk, "ferry lat")
    assert [row.headline for row in list_articles(desk, asked.query).rows] == ["Ferry late again"]
    assert asked.note == "No article here has “lat” as a whole word; these have words that begin so."
    assert parse_query(desk, "ferry late").note == ""
    assert parse_query(desk, 'ferry "lat"').note == "" and found(desk, "ferry lat ") == []
    assert parse_query(desk, "ferry xyzzy").note == ""
    drafts = ListQuery(states=frozenset({State.DRAFT}))
    assert parse_query(desk, "dock", scope=drafts).note == ""
    assert parse_query(desk, "dock").note != ""


def test_chips_say_what_each_term_stands_for(desk):
    terms = parse_query(desk, 'fog "a b" -tag:"gaza strip" (lang:en OR is:untagged) before:2031').terms
    assert [(term.kind, term.label, term.is_unwanted) for term in terms] == [
        (TermKind.WORD, "fog", False),
        (TermKind.PHRASE, "a b", False),
        (TermKind.TAG, "Gaza", True),
        (TermKind.CHOICE, "", False),
        (TermKind.BEFORE, "2031", False),
    ]
    assert [part.label for part in terms[3].parts] == ["en", "untagged"]
    assert terms[2].span == (10, 27)


@pytest.mark.parametrize(
    ("text", "sentence", "suggestion"),
    [
        ("tag:Gazza", "There is no tag “Gazza”. Did you mean “Gaza”?", "tag:Gaza"),
        ("section:worl", "There is no section “worl”. Did you mean “World”?", "section:World"),
        (
            'series:"long strik"',
            "There is no series “long strik”. Did you mean “The Long Strike”?",
            'series:"The Long Strike"',
        ),
        ("author:nobody", "There is no author “nobody”.", None),
        ("state:drft", "“state:” does not know “drft”. It knows", "state:draft"),
        ("is:untaged", "“is:” does not know “untaged”.", "is:untagged"),
        ("kind:thing", "There is no kind “thing”", None),
        (
            "lang:fr",
            "No article is in the language “fr”. There are articles in ar, el, en, ja, ru, th, zh-Hans.",
            None,
        ),
        ("label:analisis", "“label:” does not know “analisis”.", "label:analysis"),
        ("before:soon", "“soon” is no day that “before:” knows", None),
        ("after:2021..2022", "“after:” takes one day; for a span write “date:2021..2022”.", None),
        ("updated:soon", "“soon” is no span of days", None),
        ("tag: x", "“tag:” needs a value right behind the colon.", None),
        ("x OR is:trashed", "“is:trashed” shows the trash", None),
        ("???", "“???” has no letters or digits", None),
        ("a*", "“a*” is too short", None),
    ],
)
def test_mistakes_in_sentences_with_their_places(desk, text, sentence, suggestion):
    asked = parse_query(desk, text)
    (mistake,) = asked.mistakes
    assert mistake.text.startswith(sentence) and mistake.suggestion == suggestion
    if suggestion is not None:
        mended = text[: mistake.span.start] + suggestion + text[mistake.span.end :]
        assert parse_query(desk, mended).mistakes == ()
    if " " not in text:
        assert asked.query.where == NOTHING and list_articles(desk, asked.query).rows == ()


def test_a_mistake_in_a_choice_leaves_its_other_side(desk):
    assert found(desk, "late OR tag:Gazza") == ["ferry"]
    assert found(desk, "late tag:Gazza") == []


def test_a_line_within_a_place_of_the_sidebar(desk):
    query = parse_query(desk, "harbour").query
    drafts = narrowed(query, ListQuery(states=frozenset({State.DRAFT})))
    assert [row.headline for row in list_articles(desk, drafts).rows] == ["Ferry late again"]
    both = narrowed(
        ListQuery(states=frozenset({State.DRAFT})), ListQuery(states=frozenset({State.PUBLISHED}))
    )
    assert list_articles(desk, both).rows == ()
    tags = narrowed(ListQuery(tag_id=1), ListQuery(tag_id=2))
    assert tags.tag_id == 1 and tags.where == Under(Link.TAG, frozenset({2}))
    assert narrowed(query, None) is query


@pytest.mark.parametrize(
    ("text", "span", "rest"),
    [
        ("a tag:b c", (2, 7), "a c"),
        ("a OR b", (0, 1), "b"),
        ("a OR b c", (5, 6), "a c"),
        ("(a OR b)", (1, 2), "b"),
        ("a", (0, 1), ""),
        ("-(a b) c", (2, 3), "-b c"),
        ("a (b c) OR d", (3, 4), "a c OR d"),
        ("-tag:x", (0, 6), ""),
        ("a b", (0, 2), "a b"),
    ],
)
def test_a_chip_can_be_taken_out(text, span, rest):
    assert without_term(text, Span(*span)) == rest


def reasons(library, text, match=Match.FULL_TEXT, scope=None) -> tuple[list[str], list[tuple[str, int]]]:
    asked = parse_query(library, text, match=match, scope=scope)
    assert list_articles(library, narrowed(asked.query, scope)).rows == ()
    emptiness = explain_empty(library, asked, scope=scope)
    assert emptiness.reasons
    for way in emptiness.ways_out:
        assert count_articles(library, parse_query(library, way.text, match=match).query) == way.count
    return list(emptiness.reasons), [(way.text, way.count) for way in emptiness.ways_out]


def test_an_empty_list_says_why_and_what_would_not_be(desk):
    assert reasons(desk, "strike tag:gaza") == (
        ["No article has both “strike” and the tag “Gaza”: 1 has “strike”, 2 have the tag “Gaza”."],
        [("tag:gaza", 2), ("strike", 1)][::-1],
    )
    assert reasons(desk, "xyzzy harbour")[0] == ["No article has “xyzzy”."]
    assert reasons(desk, "harbuor")[0] == ["No article has “harbuor”.", "Did you mean “harbour”?"]
    assert reasons(desk, "tag:Gazza harbour")[0] == ["There is no tag “Gazza”. Did you mean “Gaza”?"]
    assert (
        reasons(desk, "tagg:x")[0][1]
        == "“tagg:” is no filter, so it was looked for as a word. Did you mean “tag:”?"
    )
    assert reasons(desk, "fog late tag:middle-east")[0] == ["No article has all of this together."]
    assert reasons(desk, "trashed")[0] == ["No article has “trashed”.", "In the trash, one article has it."]


def mistakes(library, text, match=Match.FULL_TEXT) -> list[tuple[str, str | None]]:
    """What is said of the line, and the line that would be there instead."""
    said = []
    for one in parse_query(library, text, match=match).mistakes:
        line = (
            None if one.suggestion is None else text[: one.span.start] + one.suggestion + text[one.span.end :]
        )
        said.append((one.text, line))
    return said


def test_a_value_of_several_words_that_has_no_quotes(desk):
    apart = '“tag:Middle” ends at the space: several words stand in quotes. Did you mean tag:"Middle East"?'
    assert mistakes(desk, "tag:Middle East") == [(apart, 'tag:"Middle East"')]
    assert mistakes(desk, "fog -tag:Middle East harbour") == [(apart, 'fog -tag:"Middle East" harbour')]
    assert mistakes(desk, "state:in review")[0][1] == 'state:"in review"'
    assert mistakes(desk, "tag: Gaza") == [
        ("“tag:” needs a value right behind the colon. Did you mean tag:Gaza?", "tag:Gaza")
    ]
    assert mistakes(desk, "tag:Middle East", TYPING) == [(apart, 'tag:"Middle East"')]
    assert mistakes(desk, "tag:Gaza East") == []
    asked = parse_query(desk, "is: trashed")
    assert asked.mistakes[0].suggestion == "is:trashed" and not asked.query.trashed


def test_what_else_may_be_meant(desk):
    assert mistakes(desk, "tag:midd")[0] == (
        "There is no tag “midd”. Did you mean “Middle East”?",
        'tag:"Middle East"',
    )
    assert mistakes(desk, "is:trash")[0][1] == "is:trashed"
    assert mistakes(desk, "kind:persn")[0][1] == "kind:person"
    assert mistakes(desk, "date:2021-03..2021-01") == [
        ("“2021-03..2021-01” ends before it begins.", "date:2021-01..2021-03")
    ]
    assert mistakes(desk, "date:..")[0][0].startswith("“..” is no span of days")


def test_a_language_has_a_name(desk):
    for name, code in (("Russian", "ru"), ("chinese", "zh"), ("ARABIC", "ar")):
        by_name = parse_query(desk, f"lang:{name}")
        assert not by_name.mistakes and by_name.query == parse_query(desk, f"lang:{code}").query
    assert mistakes(desk, "lang:Klingon")[0][0].startswith("No article is in the language “Klingon”.")
    item = complete_query(desk, "lang:gr", 7).items[0]
    assert (item.text, item.label, item.detail) == ("lang:el ", "el", "Greek")


def test_signs_of_other_searches_are_words_here(desk):
    assert reasons(desk, "harbour NOT xyzzy")[0][-1] == (
        "“NOT” is looked for as a word: what must not be there has a minus before it."
    )
    assert (
        "“or” is looked for as a word: “OR”, in capitals, joins two." in reasons(desk, "xyzzy or harbour")[0]
    )


def test_elsewhere_there_may_be_some(desk):
    assert "In the texts, one article has it: press Enter." in reasons(desk, "noon", TYPING)[0]
    withdrawn = ListQuery(states=frozenset({State.WITHDRAWN}))
    said, ways = reasons(desk, "harbour", scope=withdrawn)
    assert said[0] == "Here is none; elsewhere in the archive 2 articles have it." and ways[0] == (
        "harbour",
        2,
    )
    assert reasons(desk, "", scope=withdrawn)[0] == ["No article is here."]


def completed(library, text: str, cursor: int | None = None) -> tuple[tuple[int, int], list[str]]:
    answer = complete_query(library, text, len(text) if cursor is None else cursor)
    return tuple(answer.span), [item.text for item in answer.items]


@pytest.mark.parametrize(
    ("text", "span", "first"),
    [
        ("", (0, 0), ["tag:", "series:"]),
        ("x ", (2, 2), ["tag:", "series:"]),
        ("x ta", (2, 4), ["tag:"]),
        ("-sta", (1, 4), ["state:"]),
        ("tag:", (0, 4), ["tag:Sea ", "tag:Gaza "]),
        ("tag:mid", (0, 7), ['tag:"Middle East" ']),
        ('tag:"mid', (0, 8), ['tag:"Middle East" ']),
        ("tag:strip", (0, 9), ["tag:Gaza "]),
        ("series:st", (0, 9), ['series:"The Long Strike" ']),
        ("section:e", (0, 9), ['section:"Far East" ']),
        ("author:alv", (0, 10), ['author:"José Álvarez" ']),
        ("state:p", (0, 7), ["state:published "]),
        ("is:un", (0, 5), ["is:untagged ", "is:unrelated ", "is:unresolved "]),
        ("has:p", (0, 5), ["has:picture "]),
        ("kind:pe", (0, 7), ["kind:person "]),
        ("lang:r", (0, 6), ["lang:ru "]),
        ("lang:chin", (0, 9), ["lang:zh-Hans "]),
        ("label:", (0, 6), ["label:Analysis "]),
        ("before:to", (0, 9), ["before:today "]),
        ("gaz", (0, 3), ["tag:Gaza "]),
        ("x OR (gaz", (6, 9), ["tag:Gaza "]),
    ],
)
def test_what_completes_a_line(desk, text, span, first):
    where, texts = completed(desk, text)
    assert where == span and texts[: len(first)] == first


def test_in_the_middle_of_a_term_all_of_it_is_replaced(desk):
    assert completed(desk, "tag:gazette x", 7) == ((0, 11), ["tag:Gaza "])
    assert completed(desk, '"a b"') == ((5, 5), [])
    (item, *_) = complete_query(desk, "tag:strip", 9).items
    assert (item.label, item.detail, item.count, item.kind) == ("Gaza", "Gaza Strip", 2, TermKind.TAG)


TERMS = [
    "har",
    "tag:sea",
    "-",
    "tag:",
    '"',
    "(",
    ")",
    "OR",
    " ",
    "is:trashed",
    "before:2021",
    "lang:",
    "京",
    "*",
    "\ud800",
    "\0",
    "author:é",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.one_of(st.lists(st.sampled_from(TERMS), max_size=10).map("".join), st.text(max_size=20)),
    st.sampled_from(list(Match)),
    st.sampled_from(list(Order)),
)
def test_any_line_can_be_asked(desk, text, match, order):
    asked = parse_query(desk, text, match=match, order=order)
    rows = list_articles(desk, asked.query).rows
    assert count_articles(desk, asked.query) == len(rows)
    if not rows:
        assert explain_empty(desk, asked).reasons
    complete_query(desk, text, len(text) // 2)
    for term in asked.terms:
        assert 0 <= term.span.start <= term.span.end <= len(text)


def test_drafts_follow_their_last_change_and_days_begin_in_the_zone(library):
    article = new_article(library, Content("Fog"), by=BY)
    with library.store.write() as connection:
        old = int(datetime(2020, 5, 1, 23, 30, tzinfo=UTC).timestamp() * 1000)
        connection.exec_driver_sql("UPDATE article SET updated_at = ?, search_key = ?", (old, old * 4096))
    for text, n in (
        ("date:2020-05-01", 1),
        ("before:2020-05-02", 1),
        ("after:2020-05-02", 0),
        ("updated:2020-05-01", 1),
    ):
        assert count_articles(library, parse_query(library, text).query) == n, text
    save_site(library, replace(library.site(), zone="Europe/Moscow"))
    for text, n in (("date:2020-05-01", 0), ("date:2020-05-02", 1), ("updated:2020-05-02", 1)):
        assert count_articles(library, parse_query(library, text).query) == n, text
    content = Content("Fog again")
    save_article(library, article.id, article.content, content, version=article.version, by=BY)
    assert count_articles(library, parse_query(library, "after:yesterday updated:1d").query) == 1


def test_what_is_missing_and_doubled(library):
    first = new_article(library, Content("Same headline"), by=BY)
    assert found(library, "is:duplicate") == [] and found(library, "is:unrelated") == ["Same headline"]
    second = new_article(library, Content("same  Headline"), by=BY)
    assert len(found(library, "is:duplicate")) == 2
    set_fields(library, first.id, {"related": [{"id": None, "headline": "To come"}]}, by=BY)
    assert found(library, "is:unresolved") == ["Same headline"] == found(library, "has:related")
    trash_article(library, second.id, by=BY)
    assert found(library, "is:duplicate") == []
    set_fields(library, first.id, {"section": "World", "body": "Text."}, by=BY)
    publish(library, first.id, by=BY)
    assert found(library, "is:changed") == []
    set_fields(library, first.id, {"body": "Other text."}, by=BY)
    assert found(library, "is:changed") == ["Same headline"]


def test_a_cancelled_question_ends(desk):
    token = CancelToken()
    token.cancel()
    for ask in (
        lambda: parse_query(desk, "harbour", token=token),
        lambda: complete_query(desk, "tag:", 4, token=token),
        lambda: explain_empty(desk, parse_query(desk, "xyzzy"), token=token),
    ):
        with pytest.raises(CancelledError):
            ask()


@pytest.mark.parametrize(
    ("line", "has_excerpts"),
    [
        ("harbour", True),
        ('tag:Sea "harbour opened"', True),
        ("(harbour OR tag:Sea)", True),
        ("tag:Sea", False),
        ("tag:Sea -harbour", False),
        ("tag:Sea OR tag:Gaza", False),
    ],
)
def test_only_words_have_excerpts(desk, line: str, has_excerpts: bool):
    assert parse_query(desk, line).looks_in_texts == has_excerpts
    assert not parse_query(desk, line, match=TYPING).looks_in_texts
