"""A recovered text beside the saved one."""

from newsroom.domain.article import Article, Byline, Content, State
from newsroom.domain.draft import OTHER_FIELDS, Draft
from newsroom.domain.ids import ArticleId
from newsroom.domain.times import now
from newsroom.gui.features.recovery import difference_html, take_saved

NAMES = {name: name for name in OTHER_FIELDS}
SAVED = Content(headline="Ferry returns", body="It sails at noon & back.", label="Analysis")


def test_what_came_is_underlined_and_what_went_is_struck_out() -> None:
    recovered = Content(
        headline="Ferry returns late", body="It sails at <noon> & back.", bylines=(Byline("Ana"),)
    )
    html = difference_html(SAVED, recovered, NAMES, "#eee")
    assert "<u> late</u>" in html or "<u>late</u>" in html
    assert "<noon>" not in html and "&lt;" in html and "&amp; back" in html
    assert html.endswith("<p>label, bylines</p>")


def test_equal_texts_have_no_marks() -> None:
    html = difference_html(SAVED, SAVED, NAMES, "#eee")
    assert "<u>" not in html and "<s>" not in html and "<hr>" not in html


def test_the_saved_version_comes_back_by_one_step() -> None:
    moment = now()
    article = Article(ArticleId(1), "u", 1, State.DRAFT, "c", None, None, moment, moment, SAVED)
    draft = Draft(article)
    draft.edit_text("body", 0, 0, "More. ")
    draft.set_field("label", None)
    recovered = draft.snapshot()
    take_saved(draft, SAVED)
    assert draft.snapshot() == SAVED
    draft.undo()
    assert draft.snapshot() == recovered
