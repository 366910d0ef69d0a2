"""The story of the tour: what is pasted and typed, and what must be in the library afterwards. Knows no window."""

from newsroom.paths import resources_root

HEADLINE = "Crews Ask Velmar to Pay for a Spring Without Herring"
SECTION = "Business"
LABEL = "Analysis"
NEW_SERIES = "The Spring Closure"
ALIAS = "trade unions"
NEW_PERSON = "Loveday Prowse"
BYLINE = "Imogen Thackery"
RELATED = "Velmar and Zarechye Return to Table on Corran Banks"
PASTED_SERIES = "Dispute Over the Corran Banks"
PASTED_TAGS = (
    ("Corran Banks", "place"),
    ("fisheries", "topic"),
    ("Petra Hallowes", "person"),
    ("Velmar", "place"),
    ("Crews' Association", "topic"),
    ("Altmünde Accord", "event"),
)
# No article of the sample has this headline: the entry is kept, and finds its article one day.
NOT_WRITTEN_YET = "‘Not One Box Fewer’: The Slogan That Would Not Wash Off"
PASTED_RELATED = (
    "Velmar and Zarechye Sign Accord on Corran Banks After 65 Years",
    NOT_WRITTEN_YET,
    "Negotiators Agree Draft to Share Corran Herring 52 to 48",
    "Cod on Corran Banks Down by a Fifth, First Joint Survey Finds",
)
# Of the page, not of the story: kept with the article.
SET_ASIDE = [
    "09:20 GMT19 November 2026",
    "Listen Live",
    "Get short URL",
    "Dispute Over the Corran Banks (1882)",
    "Community standardsDiscussion",
]
LEDE = "Crews in three harbours want to know who will pay for the weeks in which they may not fish."
# Typed at the end of the text, with straight quotation marks, which the editor sets.
LAST_TYPED = '"A boat at the quay still has to be painted," he said. "The sea does not wait for a subsidy."'
LAST_KEPT = "“A boat at the quay still has to be painted,” he said. “The sea does not wait for a subsidy.”"


def wire_copy() -> str:
    """The page's text that is pasted."""
    return (resources_root() / "sample" / "wire" / "agency-page.txt").read_text("utf-8")


def pasted_body() -> str:
    """The paragraphs of the story: from behind the dateline up to the series line that ends the text."""
    lines = [line.strip() for line in wire_copy().splitlines()]
    begin = next(n for n, line in enumerate(lines) if " — " in line)
    end = next(n for n, line in enumerate(lines) if n > begin and line.startswith(PASTED_SERIES))
    paragraphs = [line for line in lines[begin:end] if line]
    paragraphs[0] = paragraphs[0].split(" — ", 1)[1]
    return "\n\n".join(paragraphs)


def meant() -> dict[str, object]:
    """What ``show`` must answer, by its keys; what depends on time and chance is left out."""
    return {
        "state": "published",
        "trashed_at": None,
        "language": "en",
        "section": SECTION,
        "label": LABEL,
        "headline": HEADLINE,
        "slug": "crews-ask-velmar-to-pay-for-a-spring-without-herring",
        "address": "/business/crews-ask-velmar-to-pay-for-a-spring-without-herring",
        "lede": LEDE,
        "dateline": {"place": "PORT ANSEL", "date": None, "credit": None},
        "bylines": [{"name": BYLINE, "role": "author", "place": None}],
        "body": f"{pasted_body()}\n\n{LAST_KEPT}",
        "picture": None,
        "notices": [],
        "series": [
            {"name": PASTED_SERIES, "position": 1882, "count": 1882},
            {"name": NEW_SERIES, "position": 1, "count": 1},
        ],
        "tags": [
            *({"name": name, "kind": kind} for name, kind in PASTED_TAGS),
            {"name": "labour", "kind": "topic"},
            {"name": NEW_PERSON, "kind": "person"},
        ],
        "related": [
            {"headline": headline, "found": headline != NOT_WRITTEN_YET}
            for headline in (*PASTED_RELATED[:3], RELATED, PASTED_RELATED[3])
        ],
        "publish_at": None,
        "embargo_until": None,
        "extra": {"set_aside": SET_ASIDE},
    }
