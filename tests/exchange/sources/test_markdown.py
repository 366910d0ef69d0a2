"""Folders of Markdown as the site programs write them: fields, names, addresses, links; slips are mended and said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.domain.article import TagKind
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.exchange.sources import markdown
from newsroom.exchange.sources.addresses import address_keys, link_key
from newsroom.exchange.sources.gaps import without_wide_gaps
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.places import in_words, place_of, written_address
from newsroom.exchange.sources.site import NO_SITE
from tests.exchange.sources.around import AROUND, read, written


def article(text: str, name: str = "a.md") -> ImportedArticle:
    return markdown.article_of(markdown.MarkdownFile(name, text.encode(), NO_SITE), AROUND)


def leads_to(target: str, other: ImportedArticle) -> bool:
    return link_key(target) in {key for address in other.addresses for key in address_keys(address)}


HUGO = {
    "hugo.toml": 'baseURL = "https://example.org/"\n',
    "content/world/_index.md": "---\ntitle: World affairs\n---\n",
    "content/topics/ai/_index.md": "---\ntitle: Artificial intelligence\n---\n",
    "content/world/harbour-talks/index.md": (
        "+++\ntitle = 'Harbour talks'\ndate = 2021-03-06T10:20:00+02:00\nauthors = ['ana']\ntopics = ['ai']\n"
        "aliases = ['/old/']\nweight = 3\n[cover]\nimage = 'crane.jpg'\nalt = 'A crane'\ncaption = 'At dawn'\n+++\n"
        'Text [before]({{< ref "first.md" >}}) and [there](../second/).\n\n![C](crane.jpg)\n'
    ),
    "content/world/harbour-talks/crane.jpg": b"\xff\xd8\xff",
    "content/world/first.md": "---\ntitle: First\ndate: 2021-03-01\n---\nText.\n",
    "content/world/second.ar.md": "---\ntitle: Second\ndraft: true\ndate: 2021-03-02\n---\nText.\n",
    "data/authors/ana.yml": "display_name: Ana Ruiz\n",
    "README.md": "# About\n",
}  # fmt: skip


def test_a_hugo_site(tmp_path: Path) -> None:
    articles, problems = read(markdown, written(tmp_path, HUGO))
    talks = articles["content/world/harbour-talks/index.md"]
    first = articles["content/world/first.md"]
    second = articles["content/world/second.ar.md"]
    assert talks.headline == "Harbour talks" and talks.section == "World affairs"
    assert talks.published_at == datetime(2021, 3, 6, 8, 20, tzinfo=UTC)
    assert [byline.name for byline in talks.bylines] == ["Ana Ruiz"]
    assert talks.tags == ((None, "Artificial intelligence"),) and talks.aliases == ("/old",)
    assert talks.picture == ImportedPicture("/content/world/harbour-talks/crane.jpg", "A crane", "At dawn")
    assert talks.extra == {"weight": 3}
    assert talks.addresses[0] == "https://example.org/world/harbour-talks/"
    assert "![C](/content/world/harbour-talks/crane.jpg)" in talks.body and "](/first.md)" in talks.body
    assert leads_to("/world/second/", second) and "](/world/second/)" in talks.body
    assert leads_to("/world/first", first) and leads_to("https://example.org/world/first/", first)
    assert second.language == "ar" and second.published_at is None and second.extra["date"] == "2021-03-02"
    assert set(problems) == {
        "hugo.toml", "content/world/_index.md", "content/topics/ai/_index.md", "data/authors/ana.yml", "README.md",
        "*.jpg",
    }  # fmt: skip


def test_the_one_folder_that_holds_a_whole_site_names_no_section(tmp_path: Path) -> None:
    text = "---\ntitle: T\ndate: 2021-03-06\n---\nText.\n"
    site = {f"port-paper-main/{path}": text for path in ("world/a.md", "economy/2021/b.md", "c.md")}
    articles, _ = read(markdown, written(tmp_path / "one", site))
    assert [article.section for article in articles.values()] == ["Port Paper Main", "Economy", "World"]
    articles, _ = read(markdown, written(tmp_path / "two", {**site, "sport/d.md": text}))
    sections = {article.section for article in articles.values()}
    assert sections == {"Port Paper Main", "Sport"}, "one of several is a section like the others"


def test_a_jekyll_site(tmp_path: Path) -> None:
    files = {
        "_posts/2021-03-06-harbour-talks.md": (
            "---\nlayout: post\ntitle: Harbour talks\ncategories: [economy, docks]\nauthor: ben\n"
            "image: /assets/crane.png\nredirect_from:\n  - /old-talks/\n---\n"
            "Text [x]({% post_url 2021-03-01-first %}) {{ site.baseurl }}/about\n\n"
            "{% highlight python %}\nprint(1)\n{% endhighlight %}\n"
        ),
        "_posts/2021-03-01-first.md": "---\ntitle: First\npublished: false\n---\nText.\n",
        "_drafts/later.md": "---\ntitle: Later\n---\nText.\n",
        "_data/authors.yml": "ben:\n  name: Ben Ode\n",
        "_config.yml": "url: https://example.org\n",
    }
    articles, problems = read(markdown, written(tmp_path, files))
    talks = articles["_posts/2021-03-06-harbour-talks.md"]
    assert talks.published_at == datetime(2021, 3, 6, tzinfo=UTC) and talks.slug == "harbour-talks"
    assert talks.section == "Economy" and talks.tags == ((None, "docks"),)
    assert talks.bylines[0].name == "Ben Ode" and talks.aliases == ("/old-talks",)
    assert talks.picture == ImportedPicture("/assets/crane.png")
    assert "[x](/2021-03-01-first.md)" in talks.body and " /about" in talks.body
    assert "```python\nprint(1)\n```" in talks.body and talks.extra == {"layout": "post"}
    assert leads_to("/2021/03/06/harbour-talks.html", talks)
    assert articles["_posts/2021-03-01-first.md"].published_at is None
    assert articles["_drafts/later.md"].published_at is None
    assert set(problems) == {"_data/authors.yml", "_config.yml"}


def test_a_pelican_site(tmp_path: Path) -> None:
    files = {
        "content/talks.md": (
            "Title: Harbour talks\nDate: 2021-03-06 10:20\nCategory: Economy\nTags: docks, strikes\nSlug: harbour\n"
            "Authors: Ana Ruiz; Ben Ode\nSummary: They talk\n    again.\n\nText [x]({filename}other/first.md).\n"
        ),
        "content/other/first.md": "Title: First\nDate: 2021-03-01\nStatus: draft\n\nText.\n",
    }
    articles, problems = read(markdown, written(tmp_path, files))
    talks, first = articles["content/talks.md"], articles["content/other/first.md"]
    assert talks.headline == "Harbour talks" and talks.lede == "They talk again." and talks.slug == "harbour"
    assert talks.section == "Economy" and [tag for _, tag in talks.tags] == ["docks", "strikes"]
    assert [byline.name for byline in talks.bylines] == ["Ana Ruiz", "Ben Ode"]
    assert leads_to("/harbour.html", talks) and talks.body == "Text [x](/other/first/)."
    assert leads_to("/other/first/", first) and first.published_at is None and not problems


def test_zola_eleventy_hexo_nikola_and_json() -> None:
    zola = article(
        '+++\ntitle = "Talks"\ndate = 2021-03-06\n[taxonomies]\ntags = ["docks"]\nauthors = ["Ana Ruiz"]\n'
        '[extra]\nimage = "a.jpg"\nmood = "calm"\n+++\nText [x](@/blog/first.md).',
        "content/blog/talks.md",
    )
    assert zola.tags == ((None, "docks"),) and zola.bylines[0].name == "Ana Ruiz"
    assert zola.extra == {"extra": {"mood": "calm"}} and zola.picture is not None
    assert zola.body == "Text [x](/blog/first/)."
    eleventy = article(
        '---json\n{"title": "Talks", "date": "2021-03-06", "permalink": "/talks.html"}\n---\nText.'
    )
    assert (
        eleventy.headline == "Talks"
        and eleventy.addresses[0] == "/talks.html"
        and eleventy.aliases == ("/talks.html",)
    )
    assert article('{"title": "Talks", "tags": ["a"]}\n\nText.').tags == ((None, "a"),)
    assert article("title: Talks\ndate: 2021-03-06\n---\nText.").headline == "Talks"
    assert (
        article("<!--\n.. title: Talks\n.. slug: harbour\n.. date: 2021-03-06\n-->\n\nText.").slug
        == "harbour"
    )


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("title: Talks: again", "Talks: again"),
        ('title: "Talks" again', '"Talks" again'),
        ("title: @home", "@home"),
        ("tags:\n\t- a\ntitle: Talks", "Talks"),
        ("title: Old\ntitle: Talks", "Talks"),
    ],
)  # fmt: skip
def test_slips_in_yaml_are_mended_and_said(head: str, headline: str) -> None:
    found = article(f"---\n{head}\n---\nText.")
    assert found.headline == headline and found.body == "Text."
    assert any(note.startswith("Front matter, line") for note in found.notes)


def test_what_cannot_be_read_is_kept() -> None:
    found = article("---\ntitle: Talks\nmenu: {a: [b\n  c: d\n---\nText.")
    assert found.headline == "Talks" and "menu" in found.extra
    assert article("---\ntitle: Talks\ntitle: Again\n---\nText.").extra == {"title (earlier)": ["Talks"]}
    assert article("+++\ntitle = 'Talks'\nx =\n+++\nText.").extra["front_matter"] == "title = 'Talks'\nx ="


def test_front_matter_without_an_end() -> None:
    found = article("---\ntitle: Talks\ndate: 2021-03-06\n\nText.")
    assert (found.headline, found.body) == ("Talks", "Text.") and "no end" in found.notes[0]


def test_rules_across_a_page_are_text() -> None:
    assert article("---\nSome words.\n---\nMore.").body == "---\nSome words.\n---\nMore."


def test_dates() -> None:
    assert article("---\ntitle: T\ndate: 03/04/2021\n---\nx").extra == {"date": "03/04/2021"}
    future = article("---\ntitle: T\ndate: 2199-01-01\n---\nx")
    assert (
        future.published_at is None and future.extra == {"date": "2199-01-01"} and "future" in future.notes[0]
    )
    assert article("---\ntitle: T\ndate: 0001-01-01\n---\nx").published_at is None
    assert article("---\ntitle: T\n---\nx", "2021/03/06/t.md").published_at == datetime(
        2021, 3, 6, tzinfo=UTC
    )
    assert article("---\ntitle: T\n---\nx", "a/20210306-t.md").published_at == datetime(
        2021, 3, 6, tzinfo=UTC
    )
    expired = article("---\ntitle: T\ndate: 2021-03-06\nexpiryDate: 2022-01-01\n---\nx")
    assert (
        expired.published_at is not None and expired.extra == {"expiryDate": "2022-01-01"} and expired.notes
    )


def test_a_file_of_our_own_export_is_not_written_anew() -> None:
    found = article(
        "---\ntitle: Talks\ndate: '2021-03-06T10:20:00Z'\nupdated_at: '2021-03-06T10:20:00Z'\ndraft: false\nnewsroom:\n"
        "  uid: 0193a1b2-0000-7000-8000-000000000001\n  state: published\n  created_at: '2021-03-06T10:20:00Z'\n"
        "---\n\n# A &mdash; <b>b</b> {{ c }}\n"
    )
    assert found.body == "# A &mdash; <b>b</b> {{ c }}" and found.own is not None and not found.notes


def test_an_article_that_only_points_elsewhere() -> None:
    found = article("---\ntitle: Talks\nsource_url: https://port.example/talks\n---\n")
    assert found.body == "[Talks](https://port.example/talks)" and len(found.notes) == 1
    assert article("---\ntitle: Talks\nlink: javascript:x\n---\n").body == ""


def test_names_that_are_ids_are_guessed_and_said() -> None:
    found = article("---\ntitle: T\nauthors: [ana-ruiz, ben]\n---\nx")
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz", "ben"] and len(found.notes) == 2
    found = article("---\ntitle: T\nauthor: Ana Ruiz (example.org/ana) and Ben Ode <ben@example.org>\n---\nx")
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz", "Ben Ode"]


def test_fields_hold_no_marks() -> None:
    found = article(
        "---\ntitle: Talks &mdash; again\ndescription: '**They** talk &amp; <b>walk</b>'\n---\nDon&#8217;t &lt; `&amp;`"
    )
    assert found.headline == "Talks — again" and found.lede == "They talk & walk"
    assert found.body == "Don’t &lt; `&amp;`"


def test_pictures() -> None:
    text = "---\ntitle: T\nimages: [a.jpg, b.jpg]\nimage_alt: A crane\nimage_figcaption: <b>Dawn</b>\n---\nx"
    found = article(text, "posts/t.md")
    assert found.picture == ImportedPicture("/posts/a.jpg", "A crane", "Dawn") and found.extra == {
        "images": ["a.jpg", "b.jpg"]
    }
    assert article("---\ntitle: T\nimage: some-id\n---\nx").picture is None


def test_tags_may_say_their_kind() -> None:
    assert article("---\ntitle: T\ntags: ['person:Ana Ruiz', docks]\n---\nx").tags == (
        (TagKind.PERSON, "Ana Ruiz"), (None, "docks"),
    )  # fmt: skip


def test_line_ends_marks_and_old_encodings() -> None:
    data = "\ufeff---\r\ntitle: Café\r\n---\r\nText.\r\n".encode()
    assert markdown.article_of(markdown.MarkdownFile("a.md", data, NO_SITE), AROUND).headline == "Café"
    data = "---\ntitle: Переговоры\n---\nТекст о переговорах в порту.".encode("cp1251")
    assert markdown.article_of(markdown.MarkdownFile("a.md", data, NO_SITE), AROUND).headline == "Переговоры"


def test_a_bomb_is_refused() -> None:
    laughs = "a0: &a0 [x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join(8 * [f'*a{n - 1}'])}]\n" for n in range(1, 9)
    )
    for text in (f"---\n{laughs}---\nx", "+++\na = " + "[" * 9000 + "]" * 9000 + "\n+++\nx"):
        with pytest.raises(SourceError, match=r"^Its front matter .*\.$"):
            article(text)


@pytest.mark.parametrize(
    ("name", "path", "date", "language", "section"),
    [
        ("content/posts/2021-03-06-x/index.ar.md", "/posts/2021-03-06-x/", "2021-03-06", "ar", None),
        ("site-main/content/fr/world/x.md", "/world/x/", "", "fr", "world"),
        ("apps/site/pages/en/blog/npm/x.md", "/blog/npm/x/", "", "en", "npm"),
        ("sport/_posts/2021-3-6-x.md", "/sport/2021-3-6-x/", "2021-03-06", None, "sport"),
        ("2021/03/06/x.md", "/2021/03/06/x/", "2021-03-06", None, None),
        ("en/posts/x.md", "/posts/x/", "", "en", None),
        ("it/x.md", "/it/x/", "", None, "it"),
        ("x.md", "/x/", "", None, None),
        ("2021-99-99-x.md", "/2021-99-99-x/", "", None, None),
    ],
)  # fmt: skip
def test_what_a_place_says(
    name: str, path: str, date: str, language: str | None, section: str | None
) -> None:
    place = place_of(name)
    found = (place.path, place.date, place.language, next(iter(place.section_folders), None))
    assert found == (path, date, language, section)


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("../b/", "/posts/b/"), ("b.md", "/posts/a/b/"), ("../b/index.md#x", "/posts/b/#x"),
        ("{filename}/b.md", "/b.md"),
        ("@/blog/b.md", "/blog/b/"), ("pic.jpg", "/content/posts/a/pic.jpg"), ("{static}/i/p.png", "/i/p.png"),
        ("#x", "#x"), ("mailto:a@b.c", "mailto:a@b.c"), ("https://x.org/a.md", "https://x.org/a.md"), ("/a/", "/a/"),
    ],
)  # fmt: skip
def test_where_a_link_leads(target: str, leads: str) -> None:
    assert place_of("content/posts/a/index.md").target(target) == leads


def test_written_addresses_and_words() -> None:
    assert (
        written_address("talks.html") == "/talks.html"
        and written_address("https://x.org/a") == "https://x.org/a"
    )
    assert (
        written_address("/:year/:title/")
        == written_address("javascript:x")
        == written_address("{{ x }}")
        == ""
    )
    assert in_words("middle-east") == "Middle East" and in_words("localNews") == "Local News"


@given(st.text(alphabet="ab/.-_0123 é", max_size=40), st.text(alphabet="ab/.-_#?@{}: é", max_size=30))
def test_any_place_and_any_target(name: str, target: str) -> None:
    place = place_of(name)
    assert isinstance(place.target(target), str) and all(place.addresses("slug", (place.date,)))


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=200),
    st.sampled_from(["---\n{}\n---\n", "+++\n{}\n+++\n", "{}", "---\n{}", ";;;\n{}\n;;;\n"]),
)
def test_any_text_is_an_article_or_refused(text: str, form: str) -> None:
    try:
        found = article(form.replace("{}", text))
    except SourceError:
        return
    assert isinstance(found.body, str)


def test_keys_whose_words_are_parted_by_capitals() -> None:
    found = article(
        '---\ntitle: A\npubDate: "Mar 6 2021"\nupdatedDate: 2021-03-07\nheroImage: "/i.jpg"\n---\nText.\n'
    )
    assert found.published_at == datetime(2021, 3, 6, tzinfo=UTC)
    assert found.updated_at == datetime(2021, 3, 7, tzinfo=UTC)
    assert found.picture is not None and found.picture.where == "/i.jpg"


def test_what_is_published_without_saying_when() -> None:
    found = article('---\ntitle: A\nstatus: published\ncreatedAt: "2022-03-04 10:00:00"\n---\nText.\n')
    assert found.published_at == datetime(2022, 3, 4, 10, tzinfo=UTC)
    assert "The time of publication was guessed: it is that of its beginning." in found.notes
    hidden = article("---\ntitle: A\nstatus: hidden\ndate: 2022-03-04\n---\nText.\n")
    assert hidden.published_at is None and hidden.extra["status"] == "hidden"
    assert "Its source says “hidden” of it: it came as a draft." in hidden.notes


def test_front_matter_that_is_an_object_of_javascript() -> None:
    found = article('---js\n{\n  title: "Two",\n  tags: [\'a\', "b"],\n}\n---\nText.\n')
    assert found.headline == "Two" and found.tags == ((None, "a"), (None, "b")) and not found.notes
    program = article('---js\n{\n  title: "Two",\n  date: new Date(),\n}\n---\nText.\n')
    assert "new Date" in str(program.extra["front_matter"])


def test_a_date_that_is_left_to_the_program() -> None:
    found = article("---\ntitle: A\ndate: git Last Modified\n---\nText.\n", "posts/2023-01-05-first.md")
    assert found.published_at == datetime(2023, 1, 5, tzinfo=UTC) and "date" not in found.extra
    assert any("git Last Modified" in note for note in found.notes)


def test_words_under_a_picture_and_shortcodes_that_are_shown() -> None:
    found = article(
        '---\ntitle: A\n---\n{{< figure src="k.png" caption="The *map* here" >}}\n\nEnd `{{</* ref */>}}`.\n'
    )
    assert "\n\nThe *map* here\n" in found.body and "`{{< ref >}}`" in found.body


def test_what_hugo_would_not_show_yet_is_a_draft() -> None:
    held = article("---\ntitle: Ferry\ndate: 2022-01-02\npublishDate: 2031-06-01T08:00:00Z\n---\nText.\n")
    assert held.published_at is None
    assert held.extra == {"date": "2022-01-02", "publishDate": "2031-06-01T08:00:00Z"}
    assert any("publishDate" in note for note in held.notes)
    shown = article("---\ntitle: Ferry\ndate: 2022-01-02\npublishDate: 2022-01-03\n---\nText.\n")
    assert shown.published_at == datetime(2022, 1, 2, tzinfo=UTC)


def test_the_slug_of_a_folder_with_an_index() -> None:
    assert (
        article("Title: Ferry\nDate: 2018-12-01\nSave_as: harbour/ferry/index.html\n\nText.\n").slug
        == "ferry"
    )


@pytest.mark.parametrize(
    "line", ["[^1]: Ibid", "[^note]: harbour.md", "*[EU]: Union", "He said [so]: never", "Text[^1]: Ibid"]
)
def test_notes_and_abbreviations_of_one_word_are_no_links(line: str) -> None:
    for code in ("", "\n\nAnd `code`."):
        body = f"A text[^1] of the EU.\n\n{line}{code}"
        assert article(body, "content/world/a.md").body == body
    assert "[x]: /world/b/" in article("See [it][x].\n\n[x]: b.md\n", "content/world/a.md").body


def test_notes_in_front_matter_are_called_by_what_they_show() -> None:
    found = article(
        '---\ntitle: A\nauthor: "[[people/Ana Ruiz]]"\nrelated:\n  - "[[The ferry#Dock|ferry]]"\n'
        'tags: ["[[Docks]]", boats]\n---\nText.\n'
    )
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz"]
    assert [link.headline for link in found.related] == ["ferry"]
    assert found.tags == ((None, "Docks"), (None, "boats"))


def test_ways_of_categories() -> None:
    found = article("---\ntitle: A\ncategories:\n- [Sports, Rowing]\n- [News]\n---\nText.\n")
    assert found.section == "Sports" and found.tags == ((None, "Rowing"), (None, "News"))
    assert found.extra == {}


def test_what_is_taken_out_of_a_text_leaves_no_wide_gap() -> None:
    code = "```\na\n\n\n\nb\n```"
    found = article(
        f"---\ntitle: A\n---\nOne.\n\n<!--more-->\n\n{{{{< youtube x >}}}}\n\n"
        f"{{{{< note >}}}}\nN\n{{{{< /note >}}}}\n\n{code}\n\n\n    c\n"
    )
    assert found.body == (f"One.\n\n<https://www.youtube.com/watch?v=x>\n\n> N\n\n{code}\n\n\n    c")
    assert article("---\ntitle: A\n---\nOne.\n\n\nTwo.\n").body == "One.\n\n\nTwo."


@given(st.text("\n` ~a", max_size=60))
def test_only_empty_lines_are_taken_from_gaps(text: str) -> None:
    assert without_wide_gaps(text).split() == text.split()
