"""Tags: completed by name and alias, made in place with their kind, in an order."""

from newsroom.domain.article import TagKind
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.gui.features.article_panel.tags import NewTag
from newsroom.gui.widgets.chip import Mark
from newsroom.gui.widgets.completion import Suggestion
from tests.gui.article_panel.conftest import Room
from tests.gui.article_panel.fakes import a_tag, an_article, draft_of

DAESH = a_tag(1, "Daesh", aliases=("ISIL", "Islamic State"), n=12_345)
STRIKE = a_tag(2, "airstrike", n=300)
JORDAN = a_tag(3, "Jordan", TagKind.PLACE, n=9)


def offers(room: Room, text: str) -> list[Suggestion]:
    got: list[list[Suggestion]] = []
    room.presenters.tags.suggested.connect(got.append)
    room.presenters.tags.type(text)
    room.lanes.run_all()
    room.presenters.tags.suggested.disconnect(got.append)
    return got[-1]


def test_an_alias_leads_to_its_tag(room: Room) -> None:
    room.desk.all_tags = [STRIKE, DAESH]
    draft = room.open_new()
    found = offers(room, "isi")
    assert (found[0].text, found[0].detail) == ("ISIL → Daesh", "12,345")
    room.presenters.tags.take(found[0].payload)
    assert draft.value("tags") == (DAESH.id,)
    assert [chip.text for chip in room.presenters.tags.chips()] == ["Daesh"]


def test_nothing_typed_offers_the_most_used_and_nothing_new(room: Room) -> None:
    room.desk.all_tags = [STRIKE, DAESH]
    room.open_new()
    assert [offer.text for offer in offers(room, "")] == ["Daesh", "airstrike"]


def test_an_unknown_name_can_be_made_of_any_kind(room: Room) -> None:
    draft = room.open_new()
    found = offers(room, "  Ana   Ruiz ")
    assert [offer.payload for offer in found] == [NewTag("Ana Ruiz", kind) for kind in TagKind]
    room.presenters.tags.take(found[1].payload)
    assert room.presenters.tags.chips()[0].detail == "…"
    room.lanes.run_all()
    assert ("ensure_tag", "Ana Ruiz", TagKind.PERSON) in room.desk.asked
    chip = room.presenters.tags.chips()[0]
    assert (chip.text, chip.mark, chip.detail, chip.tip) == ("Ana Ruiz", Mark.CIRCLE, "", "Ana Ruiz · person")
    assert len(draft.value("tags")) == 1
    draft.undo()
    assert room.presenters.tags.chips() == []


def test_a_kind_typed_is_the_kind_made(room: Room) -> None:
    room.open_new()
    assert [offer.payload for offer in offers(room, "person: Ana Ruiz")] == [
        NewTag("Ana Ruiz", TagKind.PERSON)
    ]
    room.presenters.tags.enter("place:Oslo")
    room.lanes.run_all()
    assert ("ensure_tag", "Oslo", TagKind.PLACE) in room.desk.asked


def test_an_exact_name_comes_first_and_nothing_new_is_offered(room: Room) -> None:
    longer = a_tag(4, "Jordan River", TagKind.PLACE, n=90)
    room.desk.all_tags = [longer, JORDAN]
    room.open_new()
    assert [offer.payload for offer in offers(room, "jordan")] == [JORDAN, longer]


def test_a_name_that_is_another_kinds_gets_a_qualifier(room: Room) -> None:
    room.desk.all_tags = [JORDAN]
    room.open_new()
    assert [offer.payload for offer in offers(room, "person:Jordan")] == [
        NewTag("Jordan (person)", TagKind.PERSON)
    ]


def test_what_is_on_the_article_is_said_beside_it(room: Room) -> None:
    room.desk.all_tags = [DAESH, STRIKE]
    draft = room.open_new(tags=(DAESH,))
    found = offers(room, "ISIL")
    assert (found[0].text, found[0].problem) == ("Daesh", "on the article already")
    assert not any(isinstance(offer.payload, NewTag) for offer in found)
    room.presenters.tags.take(found[0].payload)
    assert room.said == ["The tag “Daesh” is on the article already."]
    assert draft.value("tags") == (DAESH.id,)
    assert offers(room, "da")[0].problem


def test_order_and_removal_are_steps_that_undo(room: Room) -> None:
    draft = room.open_new(tags=(DAESH, STRIKE, JORDAN))
    room.presenters.tags.move(2, 0)
    assert draft.value("tags") == (3, 1, 2)
    room.presenters.tags.remove(1)
    assert draft.value("tags") == (3, 2)
    draft.undo()
    draft.undo()
    assert draft.value("tags") == (1, 2, 3)
    room.presenters.tags.move(0, 9)
    assert draft.value("tags") == (1, 2, 3)


def test_a_tag_answered_after_the_article_was_left_is_put_on_that_one(room: Room) -> None:
    first = room.open_new()
    kept: list[object] = []
    room.presenters.article.left_draft_changed.connect(kept.append)
    room.presenters.tags.enter("Late")
    other = an_article(2)
    second = draft_of(other)
    room.presenters.article.leave()
    room.presenters.article.open(second, other)
    room.lanes.run_all()
    assert len(first.value("tags")) == 1 and second.value("tags") == ()
    assert kept == [first]
    assert room.presenters.tags.chips() == [] and room.said == []
    first.undo()
    assert first.value("tags") == ()


def test_what_is_made_is_told_before_the_article_is_saved(room: Room) -> None:
    room.open_new()
    told: list[ChangeSet] = []
    room.presenters.article.library_changed_here.connect(told.append)
    room.presenters.tags.enter("New")
    room.presenters.series.enter("New")
    room.presenters.section.take("New")
    room.lanes.run_all()
    assert [changes.kinds for changes in told] == [{Changed.TAG}, {Changed.SERIES}, {Changed.SECTION}]


def test_a_refusal_is_told_and_leaves_no_trace(room: Room) -> None:
    draft = room.open_new()
    room.desk.refuses = "A tag needs a name. Nothing was changed."
    room.presenters.tags.enter("x")
    assert len(room.presenters.tags.chips()) == 1
    room.lanes.run_all()
    assert room.said == [room.desk.refuses]
    assert room.presenters.tags.chips() == [] and draft.value("tags") == ()


def test_names_of_ids_from_elsewhere_are_asked_for(room: Room) -> None:
    draft = room.open_new(tags=(DAESH,))
    theirs = an_article(tags=(DAESH, STRIKE), version=2)
    room.desk.articles[1] = theirs
    draft.take(theirs.content, 2)
    room.lanes.run_all()
    assert [chip.text for chip in room.presenters.tags.chips()] == ["Daesh", "airstrike"]


def test_a_chip_opened_asks_for_the_list_of_its_tag(room: Room) -> None:
    wanted: list[int] = []
    room.presenters.tags.tag_wanted.connect(wanted.append)
    room.open_new(tags=(JORDAN,))
    room.presenters.tags.open(0)
    room.presenters.tags.open(5)
    assert wanted == [JORDAN.id]


def test_a_tag_renamed_elsewhere_has_its_new_name(room: Room) -> None:
    room.open_new(tags=(DAESH,))
    room.desk.articles[1] = an_article(tags=(a_tag(1, "Islamic State group"),))
    room.presenters.article.touched(ChangeSet(frozenset({Changed.TAG}), by="command line"))
    room.lanes.run_all()
    assert [chip.text for chip in room.presenters.tags.chips()] == ["Islamic State group"]


def test_a_failed_question_is_told_and_answered_with_nothing(room: Room) -> None:
    room.open_new()
    room.desk.refuses = "The library is gone."
    assert offers(room, "x") == [] and room.said == ["The library is gone."]


def test_a_key_in_the_text_asks_and_tells_nothing(room: Room) -> None:
    draft = room.open_new(tags=(DAESH,))
    heard: list[str] = []
    room.presenters.article.field_changed.connect(heard.append)
    draft.edit_text("body", 0, 0, "x")
    assert heard == [] and room.lanes.kinds() == []
