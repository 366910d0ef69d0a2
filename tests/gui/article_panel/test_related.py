"""Related articles: what is wrong with one is said beside it and when it is chosen."""

from newsroom.domain.article import RelatedLink, State
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import ArticleId
from newsroom.gui.widgets.completion import Suggestion
from tests.gui.article_panel.conftest import Room
from tests.gui.article_panel.fakes import a_row

ITSELF = a_row(1, "Fleet itself")
GOOD = a_row(11, "Fleet sails")
LISTED = a_row(12, "Fleet listed")
DRAFT = a_row(13, "Fleet in work", State.DRAFT)
TRASHED = a_row(14, "Fleet thrown away", trashed=True)
WITHDRAWN = a_row(15, "Fleet withdrawn", State.WITHDRAWN)
LINK = RelatedLink(LISTED.id, "Fleet listed, as it was")


def offers(room: Room, text: str) -> list[Suggestion]:
    got: list[list[Suggestion]] = []
    room.presenters.related.suggested.connect(got.append)
    room.presenters.related.type(text)
    room.lanes.run_all()
    room.presenters.related.suggested.disconnect(got.append)
    return got[-1]


def test_candidates_say_what_is_wrong_with_them(room: Room) -> None:
    room.desk.rows = [ITSELF, GOOD, LISTED, DRAFT, TRASHED, WITHDRAWN]
    room.open_new(related=(LINK,))
    assert {one.text: one.problem for one in offers(room, "fleet")} == {
        "Fleet itself": "this article itself",
        "Fleet sails": "",
        "Fleet listed": "related already",
        "Fleet in work": "not published yet",
        "Fleet thrown away": "in the trash",
        "Fleet withdrawn": "withdrawn",
    }
    assert offers(room, "fleet")[0].payload == GOOD
    assert offers(room, "  ") == []


def test_choosing_a_wrong_one_is_refused_with_words(room: Room) -> None:
    draft = room.open_new(related=(LINK,))
    for row in (ITSELF, LISTED, TRASHED):
        room.presenters.related.take(row)
    assert draft.value("related") == (LINK,)
    assert room.said == [
        "An article cannot be related to itself.",
        "“Fleet listed” is among the related articles already.",
        "“Fleet thrown away” is in the trash. Take it out first.",
    ]


def test_an_unpublished_one_is_taken_and_it_is_said(room: Room) -> None:
    draft = room.open_new()
    room.presenters.related.take(GOOD)
    room.presenters.related.take(DRAFT)
    assert [link.id for link in draft.value("related")] == [11, 13]
    assert room.said == ["“Fleet in work” will stand on the page once it is published."]
    assert [entry.problem for entry in room.presenters.related.entries()] == ["", "not published yet"]


def test_entries_have_the_headline_of_today(room: Room) -> None:
    room.desk.rows = [LISTED]
    room.open_new(related=(LINK, RelatedLink(None, "Nobody wrote this"), RelatedLink(ArticleId(99), "Lost")))
    entries = room.presenters.related.entries()
    assert [entry.headline for entry in entries] == ["Fleet listed", "Nobody wrote this", "Lost"]
    assert [entry.problem for entry in entries] == [
        "",
        "no article of this headline yet",
        "not in the library any more",
    ]
    assert [entry.unresolved for entry in entries] == [False, True, False]


def test_the_article_of_an_unresolved_entry_takes_its_place(room: Room) -> None:
    draft = room.open_new(related=(RelatedLink(None, "FLEET  sails"), LINK))
    room.presenters.related.take(GOOD)
    assert draft.value("related") == (RelatedLink(GOOD.id, "Fleet sails"), LINK)


def test_what_happens_to_an_entry_is_seen(room: Room) -> None:
    room.desk.rows = [LISTED]
    room.open_new(related=(LINK,))
    room.desk.change_row(12, state=State.WITHDRAWN)
    room.presenters.article.touched(ChangeSet(frozenset({Changed.ARTICLE}), frozenset({7})))
    assert room.lanes.kinds() == []
    room.presenters.article.touched(ChangeSet(frozenset({Changed.ARTICLE}), frozenset({12})))
    room.lanes.run_all()
    assert room.presenters.related.entries()[0].problem == "withdrawn"


def test_order_removal_and_opening(room: Room) -> None:
    opened: list[tuple[str, int]] = []
    related = room.presenters.related
    related.article_wanted.connect(lambda id: opened.append(("here", id)))
    related.beside_wanted.connect(lambda id: opened.append(("beside", id)))
    draft = room.open_new(related=(LINK, RelatedLink(GOOD.id, GOOD.headline), RelatedLink(None, "x")))
    related.move(1, 0)
    related.open(0)
    related.open_beside(1)
    related.open(2)
    assert opened == [("here", 11), ("beside", 12)]
    assert room.said == ["No article of this headline is in the library yet."]
    related.remove(0)
    assert [link.headline for link in draft.value("related")] == [LINK.headline, "x"]
    draft.undo()
    draft.undo()
    assert [link.id for link in draft.value("related")] == [12, 11, None]


def test_an_answer_for_the_article_before_is_not_shown(room: Room) -> None:
    room.desk.rows = [GOOD]
    room.open_new()
    got: list[object] = []
    room.presenters.related.suggested.connect(got.append)
    room.presenters.related.type("fleet")
    room.open_new()
    assert got == []


def test_only_the_newest_question_is_answered(room: Room) -> None:
    room.desk.rows = [GOOD]
    room.open_new()
    for text in ("f", "fl", "fle"):
        room.presenters.related.type(text)
    room.lanes.run_all()
    assert [what for what in room.desk.asked if what[0] == "search_related"] == [("search_related", "fle")]
