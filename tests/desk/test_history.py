"""The history on the desk: put back exactly; both sides of a conflict kept, and put together."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.articles import get_article, list_revisions, new_article, save_article, trash_article
from newsroom.desk.history import (
    NOW,
    amounts,
    compare_states,
    keep_state,
    list_history,
    offer_of,
    restore,
    state_of,
    take_offer,
)
from newsroom.desk.library import open_library
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.upkeep import thin_histories
from newsroom.domain.article import Content, State
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.merging import same_content
from newsroom.domain.times import now
from tests.storage.test_articles_storage import CONTENTS

TAIL = "\n\nThe harbour was closed until noon because of the wind, and nobody knew when the next one would leave."
BODY = f"One is first.\n\nTwo is next.\n\nThree is last.{TAIL}"
BASE = Content(headline="Ferry late", lede="It was late.", body=BODY)


def kinds(library, id):
    return [row.kind for row in list_history(library, id).rows]


def test_pages_follow_one_another(library):
    article = new_article(library, BASE, by="test")
    for n in range(5):
        save(library, article.id, headline=f"Ferry {n}")
        keep_state(library, article.id, f"name {n}", by="test")
    first = list_history(library, article.id, limit=4)
    rest = list_history(library, article.id, before=first.before, limit=4)
    assert [row.number for row in (*first.rows, *rest.rows)] == [6, 5, 4, 3, 2, 1]
    assert rest.before is None
    counted = amounts(library, article.id, 6)
    assert [counted[n].fields for n in (6, 1)] == [("headline",), ("headline", "lede", "body")]
    assert amounts(library, article.id, 6, limit=2).keys() == {6, 5}


def save(library, id, *, by="test", **changes):
    article = get_article(library, id)
    content = replace(article.content, **changes)
    return save_article(library, id, article.content, content, version=article.version, by=by).article


@settings(max_examples=15, deadline=None)
@given(contents=st.lists(CONTENTS, min_size=1, max_size=6), data=st.data())
def test_whatever_was_is_put_back_exactly(contents, data, empty_template, tmp_path_factory):
    library = open_library(shutil.copytree(empty_template, tmp_path_factory.mktemp("any") / "library"))
    try:
        id = new_article(library, BASE, by="test").id
        was = {}
        for n, content in enumerate(contents):
            article = get_article(library, id)
            save_article(library, id, article.content, content, version=article.version, by="test")
            number = keep_state(library, id, f"state {n}", by="test").number
            was[number] = get_article(library, id).content
        number = data.draw(st.sampled_from(sorted(was)))
        back = restore(library, id, number, by="test").content
        assert same_content(replace(back, slug=None), replace(was[number], slug=None))
        for known, content in was.items():
            assert state_of(library, id, known) == content
    finally:
        library.close()


def test_a_restore_is_a_revision_and_what_was_stays(library):
    article = new_article(library, BASE, by="test")
    save(library, article.id, headline="Ferry on time", lede="It came.")
    restored = restore(library, article.id, 1, fields=("lede",), by="test")
    assert (restored.content.headline, restored.content.lede) == ("Ferry on time", "It was late.")
    assert kinds(library, article.id) == ["restored", "saved", "created"]
    assert state_of(library, article.id, 2).lede == "It came."
    restore(library, article.id, 1, fields=("lede",), by="test")
    assert len(kinds(library, article.id)) == 3  # it was so already


def test_what_is_not_there_is_said(library):
    article = new_article(library, BASE, by="test")
    with pytest.raises(NotFoundError, match="no revision 7"):
        restore(library, article.id, 7, by="test")
    with pytest.raises(RefusedError, match=r"no field “mood”.*section"):
        restore(library, article.id, 7, fields=("mood",), by="test")
    with pytest.raises(RefusedError, match="name"):
        keep_state(library, article.id, "  ", by="test")
    assert [row.kind for row in list_history(library, article.id).rows] == ["created"]


def test_a_comparison_is_by_names_and_the_present_may_be_unsaved(library):
    section = ensure_section(library, "Harbour", by="test")
    article = new_article(library, BASE, by="test")
    save(library, article.id, section_id=section.id)
    found = compare_states(library, article.id, None, 2)
    assert found.old == 1 and found.changed == ("section",)
    unsaved = replace(get_article(library, article.id).content, lede="It was very late.")
    found = compare_states(library, article.id, 2, NOW, current=unsaved)
    assert (found.changed, found.n_new) == (("lede",), 1)


def conflict(library, ours, theirs):
    """Two processes began with the same article; ours is saved last. Answers the article's id and the save."""
    article = new_article(library, BASE, by="test")
    save_article(library, article.id, BASE, theirs, version=article.version, by="command line")
    return article.id, save_article(library, article.id, BASE, ours, version=article.version, by="window")


def test_of_a_conflict_both_texts_and_what_they_began_with_are_kept(library):
    theirs = replace(BASE, body=BASE.body.replace("Three is last.", "Three is last, theirs."))
    ours = replace(BASE, body=BASE.body.replace("One is first.", "One is first, ours."))
    id, saved = conflict(library, ours, theirs)
    assert saved.conflicts == ("body",) and saved.article.content.body == ours.body
    assert kinds(library, id)[:3] == ["saved", "conflict", "common"]
    theirs_kept = list_history(library, id).rows[1]
    assert theirs_kept.by == "command line"
    number = theirs_kept.number
    offer = offer_of(library, id, number)
    assert (offer.taken, offer.touching) == (("body",), ())
    article, _ = take_offer(library, id, number, by="window")
    assert article.content.body == f"One is first, ours.\n\nTwo is next.\n\nThree is last, theirs.{TAIL}"
    assert kinds(library, id)[0] == "merged"
    assert state_of(library, id, number).body == theirs.body


def test_where_both_changed_the_same_words_ours_stays_and_it_is_said(library):
    id, _ = conflict(library, replace(BASE, headline="Ferry early"), replace(BASE, headline="Ferry gone"))
    number = next(row.number for row in list_history(library, id).rows if row.kind == "conflict")
    offer = offer_of(library, id, number)
    assert (offer.taken, offer.touching, offer.content.headline) == ((), ("headline",), "Ferry early")
    with pytest.raises(RefusedError, match="other side"):
        offer_of(library, id, number - 1)


def test_what_readers_saw_is_kept_however_much_is_written_after_it(library):
    section = ensure_section(library, "Harbour", by="test")
    article = new_article(library, replace(BASE, section_id=section.id), by="test")
    was = []
    for n in range(6):
        save(library, article.id, body=f"{BASE.body}\n\nPublication {n}.")
        published = publish(library, article.id, by="test")
        was.append((published.published_revision_id, published.content))
        save(library, article.id, body=f"{BASE.body}\n\nDraft {n}.", by=f"writer {n}")
    assert published.state is State.PUBLISHED
    public = list_history(library, article.id).public
    assert state_of(library, article.id, public).body.endswith("Publication 5.")
    named = {row.id: row.number for row in list_revisions(library, article.id)}
    for id, content in was:
        assert state_of(library, article.id, named[id]) == content


def test_trashed_articles_have_a_history_and_thinning_is_done_in_quiet(library):
    article = new_article(library, BASE, by="test")
    save(library, article.id, lede="It came.")
    trash_article(library, article.id, by="test")
    assert kinds(library, article.id) == ["saved", "created"]
    assert restore(library, article.id, 1, by="test").trashed_at is not None
    later = now().replace(year=now().year + 2)
    assert thin_histories(library, at=later) == 1
    assert thin_histories(library, at=later) == 0
    assert kinds(library, article.id) == ["restored", "created"]
