"""Suggestions asked through the desk, on libraries of our own making: what is answered, and what must never be."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom.desk import suggesting
from newsroom.desk.articles import (
    get_article,
    new_article,
    save_article,
    trash_article,
    untrash_article,
)
from newsroom.desk.library import Library, open_library
from newsroom.desk.releasing import publish, withdraw
from newsroom.desk.saving import create
from newsroom.desk.sections import ensure_section
from newsroom.desk.suggestion_access import suggester_of
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Content
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NotFoundError
from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import Draft, SuggestionKind, SuggestionSettings
from newsroom.storage.suggestion_source import NEWEST, links, newest_listed
from newsroom.suggesting import learning, lessons
from newsroom.suggesting.features import N_WORDS, TextBag
from newsroom.suggesting.neighbours import ask_for
from tests.suggestion_library import COMMON, FIRST_AT, TOPICS, draft, fill, text_on


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("suggesting") / "library"
    fill(path)
    return path


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Iterator[Library]:
    import shutil

    shutil.copytree(template, tmp_path / "archive")
    library = open_library(tmp_path / "archive")
    yield library
    library.close()


@pytest.mark.parametrize("topic", TOPICS)
def test_each_language_finds_its_tag_and_its_articles(archive, topic):
    found = suggesting.suggest(archive, draft(topic))
    assert found.is_complete
    assert found.tags[0].name == topic and found.tags[0].assigned and found.tags[0].probability > 0.5
    assert found.tags[0].reasons
    assert not any(tag.assigned for tag in found.tags[1:])
    assert found.related and all(one.reasons for one in found.related)
    own = {tag for one in found.related[:3] for tag in get_article(archive, one.id).content.tags}
    assert own == {found.tags[0].tag_id}


def test_a_series_is_proposed_when_it_is_sure_and_named_why(archive):
    (one,) = suggesting.suggest(archive, draft("chess")).series
    assert one.name == "The Long Chess Match" and one.reasons
    assert suggesting.suggest(archive, draft("weather")).series == ()


@pytest.mark.parametrize("text", ["", " \n ", "[]()" * 500, "\x00\x01", "😀 — …", "1 2 3.5 2,026 " * 50])
def test_nothing_belongs_to_a_text_without_a_word(archive, text):
    suggesting.learn(archive)
    assert suggesting.suggest(archive, Draft(text, text, text)) == suggesting.Suggestions()


def test_a_series_that_was_closed_later_was_news_then(archive):
    asked = draft("chess")
    with archive.store.write() as connection:
        last = connection.exec_driver_sql("SELECT max(search_key) FROM article").scalar_one()
        connection.exec_driver_sql(f"UPDATE series SET closed_at = {last // 4096 + 7_200_000}")
    then = FIRST_AT + timedelta(milliseconds=last // 4096 + 3_600_000 - int(FIRST_AT.timestamp() * 1000))
    (answer,) = suggesting.suggest_batch(archive, [Draft(asked.headline, asked.lede, asked.body, at=then)])
    assert answer.series and suggesting.suggest(archive, asked).series == ()


def test_a_closed_series_is_not_news(archive):
    with archive.store.write() as connection:
        connection.exec_driver_sql("UPDATE series SET closed_at = 1")
    assert suggesting.suggest(archive, draft("chess")).series == ()


def test_nothing_is_applied_by_itself(archive):
    id = new_article(archive, Content(body=text_on("chess", 50)), by="test").id
    before = get_article(archive, id)
    suggesting.suggest(archive, id)
    suggesting.note_saved(archive, id)
    suggesting.learn(archive)
    assert get_article(archive, id) == before


def test_only_what_readers_can_open_is_related(archive):
    asked = draft("harbour")
    first = suggesting.suggest(archive, asked).related
    gone, withdrawn = first[0].id, first[1].id
    trash_article(archive, gone, by="test")
    withdraw(archive, withdrawn, "It was wrong.", by="test")
    new_article(archive, Content(headline="A draft", body=asked.body), by="test")
    names = {one.headline for one in suggesting.suggest(archive, asked).related}
    ids = {one.id for one in suggesting.suggest(archive, asked).related}
    assert not {gone, withdrawn} & ids and "A draft" not in names
    untrash_article(archive, gone, by="test")
    assert gone in {one.id for one in suggesting.suggest(archive, asked).related}


def test_one_of_two_articles_that_say_the_same_is_related(archive):
    content = Content(
        headline="Again",
        body=text_on("weather", 3),
        section_id=ensure_section(archive, "World", by="test").id,
    )
    for _ in range(2):
        publish(archive, new_article(archive, content, by="test").id, by="test")
    # Another text than theirs, on the same: what says the draft itself is filed already, and not related.
    about = Draft("", "", f"{text_on('weather', 97)} {text_on('weather', 3, 20)}")
    found = suggesting.suggest(archive, about, kinds={SuggestionKind.RELATED}).related
    assert sum(one.headline == "Again" for one in found) <= 1


def test_of_a_story_and_its_longer_version_one_is_related(archive):
    section = ensure_section(archive, "World", by="test").id
    story, more = text_on("weather", 3), text_on("weather", 41, 40)
    for headline, body in (("Storm", story), ("All about it", f"{more} {story}")):
        content = Content(headline=headline, body=body, section_id=section)
        publish(archive, new_article(archive, content, by="test").id, by="test")
    about = Draft("", "", f"{text_on('weather', 97)} {text_on('weather', 3, 15)}")
    found = suggesting.suggest(archive, about, kinds={SuggestionKind.RELATED}, limit=30).related
    assert sum(one.headline in ("Storm", "All about it") for one in found) == 1


def test_what_is_filed_already_is_not_related_too(archive):
    asked = draft("weather", 3)
    found = suggesting.suggest(archive, asked)
    (one,) = found.duplicates
    assert found.related and one.id not in {other.id for other in found.related}
    only = suggesting.suggest(archive, asked, kinds={SuggestionKind.RELATED})
    assert only.related == found.related
    kept = new_article(archive, Content(body=asked.body), by="test").id
    suggesting.refuse(archive, kept, one, by="test")
    assert suggesting.suggest(archive, kept).duplicates == ()


def test_what_is_not_the_same_story_is_not_from_the_other_side_either(archive):
    text = f"{text_on('harbour', 71)} {text_on('chess', 72)}"
    one, other = (new_article(archive, Content(headline=h, body=text), by="test").id for h in ("A", "B"))

    def same(id):
        found = suggesting.suggest(archive, id, kinds={SuggestionKind.DUPLICATES}).duplicates
        return {copy.id: copy for copy in found}

    suggestion = same(one)[other]
    assert one in same(other)
    suggesting.refuse(archive, one, suggestion, by="test")
    assert other not in same(one) and one not in same(other)
    suggesting.forget_answer(archive, one, suggestion)
    assert other in same(one) and one in same(other)


def test_a_story_filed_again_is_known_with_the_parts_alike(archive):
    text = text_on("harbour", 4)
    longer = Draft("", "", f"{text_on('chess', 80)} {text} {text_on('weather', 80)}")
    (one,) = suggesting.suggest(archive, longer, kinds={SuggestionKind.DUPLICATES}).duplicates
    other = get_article(archive, one.id).content
    assert other.body == text and one.score > 0.9 and "longer" in one.reasons[0]
    span = max(one.spans, key=lambda span: span.end - span.start)
    whole = f"\n\n{longer.body}"
    assert whole[span.start : span.end].strip(".") in text
    assert (
        f"{other.headline}\n\n{other.body}"[span.other_start : span.other_end] == whole[span.start : span.end]
    )
    shorter = Draft("", "", " ".join(text.split()[5:35]))
    (same,) = suggesting.suggest(archive, shorter, kinds={SuggestionKind.DUPLICATES}).duplicates
    assert same.id == one.id


def test_an_article_is_no_duplicate_of_itself(archive):
    assert suggesting.suggest(archive, ArticleId(3)).duplicates == ()
    assert 3 not in {one.id for one in suggesting.suggest(archive, ArticleId(3)).related}


def test_what_stands_on_the_draft_is_not_suggested(archive):
    found = suggesting.suggest(archive, ArticleId(2))
    content = get_article(archive, ArticleId(2)).content
    assert not {tag.tag_id for tag in found.tags} & set(content.tags)
    assert not {one.series_id for one in found.series} & set(content.series)


def test_what_was_refused_is_not_proposed_again_for_that_article(archive):
    text = text_on("chess", 60) + " Boris Kern came. They saw Boris Kern."
    id = new_article(archive, Content(body=text), by="test").id
    found = suggesting.suggest(archive, id)
    refused = [found.tags[0], found.tags[-1], found.series[0], found.related[0]]
    assert refused[1].name == "Boris Kern" and refused[1].tag_id is None
    for one in refused:
        suggesting.refuse(archive, id, one, by="test")
    again = suggesting.suggest(archive, id)
    assert "chess" not in {tag.name for tag in again.tags} and "Boris Kern" not in {
        t.name for t in again.tags
    }
    assert again.series == () and refused[3].id not in {one.id for one in again.related}
    assert suggesting.suggest(archive, draft("chess")).tags[0].name == "chess"
    suggesting.take(archive, id, refused[0], by="test")
    assert suggesting.suggest(archive, id).tags[0].name == "chess"
    with pytest.raises(NotFoundError):
        suggesting.refuse(archive, ArticleId(10_000), found.tags[0], by="test")


def test_a_tag_introduced_today_is_proposed_within_a_few_uses(archive):
    tag = ensure_tag(archive, "Regatta", by="test").id
    words = "regatta spinnaker sailors helm buoy windward".split()
    for n in range(3):
        chance = random.Random(n)
        body = " ".join(chance.choice(words + COMMON) for _ in range(60))
        id = new_article(archive, Content(headline=f"Race {n}", body=body, tags=(tag,)), by="test").id
        suggesting.note_saved(archive, id)
    chance = random.Random(9)
    asked = Draft("", "", " ".join(chance.choice(words + COMMON) for _ in range(60)))
    assert suggesting.suggest(archive, asked).tags[0].name == "Regatta"


def test_a_tag_of_the_past_was_proposed_within_a_few_uses_too(archive):
    tag = ensure_tag(archive, "Regatta", by="test").id
    words = "regatta spinnaker sailors helm buoy windward".split()
    texts = [" ".join(random.Random(n).choices(words + COMMON, k=60)) for n in range(8)]
    with archive.store.write() as connection:
        for n, text in enumerate(texts[:7]):
            at = FIRST_AT + timedelta(days=300 + n)
            create(connection, Content(headline=f"{n}", body=text, tags=(tag,)), at=at, published_at=at)
    suggesting.learn(archive)
    days = 299, 304
    asked = [Draft("", "", texts[7], at=FIRST_AT + timedelta(days=day, hours=1)) for day in days]
    before, after = suggesting.suggest_batch(archive, asked, kinds={SuggestionKind.TAGS})
    assert "Regatta" not in [one.name for one in before.tags] and after.tags[0].name == "Regatta"


def test_a_tag_that_is_written_with_hyphens_is_named_by_words_and_is_no_new_name(library):
    ensure_tag(library, "green-hydrogen-hub", by="test")
    ensure_tag(library, "Offshore wind", by="test")
    text = "The Green Hydrogen Hub opens. A Green Hydrogen Hub is an offshore-wind idea of Velmar, she said in Velmar."
    found = {one.name: one for one in suggesting.suggest(library, Draft("A hub", "", text)).tags}
    assert found["green-hydrogen-hub"].reasons[0] == "named 2 times in the text"
    assert found["Offshore wind"].reasons[0] == "named in the text"
    assert {name for name in found if found[name].tag_id is None} == {"Velmar"}


def test_a_save_is_known_to_the_next_suggestion(archive):
    article = new_article(archive, Content(headline="Fresh", body=text_on("chess", 70)), by="test")
    changed = Content(headline="Fresh", body=text_on("weather", 71))
    save_article(archive, article.id, article.content, changed, version=article.version, by="test")
    suggesting.note_saved(archive, article.id)
    (one,) = suggesting.suggest(archive, draft("weather", 71), kinds={SuggestionKind.DUPLICATES}).duplicates
    assert one.id == article.id
    assert suggesting.status(archive).is_complete


def test_the_beginning_of_a_story_is_told_by_its_words_where_all_others_are_long(archive):
    known = suggester_of(archive).archive
    begun = Content(headline="Unforeseen counteroffers", body="Nobody understood the championship.")

    def n_parts(id=None):
        bag = TextBag(begun.headline, "", begun.body)
        return int((ask_for(known, bag, id=id).vector.ids >= N_WORDS).sum())

    suggesting.follow(archive)
    assert n_parts() == 0
    own = new_article(archive, begun, by="test").id
    suggesting.follow(archive)
    assert n_parts(own) == 0  # it is itself the one that has them
    new_article(archive, Content(headline="The championships", body="So short."), by="test")
    suggesting.follow(archive)
    assert n_parts(own) == len("championship") - 3


def test_the_first_dozen_articles_are_enough_to_begin(library):
    tags = {topic: ensure_tag(library, topic, by="test").id for topic in ("harbour", "chess")}
    for n in range(6):
        for topic, tag in tags.items():
            new_article(library, Content(headline=f"{n}", body=text_on(topic, n), tags=(tag,)), by="test")
    found = suggesting.suggest(library, draft("chess"))
    assert found.tags[0].name == "chess" and found.tags[0].probability > 0.5


def test_an_empty_library_and_an_empty_text_answer_nothing(library):
    assert suggesting.suggest(library, Draft()) == suggesting.Suggestions()
    assert suggesting.suggest(library, draft("chess")).tags == ()
    suggesting.learn(library)
    assert suggesting.suggest(library, Draft()) == suggesting.Suggestions()


@pytest.mark.parametrize(
    "text", ["\x00", "[" * 100_000, '"' * 5_000, "港" * 50_000, "* OR NEAR( AND -", "é" * 5_000]
)
def test_no_text_is_too_strange(archive, text):
    suggesting.suggest(archive, Draft(text[:100], text[:100], text))


def test_five_megabytes_are_answered_from_their_beginning(archive):
    found = suggesting.suggest(archive, Draft("", "", text_on("chess", 99, 200) + " pawn" * 1_000_000))
    assert found.tags[0].name == "chess"


def test_each_kind_has_its_switch(archive):
    suggesting.save_settings(archive, SuggestionSettings(tags=False, duplicates=False))
    assert suggesting.load_settings(archive).kinds == {SuggestionKind.SERIES, SuggestionKind.RELATED}
    found = suggesting.suggest(archive, draft("chess"))
    assert found.tags == () == found.duplicates and found.related and found.series


def test_only_what_was_there_before_counts(archive):
    at = FIRST_AT + timedelta(hours=40)
    for kinds in ({SuggestionKind.RELATED}, {SuggestionKind.DUPLICATES}):
        (found,) = suggesting.suggest_batch(archive, [draft("chess", 12, at=at)], kinds=kinds)
        for one in (*found.related, *found.duplicates):
            assert get_article(archive, one.id).published_at < at
    (early,) = suggesting.suggest_batch(archive, [draft("chess", 12, at=FIRST_AT)])
    assert early == suggesting.Suggestions()


def test_models_of_the_past_are_taught_by_the_past_alone(archive):
    late = ensure_tag(archive, "late", by="test").id
    for n in range(40, 60):
        at = FIRST_AT + timedelta(days=300 + n)
        with archive.store.write() as connection:
            create(
                connection,
                Content(headline="l", body=text_on("chess", n), tags=(late,)),
                at=at,
                published_at=at,
            )
    suggesting.learn(archive)
    before, after = FIRST_AT + timedelta(days=200), FIRST_AT + timedelta(days=400)
    old, new = suggesting.suggest_batch(archive, [draft("chess", at=before), draft("chess", at=after)])
    assert "late" not in {tag.name for tag in old.tags} and "late" in {tag.name for tag in new.tags}


def test_of_the_past_only_what_is_asked_for_is_learned(archive, monkeypatch):
    suggesting.learn(archive)
    past = draft("chess", at=FIRST_AT + timedelta(hours=50))
    whole = [*suggesting.suggest_batch(archive, [past])]
    monkeypatch.setattr(learning, "learn_tags", None)  # to call it is an error
    only = [*suggesting.suggest_batch(archive, [past], kinds={SuggestionKind.SERIES})]
    assert [one.series for one in only] == [one.series for one in whole]
    with pytest.raises(TypeError):
        list(suggesting.suggest_batch(archive, [past], kinds={SuggestionKind.RELATED}))


def test_everything_derived_can_be_deleted_and_made_anew(archive):
    asked = [draft(topic) for topic in TOPICS]
    suggesting.rebuild(archive)
    before = [suggesting.suggest(archive, one) for one in asked]
    path = archive.path
    archive.close()
    for file in path.glob("suggestions.db*"):
        file.unlink()
    again = open_library(path)
    suggesting.learn(again)
    assert [suggesting.suggest(again, one) for one in asked] == before
    again.close()


def test_of_many_articles_the_newest_are_learned_from_and_of_each_tag_as_many_as_may_be(archive, monkeypatch):
    monkeypatch.setattr(lessons, "MOST_ARTICLES", 9)
    monkeypatch.setattr(lessons, "_MOST_OF_TAGS", 14)
    with archive.store.read() as connection:
        newest = [id for id, *_ in newest_listed(connection, 9)]
        chosen, *_ = lessons._choose(connection, NEWEST)
        sizes = Counter(tag for _, tag in links(connection, "tag", chosen))
    assert set(newest) <= set(chosen) and 9 < len(chosen) <= 9 + 14
    assert len(sizes) == len(TOPICS) and min(sizes.values()) == 3  # 3 of each are 9 more, 4 would be 15


def test_learning_that_is_cancelled_leaves_what_was_learned(archive):
    before = suggesting.suggest(archive, draft("chess"))
    token = CancelToken()

    def stop(what: str, done: int, total: int) -> None:
        if done > total // 2:
            token.cancel()

    with pytest.raises(CancelledError):
        suggesting.learn(archive, stop, token)
    assert suggesting.suggest(archive, draft("chess")) == before


def test_a_reading_that_is_cancelled_goes_on_where_it_stopped(archive):
    path = archive.path
    archive.close()
    for file in path.glob("suggestions.db*"):
        file.unlink()
    library = open_library(path)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        suggesting.follow(library, token=token)
    assert not suggesting.status(library).is_complete
    assert suggesting.follow(library) == 60
    assert suggesting.status(library).is_complete and suggesting.follow(library) == 0
    library.close()


def test_a_question_is_cancelled(archive):
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        suggesting.suggest(archive, draft("chess"), token=token)


def test_a_library_that_went_back_in_time_is_read_anew(archive):
    with archive.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM article_change")
    assert not suggesting.status(archive).is_complete
    assert suggesting.suggest(archive, draft("chess")).is_complete


def test_learning_falls_due_with_growth(library, archive):
    assert not suggesting.learning_is_due(library)
    assert not suggesting.learning_is_due(archive)
    for n in range(20):
        new_article(archive, Content(headline=f"n{n}", body=text_on("chess", 100 + n)), by="test")
    suggesting.follow(archive)
    assert suggesting.learning_is_due(archive)


def test_importing_the_desk_of_suggestions_loads_no_numpy():
    code = "import newsroom.desk.suggesting, newsroom.cli.commands.suggesting, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_text_of_another_world_is_not_told_what_its_nearest_articles_have(archive):
    """Something is always nearest, and may have a tag in common."""
    rare = "Glaziers cut crystal panes beside furnaces, annealing lead and cobalt for chapels."
    found = suggesting.suggest(
        archive, Draft(headline="Stained windows", body=f"{rare} Clock, they said. " * 3)
    )
    assert [tag.name for tag in found.tags if tag.tag_id is not None and tag.probability >= 0.2] == []
