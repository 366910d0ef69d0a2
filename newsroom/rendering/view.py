"""What a template sees: the page's model with times printed, addresses made sure of, and words around names."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from newsroom.domain.article import BylineRole, NoticeKind
from newsroom.domain.page import PageByline, PageModel, PageNotice, PagePicture, PageRelated, PageSeries
from newsroom.domain.site import SiteSettings
from newsroom.rendering.addresses import host_of, mail_url, picture_url, share_url, web_url
from newsroom.rendering.times import DateWords, PageTime, day_text, page_time
from newsroom.rendering.words import Words, direction_of, fill, language_tag, listed

_CREDITED = (
    (BylineRole.REPORTING, "reporting"),
    (BylineRole.EDITING, "editing"),
    (BylineRole.PHOTO, "photo"),
    (BylineRole.TRANSLATION, "translation"),
)


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words and an address, empty where they are no link."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SiteView:
    """The publication, around every page."""

    name: str
    url: str
    language: str
    direction: str
    zone: str
    sections: tuple[LinkView, ...]
    listen_live_url: str
    standards_url: str
    discussion_url: str
    rights_text: str
    rights_url: str
    accounts: tuple[LinkView, ...]
    atom_url: str
    rss_url: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series line."""

    name: str
    url: str
    count: int
    position: int
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """One related article."""

    headline: str
    url: str
    section: str
    published: PageTime | None


@dataclass(frozen=True, slots=True)
class PictureView:
    """The lead picture."""

    src: str
    url: str
    alt: str
    caption: str
    credit: str
    date: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice, with its heading as printed."""

    kind: str
    heading: Markup
    text: str
    time: PageTime


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The article. ``byline`` and ``credits`` are sentences, ready to print; ``body`` is safe HTML."""

    headline: str
    lede: str
    language: str
    direction: str
    url: str
    short_url: str
    section: LinkView | None
    label: str
    byline: Markup
    credits: Markup
    authors: tuple[str, ...]
    published: PageTime | None
    published_line: Markup
    updated: PageTime | None
    updated_line: Markup
    picture: PictureView | None
    notices: tuple[NoticeView, ...]
    body: Markup
    series: tuple[SeriesView, ...]
    tags: tuple[LinkView, ...]
    related: tuple[RelatedView, ...]
    share: tuple[LinkView, ...]
    mail_url: str


class Viewer:
    """Makes the views of one model. Use once."""

    def __init__(self, model: PageModel, words: Words) -> None:
        self._model = model
        self._words = words

    def site(self) -> SiteView:
        """The site's view."""
        site = self._model.site
        address = web_url(site.address).rstrip("/")
        current = self._model.section.text if self._model.section else None
        return SiteView(
            name=site.name,
            url=address,
            language=language_tag(site.language),
            direction=direction_of(site.language),
            zone=site.zone,
            sections=tuple(LinkView(s.text, web_url(s.url), s.text == current) for s in self._model.sections),
            listen_live_url=web_url(site.listen_live_url),
            standards_url=web_url(site.standards_url),
            discussion_url=web_url(site.discussion_url),
            rights_text=site.rights_text,
            rights_url=web_url(site.rights_url),
            accounts=_accounts(site),
            atom_url=f"{address}/atom.xml" if address else "",
            rss_url=f"{address}/rss.xml" if address else "",
        )

    def article(self, body: str) -> ArticleView:
        """The article's view; ``body`` is safe HTML."""
        model, words = self._model, self._words
        published, updated = self._times()
        section = model.section
        return ArticleView(
            headline=model.headline.strip(),
            lede=model.lede.strip(),
            language=language_tag(model.language),
            direction=direction_of(model.language),
            url=web_url(model.url),
            short_url=web_url(model.short_url),
            section=LinkView(section.text, web_url(section.url)) if section else None,
            label=model.label or "",
            byline=self._byline(),
            credits=self._credits(),
            authors=tuple(b.name for b in model.bylines if b.role == BylineRole.AUTHOR),
            published=published,
            published_line=fill(words["published"], time=_time(published)) if published else Markup(""),
            updated=updated,
            updated_line=fill(words["updated"], time=_time(updated, published)) if updated else Markup(""),
            picture=_picture(model.picture, words.date_words),
            notices=tuple(self._notice(notice) for notice in model.notices),
            body=Markup(body),
            series=tuple(_series(series) for series in model.series),
            tags=tuple(LinkView(tag.name, web_url(tag.url)) for tag in model.tags),
            related=tuple(self._related(related) for related in model.related),
            share=self._share(),
            mail_url=mail_url(subject=model.headline, body=web_url(model.url)) if web_url(model.url) else "",
        )

    def _times(self) -> tuple[PageTime | None, PageTime | None]:
        model, words, zone = self._model, self._words.date_words, self._model.site.zone
        published = page_time(model.published_at, zone, words) if model.published_at else None
        changed = (
            published is not None and model.updated_at is not None and model.updated_at != model.published_at
        )
        updated = page_time(model.updated_at, zone, words) if changed and model.updated_at else None
        return published, updated

    def _person(self, byline: PageByline) -> Markup:
        url = web_url(byline.url)
        pattern = '<a rel="author" href="{url}"><bdi>{name}</bdi></a>' if url else "<b><bdi>{name}</bdi></b>"
        name = Markup(pattern).format(url=url, name=byline.name)
        return (
            fill(self._words["person_in_place"], name=name, place=_bdi(byline.place))
            if byline.place
            else name
        )

    def _people(self, role: BylineRole) -> Markup:
        people = [
            self._person(byline) for byline in self._model.bylines if byline.role == role and byline.name
        ]
        return listed(people, self._words)

    def _byline(self) -> Markup:
        people = self._people(BylineRole.AUTHOR)
        return fill(self._words["by"], people=people) if people else people

    def _credits(self) -> Markup:
        parts = [
            fill(self._words[key], people=people) for role, key in _CREDITED if (people := self._people(role))
        ]
        if not parts:
            return Markup("")
        line = escape(self._words["credit_separator"]).join(parts)
        return line[:1].upper() + line[1:] + "."

    def _notice(self, notice: PageNotice) -> NoticeView:
        time = page_time(notice.at, self._model.site.zone, self._words.date_words)
        kind = self._words[NoticeKind(notice.kind).value]
        return NoticeView(
            notice.kind.value, fill(self._words["notice_of"], kind=kind, time=_time(time)), notice.text, time
        )

    def _related(self, related: PageRelated) -> RelatedView:
        moment = related.published_at
        time = page_time(moment, self._model.site.zone, self._words.date_words) if moment else None
        return RelatedView(related.headline, web_url(related.url), related.section or "", time)

    def _share(self) -> tuple[LinkView, ...]:
        model, url = self._model, web_url(self._model.url)
        if not url:
            return ()
        links = [
            LinkView(
                account.name or host_of(account.url), share_url(account.url, text=model.headline, url=url)
            )
            for account in model.site.social
        ]
        return tuple(link for link in links if link.url)


def _bdi(text: str | None) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text or "")


def _time(time: PageTime, same_day_as: PageTime | None = None) -> Markup:
    text = f"{time.clock} {time.zone}" if same_day_as and same_day_as.day == time.day else time.text
    return Markup('<time datetime="{}">{}</time>').format(time.iso, text)


def _accounts(site: SiteSettings) -> tuple[LinkView, ...]:
    links = [LinkView(account.name or host_of(account.url), web_url(account.url)) for account in site.social]
    return tuple(link for link in links if link.url)


def _series(series: PageSeries) -> SeriesView:
    previous, following = (
        LinkView(link.text, web_url(link.url)) if link else None for link in (series.previous, series.next)
    )
    return SeriesView(series.name, web_url(series.url), series.count, series.position, previous, following)


def _picture(picture: PagePicture | None, words: DateWords) -> PictureView | None:
    src = picture_url(picture.data_uri) if picture else ""
    if picture is None or not src:
        return None
    return PictureView(
        src=src,
        url=web_url(picture.url),
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        date=day_text(picture.date or "", words),
        width=picture.width,
        height=picture.height,
    )
