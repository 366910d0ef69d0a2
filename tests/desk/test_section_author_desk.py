"""The desks of sections and authors."""

import pytest

from newsroom.desk.acts import redo_act, undo_act
from newsroom.desk.articles import find_article, get_article, new_article, set_fields
from newsroom.desk.author_desk import (
    add_author_alias,
    delete_author,
    edit_author,
    find_author,
    get_author,
    list_authors,
    merge_authors,
    preview_author_merge,
    remove_author_alias,
    rename_author,
)
from newsroom.desk.pages import page_model
from newsroom.desk.releasing import publish
from newsroom.desk.section_desk import (
    delete_section,
    describe_section,
    list_section_rows,
    merge_sections,
    order_sections,
    preview_section_merge,
    rename_section,
)
from newsroom.desk.sections import ensure_section, list_sections
from newsroom.domain.article import Byline, Content
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ordering import Sort
from newsroom.domain.times import now
from newsroom.storage.rebuilding import find_wrong

BY = "test"


@pytest.fixture(autouse=True)
def all_is_right(library):
    yield
    with library.store.write() as connection:
        assert find_wrong(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def article(library, *, section="World", authors=(), headline="Talks"):
    id = ensure_section(library, section, by=BY).id
    bylines = tuple(Byline(name) for name in authors)
    return new_article(
        library, Content(headline=headline, body="Text.", section_id=id, bylines=bylines), by=BY
    )


class TestSections:
    def test_merged_for_editors_and_readers_and_undone(self, library):
        one, other = article(library, section="Mideast"), article(library, section="World")
        public = publish(library, one.id, by=BY)
        source, target = one.section.id, other.section.id
        preview = preview_section_merge(library, [source], target)
        assert (preview.n_articles, preview.n_public) == (1, 1)
        act = merge_sections(library, [source], target, by=BY).act
        after = get_article(library, one.id)
        assert (after.section.id, after.address, after.has_unpublished_changes) == (
            target,
            public.address,
            False,
        )
        assert [section.n_published for section in list_sections(library)] == [1]
        assert page_model(library, one.id, at=now()).section.text == "World"
        assert ensure_section(library, "Mideast", by=BY).id == target
        undo_act(library, act.id, by=BY)
        assert get_article(library, one.id).section.name == "Mideast"
        assert [section.n_published for section in list_sections(library)] == [1, 0]
        redo_act(library, act.id, by=BY)
        assert find_article(library, public.address).section.id == target

    def test_its_address_is_nobody_else_s(self, library):
        one, other = article(library, section="Mideast"), article(library)
        merge_sections(library, [one.section.id], other.section.id, by=BY)
        assert ensure_section(library, "Mideast!", by=BY).slug == "mideast-2"

    def test_order_text_name_and_deletion(self, library):
        ids = [ensure_section(library, name, by=BY).id for name in ("World", "Coast", "Sport")]
        act = order_sections(library, [ids[2], ids[0]], by=BY).act
        assert [row.section.id for row in list_section_rows(library)] == [ids[2], ids[0], ids[1]]
        undo_act(library, act.id, by=BY)
        assert [row.section.id for row in list_section_rows(library)] == ids
        describe_section(library, ids[0], "Far and near.\r\n", by=BY)
        assert list_section_rows(library)[0].description == "Far and near."
        rename_section(library, ids[0], "Abroad", by=BY)
        assert (list_sections(library)[0].name, list_sections(library)[0].slug) == ("Abroad", "world")
        for name in ("coast", " ", ""):
            with pytest.raises(RefusedError):
                rename_section(library, ids[0], name, by=BY)
        article(library, section="Coast")
        with pytest.raises(RefusedError, match="has articles"):
            delete_section(library, ids[1], by=BY)
        act = delete_section(library, ids[2], by=BY).act
        assert len(list_sections(library)) == 2
        undo_act(library, act.id, by=BY)
        assert len(list_sections(library)) == 3
        with pytest.raises(NotFoundError):
            order_sections(library, [99], by=BY)


class TestAuthors:
    def test_merged_bylines_print_what_they_printed(self, library):
        one = article(library, authors=["A. Ruiz", "Ben Hall"])
        twice = article(library, authors=["Ana Ruiz", "A. Ruiz"], headline="Peace")
        publish(library, one.id, by=BY)
        source, target = find_author(library, "A. Ruiz"), find_author(library, "Ana Ruiz")
        preview = preview_author_merge(library, [source.id], target.id)
        assert (preview.n_articles, preview.n_both, preview.n_public) == (2, 1, 0)
        act = merge_authors(library, [source.id], target.id, by=BY).act
        after = get_article(library, one.id)
        assert [line.name for line in after.content.bylines] == ["A. Ruiz", "Ben Hall"]
        assert after.content.bylines[0].author_id == target.id and not after.has_unpublished_changes
        assert get_author(library, target.id).n_articles == 2
        assert find_author(library, "a-ruiz").id == target.id
        again = article(library, authors=["A. RUIZ"], headline="War")
        assert again.content.bylines[0].author_id == target.id
        turned = undo_act(library, act.id, by=BY)
        assert turned.n_left == 0
        assert (
            get_author(library, source.id).n_articles == 2 and get_author(library, target.id).n_articles == 2
        )
        assert get_article(library, twice.id).content.bylines[1].author_id == source.id

    def test_renamed_and_reprinted(self, library):
        one = article(library, authors=["Ana Ruis", "Ben Hall"])
        public = publish(library, one.id, by=BY)
        author = find_author(library, "Ana Ruis")
        act = rename_author(library, author.id, "Ana Ruiz", reprint=True, publish=True, by=BY).act
        after = get_article(library, one.id)
        assert after.content.bylines[0].name == "Ana Ruiz" and not after.has_unpublished_changes
        model = page_model(library, one.id, at=now())
        assert (
            model.bylines[0].name == "Ana Ruiz"
            and model.updated_at == page_model(library, one.id, at=now()).updated_at
        )
        assert find_author(library, "ana-ruis").id == find_author(library, "Ana Ruis").id == author.id
        undo_act(library, act.id, by=BY)
        after = get_article(library, one.id)
        assert after.content.bylines[0].name == "Ana Ruis" and not after.has_unpublished_changes
        assert after.published_revision_id == public.published_revision_id
        rename_author(library, author.id, "Ana Ruiz", by=BY)
        assert get_article(library, one.id).content.bylines[0].name == "Ana Ruis"

    def test_what_was_edited_since_is_left(self, library):
        one, other = (article(library, authors=["Ana Ruis"], headline=name) for name in ("A", "B"))
        author = find_author(library, "Ana Ruis")
        act = rename_author(library, author.id, "Ana Ruiz", reprint=True, by=BY).act
        set_fields(library, one.id, {"bylines": ["Ben Hall"]}, by=BY)
        turned = undo_act(library, act.id, by=BY)
        assert [left.article_id for left in turned.left] == [one.id]
        assert get_article(library, other.id).content.bylines[0].name == "Ana Ruis"

    def test_aliases_details_lists_and_deletion(self, library):
        article(library, authors=["Ana Ruiz", "Ben Hall"])
        article(library, authors=["Ben Hall"], headline="Peace")
        ana, ben = find_author(library, "Ana Ruiz"), find_author(library, "Ben Hall")
        add_author_alias(library, ana.id, "A. R.", by=BY)
        with pytest.raises(RefusedError, match="another author"):
            add_author_alias(library, ben.id, "a. r.", by=BY)
        act = remove_author_alias(library, ana.id, "A. R.", by=BY).act
        undo_act(library, act.id, by=BY)
        assert get_author(library, ana.id).aliases == ("A. R.",)
        edit_author(library, ana.id, {"email": "ana@example.org", "about": "Reports."}, by=BY)
        edit_author(library, ana.id, {"about": None}, by=BY)
        assert get_author(library, ana.id).details == {"email": "ana@example.org"}
        assert [one.name for one in list_authors(library).rows] == ["Ben Hall", "Ana Ruiz"]
        assert [one.name for one in list_authors(library, sort=Sort.NAME, limit=1).rows] == ["Ana Ruiz"]
        page = list_authors(library, sort=Sort.NAME, limit=1)
        assert [one.name for one in list_authors(library, sort=Sort.NAME, after=page.next).rows] == [
            "Ben Hall"
        ]
        assert [one.name for one in list_authors(library, "a. r").rows] == ["Ana Ruiz"]
        with pytest.raises(RefusedError, match="in bylines"):
            delete_author(library, ana.id, by=BY)
        with pytest.raises(RefusedError):
            rename_author(library, ana.id, "ben hall", by=BY)
        for row in (1, 2):
            set_fields(library, row, {"bylines": []}, by=BY)
        act = delete_author(library, ana.id, by=BY).act
        with pytest.raises(NotFoundError):
            find_author(library, "A. R.")
        undo_act(library, act.id, by=BY)
        assert find_author(library, "A. R.").id == ana.id
