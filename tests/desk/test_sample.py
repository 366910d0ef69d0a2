"""The sample newsroom as a library has it."""

from newsroom.desk.articles import get_article, list_revisions
from newsroom.desk.creating import create_library
from newsroom.desk.media import media_path
from newsroom.desk.pages import page_model
from newsroom.desk.sample import FillProgress
from newsroom.desk.sample_files import read_sample
from newsroom.desk.sections import list_sections
from newsroom.domain.article import State
from newsroom.domain.ids import ArticleId
from newsroom.storage.search_index import INDEXES


def articles(library):
    return [get_article(library, ArticleId(id)) for id in range(1, len(read_sample().articles) + 1)]


def test_everything_of_the_files_is_in_the_library(sample):
    files = read_sample()
    assert sample.site() == files.site
    assert [(section.name, section.slug) for section in list_sections(sample)] == list(files.sections)
    for article, file in zip(articles(sample), files.articles, strict=True):
        content = article.content
        assert (article.slug, article.state) == (file.slug, file.state)
        assert (content.headline, content.lede, content.language) == (file.headline, file.lede, file.language)
        assert (article.section.name if article.section else None) == file.section
        assert (content.label, content.dateline, content.notices) == (file.label, file.dateline, file.notices)
        assert [(line.name, line.role, line.place) for line in content.bylines] == [
            (line.name, line.role, line.place) for line in file.bylines
        ]
        assert tuple(tag.label for tag in article.tags) == file.tags
        assert tuple(place.series.name for place in article.series) == file.series
        assert tuple(link.headline for link in content.related) == file.related
        assert article.published_at == file.published_at
        if file.published_at:
            assert article.section is not None
            assert article.address == f"/{article.section.slug}/{file.slug}"
            assert article.updated_at == (file.updated_at or file.published_at)
            assert not article.has_unpublished_changes
        if file.picture:
            assert content.picture is not None and content.picture.alt == file.picture.alt
            assert media_path(sample, content.picture.file).read_bytes() == file.picture.path.read_bytes()


def test_links_of_texts_and_related_lists_are_ids(sample):
    for article in articles(sample):
        assert all(link.id is not None for link in article.content.related)
        for word in article.content.body.split("](article:")[1:]:
            assert word.partition(")")[0].isdigit()


def test_pages_have_their_times_counts_and_notices(sample):
    now = read_sample().articles[0].published_at
    assert now is not None
    for article, file in zip(articles(sample), read_sample().articles, strict=True):
        model = page_model(sample, article.id, at=now)
        if file.state is State.WITHDRAWN:
            assert model.withdrawn == file.notices[-1].text
        else:
            assert model.updated_at == file.updated_at
    counts = {place.series.name: place.count for article in articles(sample)[:60] for place in article.series}
    for series in read_sample().series:
        n = sum(
            series.name in file.series for file in read_sample().articles if file.state is State.PUBLISHED
        )
        assert counts[series.name] == series.earlier_elsewhere + n


def test_counters_and_indexes_are_right(sample):
    with sample.store.write() as connection:
        for index in INDEXES:
            connection.exec_driver_sql(index.verify())
    published = [file for file in read_sample().articles if file.state is State.PUBLISHED]
    for section in list_sections(sample):
        assert section.n_published == sum(file.section == section.name for file in published)


def test_nothing_is_left_from_the_making_but_what_happened(sample):
    assert list_revisions(sample, ArticleId(1))[0].by == "sample"
    assert all(len(list_revisions(sample, article.id)) <= 2 for article in articles(sample))


def test_progress_is_reported(tmp_path):
    seen = []
    create_library(tmp_path / "x", sample=True, progress=seen.append).close()
    assert all(isinstance(step, FillProgress) for step in seen)
    assert [step.done for step in seen] == sorted(step.done for step in seen)
    assert seen[-1].done == seen[-1].total
