"""The log of acts: pages, cancelling, batches, names of every kind, two programs at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from newsroom.desk import act_batches, act_work
from newsroom.desk.acts import get_act, last_act, list_acts, redo_act, take_back_unfinished, undo_act
from newsroom.desk.articles import get_article, new_article, save_article, set_fields
from newsroom.desk.browsing import count_articles
from newsroom.desk.bulk import change_articles, chosen, count_first
from newsroom.desk.library import open_library
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.tag_desk import merge_tags, rename_tag
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.acts import ActCancelledError, ActKind, ActState
from newsroom.domain.article import Content, State
from newsroom.domain.bulk import (
    AddTags,
    Publish,
    RemoveTags,
    Selection,
    SetLabel,
    SetSection,
    Trash,
    Withdraw,
)
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.query import ListQuery
from newsroom.storage.locks import ProcessLock
from newsroom.storage.rebuilding import find_wrong

BY = "test"


@pytest.fixture(autouse=True)
def all_is_right(library):
    yield
    with library.store.write() as connection:
        assert find_wrong(connection) == []


@pytest.fixture
def ids(library):
    section = ensure_section(library, "World", by=BY)
    return [
        new_article(library, Content(headline=f"Story {n}", body="Text.", section_id=section.id), by=BY).id
        for n in range(10)
    ]


@pytest.fixture
def in_threes(monkeypatch):
    """Every act in batches of three articles."""
    monkeypatch.setattr(act_batches, "size_of", lambda _: 3)
    monkeypatch.setattr(act_work, "_GAP_S", 0)


def tagged(library, tag):
    return count_articles(library, ListQuery(tag_id=tag.id))


def test_the_log_goes_back_page_by_page(library, ids):
    for n in range(7):
        change_articles(library, Selection(ids), SetLabel(f"Label {n}"), by=f"editor {n}")
    first = list_acts(library, limit=5)
    assert [act.words for act in first.acts][:2] == ["Labelled “Label 6”", "Labelled “Label 5”"]
    rest = list_acts(library, before=first.acts[-1].id, limit=5)
    assert first.more and not rest.more and len(rest.acts) == 2
    act = rest.acts[-1]
    assert (act.by, act.kind, act.state, act.n_articles) == ("editor 0", ActKind.BULK, ActState.DONE, 10)
    assert last_act(library) == first.acts[0] == get_act(library, first.acts[0].id)
    with pytest.raises(NotFoundError):
        get_act(library, 99)
    with pytest.raises(NotFoundError):
        undo_act(library, 99, by=BY)


def test_the_entry_says_what_became_of_it(library, ids):
    act = change_articles(library, Selection(ids), SetLabel("Analysis"), by=BY).act
    undone = undo_act(library, act.id, by="somebody else").act
    assert (undone.state, undone.undone_by, undone.can_be_redone) == (ActState.UNDONE, "somebody else", True)
    again = redo_act(library, act.id, by=BY).act
    assert (again.state, again.undone_at, again.undone_by, again.n_articles) == (
        ActState.DONE,
        None,
        None,
        10,
    )


def test_all_that_a_list_finds_but_for_some(library, ids):
    tag = ensure_tag(library, "Port", by=BY)
    selection = Selection(query=ListQuery(states=frozenset({State.DRAFT})), without=frozenset(ids[:2]))
    assert list(chosen(library, selection)) == ids[2:]
    forecast = count_first(library, selection, AddTags((tag.id,)))
    assert (forecast.n_chosen, forecast.n_changing) == (8, 8)
    assert change_articles(library, selection, AddTags((tag.id,)), by=BY).n_changed == 8
    assert tagged(library, tag) == 8


def test_what_cannot_be_published_is_counted_and_named(library, ids):
    set_fields(library, ids[0], {"section": ""}, by=BY)
    set_fields(library, ids[1], {"body": "\u200b \n"}, by=BY)
    set_fields(library, ids[2], {"headline": ""}, by=BY)
    change_articles(library, Selection(ids[3:4]), Trash(), by=BY)
    forecast = count_first(library, Selection(ids), Publish())
    whys = {refusal.why: refusal.ids for refusal in forecast.refusals}
    assert whys == {
        "It is in the trash.": (ids[3],),
        "It has no section.": (ids[0],),
        "It has no headline.": (ids[2],),
    }
    outcome = change_articles(library, Selection(ids), Publish(), by=BY)
    # What can only be seen by reading the text is named when it is done.
    assert (outcome.n_changed, outcome.n_left, forecast.n_changing) == (6, 4, 7)
    assert {left.article_id for left in outcome.left} == set(ids[:4])


def test_versions_grow_and_an_open_draft_merges(library, ids):
    article = get_article(library, ids[0])
    tag = ensure_tag(library, "Port", by=BY)
    change_articles(library, Selection(ids), AddTags((tag.id,)), by=BY)
    assert get_article(library, ids[0]).version == article.version + 1
    ours = Content(headline="Mine", body="Text.", section_id=article.content.section_id)
    saved = save_article(library, ids[0], article.content, ours, version=article.version, by=BY)
    assert saved.article.content.tags == (tag.id,) and saved.article.content.headline == "Mine"
    assert saved.merged == ("tags",) and saved.conflicts == ()


def test_lists_keep_their_order(library, ids):
    publish(library, ids[0], by=BY)
    before = [get_article(library, id).updated_at for id in ids]
    tag = ensure_tag(library, "Port", by=BY)
    change_articles(library, Selection(ids), AddTags((tag.id,)), publish=True, by=BY)
    assert [get_article(library, id).updated_at for id in ids] == before


class TestBatches:
    def test_progress(self, library, ids, in_threes):
        seen = []
        tag = ensure_tag(library, "Port", by=BY)
        outcome = change_articles(library, Selection(ids), AddTags((tag.id,)), by=BY, progress=seen.append)
        assert [(one.n_done, one.n_all) for one in seen] == [(0, 10), (3, 10), (6, 10), (9, 10), (10, 10)]
        assert outcome.act.n_articles == 10
        undo_act(library, outcome.act.id, by=BY, progress=seen.append)
        assert len(seen) == 10 and tagged(library, tag) == 0

    @pytest.mark.parametrize("turn", ["do", "undo", "redo"])
    def test_cancelled_all_is_as_before(self, library, ids, in_threes, turn):
        tag = ensure_tag(library, "Port", by=BY)
        token = CancelToken()

        def cancel(progress):
            if progress.n_done >= 6:
                token.cancel()

        change = AddTags((tag.id,))
        if turn == "do":
            with pytest.raises(ActCancelledError):
                change_articles(library, Selection(ids), change, by=BY, progress=cancel, token=token)
            (act,) = list_acts(library).acts
            assert act.state is ActState.BROKEN_OFF and tagged(library, tag) == 0
            with pytest.raises(RefusedError, match="broken off"):
                redo_act(library, act.id, by=BY)
            return
        act = change_articles(library, Selection(ids), change, by=BY).act
        if turn == "redo":
            undo_act(library, act.id, by=BY)
        before = [get_article(library, id).content for id in ids]
        state = get_act(library, act.id).state
        with pytest.raises(ActCancelledError):
            (undo_act if turn == "undo" else redo_act)(library, act.id, by=BY, progress=cancel, token=token)
        assert [get_article(library, id).content for id in ids] == before
        assert get_act(library, act.id).state is state

    def test_cancelled_before_it_began(self, library, ids):
        token = CancelToken()
        token.cancel()
        tag = ensure_tag(library, "Port", by=BY)
        with pytest.raises(ActCancelledError):
            change_articles(library, Selection(ids), AddTags((tag.id,)), by=BY, token=token)
        assert list_acts(library).acts == ()

    def test_a_tag_that_goes_meanwhile_breaks_the_act_off(self, library, ids, in_threes):
        tag, other = (ensure_tag(library, name, by=BY) for name in ("Port", "Quay"))

        def merge(progress):
            if progress.n_done == 3:
                with_size = act_batches.SET_BASED
                runner = act_batches.size_of
                act_batches.size_of = lambda _: with_size
                try:
                    merge_tags(library, [tag.id], other.id, by="another window")
                finally:
                    act_batches.size_of = runner

        with pytest.raises(RefusedError, match="not in the library any more"):
            change_articles(library, Selection(ids), AddTags((tag.id,)), by=BY, progress=merge)
        assert list_acts(library).acts[1].state is ActState.BROKEN_OFF

    def test_another_program_s_act_is_waited_out(self, library, ids, in_threes):
        lock = ProcessLock.take(library.path / "acts.lock")
        tag = ensure_tag(library, "Port", by=BY)
        with pytest.raises(RefusedError, match="under way"):
            change_articles(library, Selection(ids), AddTags((tag.id,)), by=BY)
        assert take_back_unfinished(library, by=BY) == ()
        lock.release()
        assert change_articles(library, Selection(ids), AddTags((tag.id,)), by=BY).n_changed == 10

    def test_saves_come_between(self, library, ids, in_threes):
        """Two windows: one tags all, the other writes; nothing of either is lost."""
        tag = ensure_tag(library, "Port", by=BY)
        other = open_library(library.path)

        def write(progress):
            set_fields(other, ids[-1], {"lede": f"Written at {progress.n_done}"}, by="other")

        change_articles(library, Selection(ids), AddTags((tag.id,)), by=BY, progress=write)
        other.close()
        article = get_article(library, ids[-1])
        assert (article.content.tags, article.content.lede) == ((tag.id,), "Written at 10")

    def test_two_windows_act_at_once(self, library, ids):
        tags = [ensure_tag(library, f"Tag {n}", by=BY) for n in range(2)]

        def act(tag):
            window = open_library(library.path)
            for _ in range(3):
                made = change_articles(window, Selection(ids), AddTags((tag.id,)), by=tag.name).act
                undo_act(window, made.id, by=tag.name)
            change_articles(window, Selection(ids), AddTags((tag.id,)), by=tag.name)
            window.close()

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(act, tag) for tag in tags]:
                done.result()
        assert all(set(get_article(library, id).content.tags) == {tag.id for tag in tags} for id in ids)


class TestNames:
    HOSTILE = (
        "\u202eمرفأ\u202c",
        "א" * 10_000,
        "a" * 10_000,
        "nul\x00nul",
        "lone \ud800 surrogate",
        "'; DROP TABLE tag; --",
        "🎈" * 300,
        "%_\\\"'",
        "ß SS ſs",
    )

    @pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
    def test_any_name_can_be_renamed_merged_and_taken_back(self, library, ids, name):
        from newsroom.domain.text_buffer import storable

        port = ensure_tag(library, "Port", by=BY)
        strange = ensure_tag(library, storable(name), by=BY)
        change_articles(library, Selection(ids[:2]), AddTags((strange.id,)), by=BY)
        act = merge_tags(library, [strange.id], port.id, by=BY).act
        undo_act(library, act.id, by=BY)
        act = rename_tag(library, port.id, name + " harbour", by=BY).act
        undo_act(library, act.id, by=BY)
        change_articles(library, Selection(ids), SetLabel(name), by=BY)
        assert tagged(library, strange) == 2

    @pytest.mark.parametrize("name", ["", " \n", "\u200b", "\u2060\u200e"])
    def test_a_name_in_which_nothing_can_be_seen_is_none(self, library, name):
        tag = ensure_tag(library, "Port", by=BY)
        with pytest.raises(RefusedError):
            rename_tag(library, tag.id, name, by=BY) if name != "\x00" else rename_tag(
                library, tag.id, "", by=BY
            )

    def test_only_signs_are_a_name_all_the_same(self, library):
        tag = ensure_tag(library, "Port", by=BY)
        rename_tag(library, tag.id, "?!", by=BY)
        assert ensure_tag(library, "?!", by=BY).slug == "tag"


@pytest.mark.parametrize(
    "change",
    [AddTags(()), RemoveTags(()), AddTags((99,)), SetSection(99), Withdraw(" \u200b"), SetLabel("")],
)
def test_what_can_never_be_is_refused(library, ids, change):
    if change == SetLabel(""):
        assert change_articles(library, Selection(ids), change, by=BY).act is None
        return
    with pytest.raises((RefusedError, NotFoundError)):
        change_articles(library, Selection(ids), change, by=BY)
    assert list_acts(library).acts == ()


def test_unknown_articles_fall_out(library, ids):
    tag = ensure_tag(library, "Port", by=BY)
    outcome = change_articles(library, Selection([ids[0], ids[0], 999]), AddTags((tag.id,)), by=BY)
    assert (outcome.n_changed, outcome.n_left) == (1, 0)
    assert change_articles(library, Selection(), AddTags((tag.id,)), by=BY).act is None


def test_a_page_brought_back_from_before_a_merge_is_as_it_was_once_that_is_undone(library, ids):
    old, new = ensure_tag(library, "Docks", by=BY), ensure_tag(library, "Harbour", by=BY)
    set_fields(library, ids[0], {"tags": ["Docks"]}, by=BY)
    publish(library, ids[0], by=BY)
    set_fields(library, ids[0], {"tags": []}, by=BY)
    published = change_articles(library, Selection(ids=(ids[0],)), Publish(), by=BY).act
    merged = merge_tags(library, [old.id], new.id, by=BY).act
    undo_act(library, published.id, by=BY)
    assert seen(library, ids[0]) == [new.id]
    undo_act(library, merged.id, by=BY)
    assert seen(library, ids[0]) == [old.id]
    redo_act(library, merged.id, by=BY)
    assert seen(library, ids[0]) == [new.id]


def seen(library, id):
    """The tags under which readers find the article."""
    with library.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT tag_id FROM public_tag WHERE article_id = ?", (id,))
        return [tag for (tag,) in rows]
