"""The palettes of the window: light, dark, and two of high contrast. Every colour that is painted comes from here."""

from dataclasses import dataclass

_MARK_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class Colors:
    """One palette; every value ``#rrggbb``. With ``high`` contrast what is chosen or focused has a frame of its own."""

    dark: bool
    bg: str
    panel: str
    card: str
    ink: str
    dim: str
    line: str
    accent: str
    accent_soft: str
    on_accent: str
    selection: str
    ok: str
    warn: str
    blue: str
    chip: str
    high: bool = False

    @property
    def focus_px(self) -> int:
        """Pixels of the frame around what has the focus."""
        return 2 if self.high else 1

    @property
    def dashes(self) -> str:
        """The dashed edge of what can be added: thin, in the line's own colour it would hardly be seen."""
        return self.dim if self.high else _mixed(self.dim, self.panel, 0.5)

    @property
    def mark(self) -> str:
        """The ground of passages that are marked in a text, such as those that stand in another one, too."""
        return _mixed(self.warn, self.card, _MARK_SHARE)

    @property
    def chip_edge(self) -> str:
        """The edge of what stands on the colour of chips."""
        return self.line if self.high else self.chip


def _mixed(one: str, other: str, share: float) -> str:
    """So much of one, the rest of the other."""
    pairs = ((int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{int(a * share + b * (1 - share)):02x}" for a, b in pairs)


LIGHT = Colors(
    dark=False,
    bg="#f6f6f4",
    panel="#fbfbfa",
    card="#ffffff",
    ink="#1c1d1f",
    dim="#63676e",
    line="#e2e2de",
    accent="#b3261e",
    accent_soft="#f7e4e2",
    on_accent="#ffffff",
    selection="#ece9e4",
    ok="#2a744a",
    warn="#8f5807",
    blue="#2b5fa8",
    chip="#efeeea",
)
DARK = Colors(
    dark=True,
    bg="#1b1c1e",
    panel="#202124",
    card="#26282b",
    ink="#e8e8e6",
    dim="#a3a9af",
    line="#3a3c41",
    accent="#ff8a80",
    accent_soft="#43292a",
    on_accent="#2a1110",
    selection="#34363b",
    ok="#7fcf9c",
    warn="#e3b261",
    blue="#8ab4f8",
    chip="#34363a",
)
CONTRAST = Colors(
    dark=False,
    high=True,
    bg="#ffffff",
    panel="#ffffff",
    card="#ffffff",
    ink="#000000",
    dim="#2e2e2e",
    line="#000000",
    accent="#8f0010",
    accent_soft="#ffe9e7",
    on_accent="#ffffff",
    selection="#dbe7fb",
    ok="#00471d",
    warn="#5a3400",
    blue="#002f7d",
    chip="#efefef",
)
CONTRAST_DARK = Colors(
    dark=True,
    high=True,
    bg="#000000",
    panel="#000000",
    card="#000000",
    ink="#ffffff",
    dim="#e4e4e4",
    line="#ffffff",
    accent="#ffb1a8",
    accent_soft="#3d0f0c",
    on_accent="#000000",
    selection="#1f2f52",
    ok="#93f2b9",
    warn="#ffd27a",
    blue="#b0d0ff",
    chip="#1e1e1e",
)


def colors_of(dark: bool, *, high: bool = False) -> Colors:
    """The dark palette or the light one; with ``high`` those of high contrast."""
    if high:
        return CONTRAST_DARK if dark else CONTRAST
    return DARK if dark else LIGHT
