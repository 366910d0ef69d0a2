"""Reading the sample newsroom's files."""

import re

from newsroom.desk.sample_files import read_sample
from newsroom.domain.article import State, TagKind


def test_everything_is_read():
    sample = read_sample()
    assert len(sample.articles) >= 60
    assert len(sample.sections) == 6
    assert len(sample.series) == 8
    assert {tag.kind for tag in sample.tags} == set(TagKind)
    assert sample.site.name == "Halyard"
    assert sample.site.social and sample.site.labels
    withdrawn = [article for article in sample.articles if article.state is State.WITHDRAWN]
    assert len(withdrawn) == 2 and all(article.notices for article in withdrawn)
    assert all(article.published_at for article in sample.articles if article.state is not State.DRAFT)
    assert all(article.picture.path.is_file() for article in sample.articles if article.picture)


def test_links_name_articles_of_the_sample():
    sample = read_sample()
    slugs = {article.slug for article in sample.articles}
    links = [
        slug for article in sample.articles for slug in re.findall(r"\]\(article:([^)]*)\)", article.body)
    ]
    assert links and set(links) <= slugs
