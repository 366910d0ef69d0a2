"""WordPress exports (WXR): each post, and each page if asked for, as an article. A reader (``items.Reader``)."""

from collections.abc import Iterator
from pathlib import Path

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.plain_words import number_in
from newsroom.exchange.sources.raw import digest_of, opened, plain_head, text_of
from newsroom.exchange.sources.wxr_article import article_of_post
from newsroom.exchange.sources.wxr_media import MediaIndex
from newsroom.exchange.sources.wxr_post import Term, WxrPost, post_of
from newsroom.exchange.sources.wxr_resolved import ResolvedPost
from newsroom.exchange.sources.wxr_shown import ids_shown
from newsroom.exchange.sources.wxr_site import WxrSite, site_of
from newsroom.exchange.sources.xml_parts import XmlPart, parts_of
from newsroom.exchange.sources.xml_trees import XmlFile, declared_encoding, file_of

_SIGNS = (b"wordpress.org/export/", b"<wp:wxr_version", b"<wp:post_type")
_NEVER = {
    "trash": "It was in the trash there.",
    "auto-draft": "It is an empty draft that WordPress made by itself.",
    "inherit": "It is an older revision of another post.",
}
_OTHER_KINDS = {
    "nav_menu_item": "entries of menus",
    "revision": "older revisions of posts",
    "customize_changeset": "changes of the theme's settings",
    "custom_css": "style sheets of the theme",
    "wp_global_styles": "style sheets of the theme",
    "wp_template": "templates of the theme",
    "wp_template_part": "templates of the theme",
    "wp_navigation": "menus",
    "wp_font_family": "fonts",
    "wp_font_face": "fonts",
    "oembed_cache": "kept copies of pages set into posts",
}

# Of plugins that keep their own things as posts.
_NO_ARTICLES = frozenset(
    "feedback product_variation shop_order shop_coupon popup mc4wp-form ml-slider tablepress_table user_request "
    "scheduled-action custom_css_js jp_pay_order et_pb_layout fl-builder-template".split()
)
_NO_ARTICLES_OF = ("acf-", "wpcf7_", "wpforms", "elementor_", "nf_", "wp_", "amp_", "jp_", "shop_", "tribe_")


def recognises(path: Path, head: bytes) -> bool:
    """Whether the head of a file is that of a WordPress export."""
    del path  # the head tells all
    head = plain_head(head)
    return head.lstrip()[:1] == b"<" and any(sign in head for sign in _SIGNS)


def items(path: Path, around: Surroundings) -> Iterator[SourceItem]:
    """The export's items in their order; media files come with their posts, or are named as skipped."""
    with opened(path) as source:
        parts = parts_of(source)
        head = next(parts)
        if head.problem:
            raise SourceError(f"It is no WordPress export: {head.problem}")
        encoding = declared_encoding(head.data)
        file = file_of(text_of(head.data, encoding), encoding)
        media = MediaIndex(path, file)
        media.find()
        reading = _Reading(file, site_of(file), media, around.pages)
        is_empty = True
        for part in parts:
            is_empty = False
            item = None if media.knows(part.number) else reading.item(part)
            if item is not None:
                yield item
        yield from _unused(media)
        yield from reading.furniture()
        if is_empty:
            raise SourceError("There is no post in it.")


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What a post says. Pure."""
    if not isinstance(payload, ResolvedPost):
        raise SourceError("It cannot be read.")
    return article_of_post(payload, around)


def _unused(media: MediaIndex) -> Iterator[SourceItem]:
    """Media files that no post of the export has."""
    for place, file in media.unused():
        words = f"It is a media file that no post has: {file.address}" if file else "It cannot be read."
        yield SourceItem(place, file.address if file else place, "", problem=words)


def _shown_name(term: Term, site: WxrSite, media: MediaIndex) -> str | None:
    """The name that the site shows of an author who is said by the name of an account, or by that of a guest."""
    logins = (term.nicename, term.nicename.removeprefix("cap-"), term.name)
    named = (site.authors.get(login) or media.guest(login) for login in logins if login)
    return next(filter(None, named), None)


class _Reading:
    """One pass over the items of one export."""

    def __init__(self, file: XmlFile, site: WxrSite, media: MediaIndex, pages: bool) -> None:
        self._file = file
        self._site = site
        self._media = media
        self._pages = pages
        self._furniture: dict[str, tuple[str, int]] = {}

    def furniture(self) -> Iterator[SourceItem]:
        """What the site is furnished with, told in one line for each kind: it may be thousands of items."""
        for kind, (first, n_items) in self._furniture.items():
            words = (
                f"{n_items} {_OTHER_KINDS[kind]} are no posts." if n_items > 1 else f"It is no post: {kind}."
            )
            name = f"{first} and {n_items - 1} more" if n_items > 1 else first
            yield SourceItem(name, f"kind {kind}", str(n_items), problem=words)

    def item(self, part: XmlPart) -> SourceItem | None:
        """What an item of the export is; None for one that is told of with others of its kind."""
        place = f"item {part.number}, line {part.line}"
        digest = digest_of(part.data)
        if part.problem:
            return SourceItem(place, place, digest, problem=part.problem)
        try:
            post = post_of(text_of(part.data, self._file.encoding), self._file)
        except SourceError as error:
            return SourceItem(place, place, digest, problem=str(error))
        key = post["guid"] or (f"post {post.id}" if post.id else post["link"] or place)
        if post.kind in _OTHER_KINDS:
            first, n_items = self._furniture.get(post.kind, (place, 0))
            self._furniture[post.kind] = (first, n_items + 1)
            return None
        problem = self._problem(post)
        if problem:
            return SourceItem(place, key, digest, problem=problem)
        resolved = self._resolved(post)
        return SourceItem(place, key, digest_of(part.data, repr(resolved.beside).encode()), resolved)

    def _problem(self, post: WxrPost) -> str:
        """Why the item brings no article; empty if it does."""
        kind, title = post.kind, post["title"]
        if kind == "attachment":
            return (
                f"It is a media file that no post has: {post['wp:attachment_url'] or post['guid'] or title}"
            )
        if kind == "page" and not self._pages:
            return f"It is a page, not a post; pages come only if asked for: {title or post['link']}"
        if kind == "wp_block":
            return f"It is a block that posts share; it stands in the text of those that show it: {title or post.id}"
        if kind == "guest-author":
            return f"It says who an author is; the name is used in bylines: {title or post.id}"
        if kind in _NO_ARTICLES or kind.startswith(_NO_ARTICLES_OF):
            return f"It is of the kind “{kind}”, not a post: {title or post['link']}"
        if kind not in ("post", "page") and not self._pages:
            name = title or post["link"]
            return f"It is of the kind “{kind}”, not a post; others come only if pages are asked for: {name}"
        never = _NEVER.get(post["wp:status"], "")
        return f"{never} {title}".rstrip() if never else ""

    def _resolved(self, post: WxrPost) -> ResolvedPost:
        site = self._site
        creator = post["dc:creator"].strip("<> ")
        thumbnail = number_in(post.meta_of("_thumbnail_id"))
        blocks, pictures = ids_shown(post.fields.get("content:encoded", ""))
        shared = {id: self._media.shared(id) for id in blocks}
        for id in [id for content in list(shared.values()) for id in ids_shown(content)[0]]:
            shared.setdefault(id, self._media.shared(id))
        gallery = ((id, self._media.by_id(id)) for id in pictures)
        primary = post.meta_of("_yoast_wpseo_primary_category", "rank_math_primary_category")
        return ResolvedPost(
            post,
            author=site.authors.get(creator, creator),
            names=tuple(
                (term.nicename, name)
                for term in post.terms
                if term.domain == "author" and (name := _shown_name(term, site, self._media)) is not None
            ),
            primary=site.terms.get(primary, "") if primary else "",
            picture=self._media.by_id(thumbnail) if thumbnail else None,
            files=self._media.of_post(post.id),
            shared=tuple((id, content) for id, content in shared.items() if content),
            gallery=tuple((id, file) for id, file in gallery if file is not None),
            address=site.address,
            language=site.language,
        )
