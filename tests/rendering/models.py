"""Models of pages for the tests: one of each kind that the theme must bear. All of it made up."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newsroom.domain.article import BylineRole, Dateline, NoticeKind, TagKind
from newsroom.domain.page import (
    PageByline,
    PageLink,
    PageModel,
    PageNotice,
    PagePicture,
    PageRelated,
    PageSeries,
    PageTag,
    TextPicture,
)
from newsroom.domain.site import SiteSettings, SocialLink

AT = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
ROOT = "https://meridian.example"
PIXELS = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAIAAAC0SDtlAAAAHElEQVR4nGPoXLCVJMQwqmEENZBqBakaRiotAQBVSg0wPvCpXQAAAABJ"
    "RU5ErkJggg=="
)
PIXELS_FILE = "26e3e6f314799b1053dfdaba6d83afe10dbd2dee369d5464e1a95ecd784dde6a.png"
GONE_FILE = f"{'0' * 64}.png"
LARGE_FILE = f"{'1' * 64}.jpg"
SITE = SiteSettings(
    name="Meridian",
    address=ROOT,
    short_address="https://mrd.example",
    credit="Meridian",
    zone="Etc/GMT",
    listen_live_url=f"{ROOT}/live",
    standards_url=f"{ROOT}/standards",
    discussion_url=f"{ROOT}/discussion",
    rights_text="© Meridian 2021. All rights reserved.",
    rights_url=f"{ROOT}/rights",
    logo_url=f"{ROOT}/logo.png",
    social=(
        SocialLink("Telegram", "https://t.me/meridian"),
        SocialLink("X", "https://x.com/meridian"),
        SocialLink("Mastodon", "https://social.example/@meridian"),
    ),
)
BODY = """\
The harbour's tide gauge stood still for "eleven hours" on Tuesday, and nobody noticed until the fishermen did.

Its float had caught on a [mooring chain](article:12), the port said -- a thing that "isn't supposed to happen".

> "We looked at the wall, as our grandfathers did," said one skipper.

## What the gauge is for

1. It tells the pilots how much water there is.
2. It warns the *lower town*.

| Hour | Gauge | Wall |
|------|------:|-----:|
| 06 | 2.10 | 2.10 |
| 12 | 2.10 | 3.45 |

The port will mount a second one[^1], and an [older promise](article:99) is kept at last.

[^1]: Delivery takes until May.
"""


def complete() -> PageModel:
    """Everything that a page can have."""
    return PageModel(
        site=SITE,
        at=AT,
        headline="Harbour Gauge Stops, and the Town Reads the Wall Instead",
        lede="A stuck float went unseen for half a day. The port is to measure the tide twice from now on.",
        body=BODY,
        language="en",
        n_words=112,
        url=f"{ROOT}/coast/harbour-gauge-stops",
        short_url="https://mrd.example/k3Fq9Zb",
        sections=tuple(
            PageLink(name, f"{ROOT}/{name.lower()}")
            for name in ("World", "Coast", "Business", "Science", "Opinion")
        ),
        section=PageLink("Coast", f"{ROOT}/coast"),
        label="Analysis",
        dateline=Dateline(place="NORTH QUAY", date="March 3"),
        bylines=(
            PageByline("Ines Tavares", BylineRole.AUTHOR, "North Quay", f"{ROOT}/people/ines-tavares"),
            PageByline("Oskar Lind", BylineRole.AUTHOR),
            PageByline("Mira Okoro", BylineRole.REPORTING),
            PageByline("Paul Reyes", BylineRole.EDITING),
        ),
        picture=PagePicture(
            data_uri=PIXELS,
            url=f"{ROOT}/media/gauge.png",
            alt="A striped measuring board on a harbour wall at low tide",
            caption="The wall, with its painted marks.",
            credit="© Meridian / R. Sund",
            date="2 March 2021",
            width=16,
            height=9,
        ),
        notices=(
            PageNotice(
                NoticeKind.CORRECTION,
                "An earlier version gave the height of the wall in feet. It is 3.45 metres.",
                datetime(2021, 3, 4, 11, 40, tzinfo=UTC),
            ),
        ),
        series=(
            PageSeries(
                "Tides and the Lower Town",
                f"{ROOT}/series/tides",
                1881,
                1880,
                PageLink("Council Votes for a Higher Quay", f"{ROOT}/coast/higher-quay"),
                PageLink("The Second Gauge Arrives", f"{ROOT}/coast/second-gauge"),
            ),
            PageSeries("Small Machines", f"{ROOT}/series/small-machines", 7, 3),
        ),
        tags=(
            PageTag("tides", TagKind.TOPIC, f"{ROOT}/tags/tides"),
            PageTag("North Quay", TagKind.PLACE, f"{ROOT}/tags/north-quay"),
            PageTag("Port Authority", TagKind.ORGANISATION, f"{ROOT}/tags/port-authority"),
        ),
        related=(
            PageRelated(
                "Who Paints the Marks", f"{ROOT}/coast/marks", "Coast", datetime(2021, 2, 11, 7, tzinfo=UTC)
            ),
            PageRelated("A Storm Nobody Ordered", None),
        ),
        article_urls=((12, f"{ROOT}/coast/mooring-chain"),),
        published_at=datetime(2021, 3, 3, 9, 12, tzinfo=UTC),
        updated_at=datetime(2021, 3, 4, 11, 40, tzinfo=UTC),
    )


def arabic() -> PageModel:
    """A right-to-left page of a site with a Latin name."""
    return replace(
        complete(),
        site=replace(SITE, language="ar", zone="Asia/Amman"),
        headline="مقياس الميناء يتوقف والبلدة تقرأ الجدار",
        lede="ظل العوام عالقا نصف يوم دون أن ينتبه أحد، والميناء سيقيس المد مرتين من الآن.",
        body='توقف مقياس المد في الميناء "إحدى عشرة ساعة" يوم الثلاثاء.\n\nقال أحد الصيادين: "نظرنا إلى الجدار".\n\n'
        "> قرأنا العلامات كما قرأها أجدادنا.\n\nThe port answered in English, in one line.\n",
        language="ar",
        n_words=31,
        section=PageLink("الساحل", f"{ROOT}/coast"),
        sections=(
            PageLink("العالم", f"{ROOT}/world"),
            PageLink("الساحل", f"{ROOT}/coast"),
            PageLink("آراء", f"{ROOT}/o"),
        ),
        label="تحليل",
        dateline=Dateline(place="الرصيف الشمالي"),
        bylines=(
            PageByline("إيناس حداد", BylineRole.AUTHOR, "عمان"),
            PageByline("Oskar Lind", BylineRole.EDITING),
        ),
        series=(PageSeries("المد والبلدة السفلى", f"{ROOT}/series/tides", 1881, 1880),),
        tags=(
            PageTag("المد", TagKind.TOPIC, f"{ROOT}/tags/tides"),
            PageTag("Port Authority", TagKind.TOPIC, f"{ROOT}/t"),
        ),
        related=(
            PageRelated(
                "من يرسم العلامات", f"{ROOT}/coast/marks", "الساحل", datetime(2021, 2, 11, 7, tzinfo=UTC)
            ),
        ),
        notices=(
            PageNotice(NoticeKind.UPDATE, "أضيف تصريح الميناء.", datetime(2021, 3, 4, 11, 40, tzinfo=UTC)),
        ),
    )


def cyrillic() -> PageModel:
    """A Russian page in Moscow's zone."""
    return replace(
        complete(),
        site=replace(SITE, name="Меридиан", credit="Меридиан", language="ru", zone="Europe/Moscow"),
        headline="Портовый футшток остановился, и город смотрит на стену",
        lede="Поплавок застрял на полдня, и никто этого не заметил.",
        body='Футшток в гавани стоял "одиннадцать часов", и первыми это увидели рыбаки.\n\n'
        'Капитан порта сказал: "Мы купим второй, его уже назвали "близнецом"" -- и уехал.\n',
        language="ru",
        n_words=24,
        section=PageLink("Побережье", f"{ROOT}/coast"),
        sections=(PageLink("Мир", f"{ROOT}/world"), PageLink("Побережье", f"{ROOT}/coast")),
        label=None,
        dateline=Dateline(place="СЕВЕРНЫЙ ПРИЧАЛ", date="3 мар"),
        bylines=(
            PageByline("Инна Таврина", BylineRole.AUTHOR),
            PageByline("Пётр Реев", BylineRole.TRANSLATION),
        ),
        series=(
            PageSeries(
                "Приливы", f"{ROOT}/series/tides", 21, 21, PageLink("Совет решил", f"{ROOT}/coast/council")
            ),
        ),
        tags=(PageTag("приливы", TagKind.TOPIC, f"{ROOT}/tags/tides"),),
        related=(),
        notices=(),
        picture=None,
    )


def minimal() -> PageModel:
    """A draft of which only the text exists, on a site of which only the name is set."""
    return PageModel(
        site=SiteSettings(address="", credit=""),
        at=AT,
        headline="",
        lede="",
        body="One paragraph.",
        language="en",
        n_words=2,
        url=None,
        short_url=None,
    )


def withdrawn() -> PageModel:
    """A page of which only a notice is left."""
    return replace(complete(), withdrawn="The article was published by mistake. The port had not been asked.")


def draft() -> PageModel:
    """A draft beside published articles: no times, no address of its own, an entry that nothing answers to yet."""
    return replace(
        complete(),
        published_at=None,
        updated_at=None,
        url=None,
        picture=None,
        notices=(),
        headline="Second Gauge: A First Draft",
        body="[A link](article:99) to what is not there yet, and one to [what is](article:12).",
        related=(
            PageRelated("A Headline Without an Article", None),
            PageRelated("Who Paints the Marks", f"{ROOT}/m"),
        ),
    )


def pictures() -> PageModel:
    """A text with pictures: alone, with words below, in a sentence, too large for the page, missing, from elsewhere."""
    shown, large = f"/media/{PIXELS_FILE}", f"/media/{LARGE_FILE}"
    folder = Path(__file__).parent / "media"
    return replace(
        complete(),
        body=f"""\
The wall was painted again.

![A "striped" board]({shown})

![The board & its marks]({shown} "Marks")
*Oskar Lind painted "it" in [one day](article:12).*

[![A small board]({shown})](https://port.example/board)

Of the signs, ![one]({shown}) and ![the other](/media/{GONE_FILE}) were there before.

![The whole harbour]({large})
_Seen from the hill._

![What nobody kept <b>](/media/{GONE_FILE})

![A picture from elsewhere](https://port.example/a.png){{width="300"}}
""",
        text_pictures=(
            TextPicture(
                PIXELS_FILE, str(folder / PIXELS_FILE), "image/png", f"{ROOT}/media/{PIXELS_FILE}", 16, 9
            ),
            TextPicture(LARGE_FILE, None, "image/jpeg", f"{ROOT}/media/{LARGE_FILE}", 9000, 6000),
        ),
    )


ALL = {
    "pictures": pictures,
    "complete": complete,
    "arabic": arabic,
    "cyrillic": cyrillic,
    "minimal": minimal,
    "withdrawn": withdrawn,
    "draft": draft,
}
