"""The publication: what its pages say about it, and the limits it sets. Stored in the library, edited in the window."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SocialLink:
    """The publication's own account somewhere."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Settings of the site. ``zone`` is an IANA name; ``theme`` a folder of the user's own, None for ours.

    An empty address, link or text leaves its place on the page out.
    """

    name: str = "Newsroom"
    address: str = "https://newsroom.example"
    short_address: str = ""
    credit: str = "Newsroom"
    zone: str = "Etc/GMT"
    language: str = "en"
    listen_live_url: str = ""
    standards_url: str = ""
    discussion_url: str = ""
    rights_text: str = ""
    rights_url: str = ""
    logo_url: str = ""
    social: tuple[SocialLink, ...] = ()
    labels: tuple[str, ...] = ("Breaking", "Analysis", "Opinion", "Feature", "Explainer")
    headline_limit: int = 70
    smart_typography: bool = True
    theme: str | None = None
