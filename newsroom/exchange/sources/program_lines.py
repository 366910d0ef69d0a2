"""What programs write between the lines of a text: boxes, remarks that readers never saw, marks that cut it for lists.

Boxes (``:::tip``, ``!!! note``, ``> [!note]``) become quotations with their title. Remarks of Obsidian and MDX, imports
and exports of MDX, the marks and ``{:toc}`` are left out. Code stays as it is. Time is linear in the text's length.
"""

import re
from collections import Counter
from collections.abc import Sequence

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_CUT = re.compile(
    r"[ \t]*(?:<!--\s*(?:more|truncate|excerpt|end[- ]excerpt)\s*-->|\{/\*\s*truncate\s*\*/\})[ \t]*",
    re.IGNORECASE,
)
_COLONS = re.compile(
    r"(?P<colons>:{3,})[ \t]*(?:\{[ \t]*\.?(?P<braced>[a-z][\w-]*)[^{}]*\}|(?P<kind>[a-z][\w-]*))"
    r"(?:\[(?P<label>[^\]]*)\]|\{[^{}]*\})?[ \t]*(?P<title>.*)",
    re.IGNORECASE,
)
_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[a-z][\w-]*)(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*",
    re.IGNORECASE,
)
_CALLOUT = re.compile(
    r"(?P<before>(?:>[ \t]?)+)\[!(?P<kind>[a-z][\w-]*)(?:\|[^\]]*)?\][+-]?[ \t]*(?P<title>.*)", re.IGNORECASE
)
_TOC = re.compile(r"[ \t]*\{:[ \t]*toc\b[^}]*\}[ \t]*")
# Kramdown's looks of the block below it; of those behind a block the page makes the same.
_LOOKS = re.compile(r" {0,3}\{:[ \t]*[.#]?[A-Za-z][^{}\n]{0,300}\}[ \t]*")
_ITEM = re.compile(r"[ \t]*(?:[*+-]|\d+\.)[ \t]+\S.*")
_MODULE = re.compile(
    r"import\s+(?:[\w*{]|[\"'])|export\s+(?:const|let|var|function|class|default|async|\{|\*)\b|export\s*\{"
)
# What is code, and so holds no remark; or where a remark begins.
_CODE_OR_REMARK = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*|`[^`\n]{0,500}`|(?P<begin>(?<!\S)%%(?!%)|\{/\*)", re.MULTILINE
)
_BEHIND_REMARK = re.compile(r"[\s.,;:!?)]|\Z")
_COMPONENT = re.compile(r"`[^`\n]*`|<(?P<name>[A-Z][\w.]*)(?=[\s/>])")
_BOXES = frozenset(
    "note tip info information warning danger caution important success failure bug example quote cite abstract "
    "summary question help faq attention hint error seealso tldr todo check done fail missing details "
    "admonition".split()
)
_UNTITLED = frozenset(("quote", "cite", "details", "admonition"))
_DEEPEST = 8
_LONGEST_REMARK = 20_000
_LONGEST_STATEMENT, _MOST_UNCLOSED = 80, 20


def without_program_lines(text: str, notes: list[str], *, is_mdx: bool = False) -> str:
    """The text as readers saw it; ``notes`` takes what was left out."""
    if "%%" in text or "{/*" in text:
        text = _without_remarks(text, notes, is_mdx)
    if not is_mdx and not any(mark in text for mark in (":::", "!!!", "???", "[!", "{:", "<!--")):
        return text
    lines = _Lines(is_mdx)
    text = "\n".join(lines.written(text.split("\n")))
    notes += lines.notes()
    return text


def _without_remarks(text: str, notes: list[str], is_mdx: bool) -> str:
    parts: list[str] = []
    last = at = n_remarks = 0
    unclosed: set[str] = set() if is_mdx else {"*/}"}
    while (match := _CODE_OR_REMARK.search(text, at)) is not None:
        at = match.end()
        if fence := match["fence"]:
            closing = re.compile(rf"^ {{0,3}}{re.escape(fence)}", re.MULTILINE).search(text, at)
            if closing is None:
                break
            at = closing.end()
        elif match["begin"]:
            end = _end_of_remark(text, at, "%%" if match["begin"] == "%%" else "*/}", unclosed)
            if end and not _CUT.fullmatch(text, match.start(), end):
                parts.append(text[last : match.start()])
                last = at = end
                n_remarks += 1
    if n_remarks:
        notes.append(f"Remarks that only its writers saw were left out: {n_remarks}.")
    return "".join((*parts, text[last:]))


def _end_of_remark(text: str, at: int, sign: str, unclosed: set[str]) -> int:
    """Behind it; 0 where it is none."""
    if sign in unclosed:
        return 0
    end = text.find(sign, at)
    if end < 0:
        unclosed.add(sign)
        return 0
    if end - at > _LONGEST_REMARK or (sign == "%%" and not _BEHIND_REMARK.match(text, end + len(sign))):
        return 0
    return end + len(sign)


class _Lines:
    def __init__(self, is_mdx: bool) -> None:
        self._is_mdx = is_mdx
        self._n_statements = self._n_unclosed = 0
        self._n_contents = 0
        self._n_looks = 0
        self._components: Counter[str] = Counter()

    def notes(self) -> list[str]:
        found = []
        if self._n_statements:
            found.append(f"Lines of its program (import, export) were left out: {self._n_statements}.")
        if self._n_contents:
            found.append("A list of its contents, which the program made, was left out.")
        if self._n_looks:
            found.append(f"Looks of what stands below them ({{: …}}) were left out: {self._n_looks}.")
        if self._components:
            names = ", ".join(f"<{name}>" for name, _ in self._components.most_common(12))
            found.append(f"Marks of a site program stay in the text as they were: {names}.")
        return found

    def written(self, lines: Sequence[str], depth: int = 0) -> list[str]:
        found: list[str] = []
        unclosed: set[int] = set()
        at = 0
        while at < len(lines):
            line = lines[at]
            if fence := _FENCE.match(line):
                end = _end_of_code(lines, at, fence["fence"])
                found += lines[at:end]
                at = end
                continue
            n_taken = self._box(lines, at, found, unclosed, depth) or self._left_out(lines, at, found)
            if not n_taken:
                found.append(line)
                if self._is_mdx and "<" in line:
                    self._components.update(
                        match["name"] for match in _COMPONENT.finditer(line) if match["name"]
                    )
            at += n_taken or 1
        return found

    def _left_out(self, lines: Sequence[str], at: int, found: list[str]) -> int:
        """How many lines are, from this one on."""
        line = lines[at]
        if _CUT.fullmatch(line):
            is_between = bool(
                found and not found[-1].strip() and at + 1 < len(lines) and not lines[at + 1].strip()
            )
            return 2 if is_between else 1
        if _TOC.fullmatch(line):
            if found and _ITEM.fullmatch(found[-1]) and not (len(found) > 1 and found[-2].strip()):
                found.pop()
            self._n_contents += 1
            return 1
        if _LOOKS.fullmatch(line) and not (found and found[-1].strip()):
            self._n_looks += 1
            return 1
        if self._is_mdx and self._n_unclosed < _MOST_UNCLOSED and _MODULE.match(line):
            n = _length_of_statement(lines, at)
            self._n_statements += bool(n)
            self._n_unclosed += not n
            return n
        return 0

    def _box(self, lines: Sequence[str], at: int, found: list[str], unclosed: set[int], depth: int) -> int:
        """How many lines make a box, from this one on; it is added to what was found."""
        line = lines[at]
        if (match := _CALLOUT.fullmatch(line)) and match["kind"].lower() in _BOXES:
            if title := _title(match["kind"], match["title"]):
                found += [f"{match['before']}{title}", match["before"].rstrip()]
            elif match["title"]:
                found.append(f"{match['before']}{match['title']}")
            return 1
        if depth > _DEEPEST:
            return 0
        if (match := _COLONS.fullmatch(line)) is not None:
            kind = (match["kind"] or match["braced"]).lower().removeprefix("callout-")
            end = _closing(lines, at, len(match["colons"]), unclosed) if kind in _BOXES else 0
            if end:
                self._add_box(found, kind, match["label"] or match["title"], lines[at + 1 : end], depth)
                return end + 1 - at
        elif (match := _INDENTED.fullmatch(line)) and match["kind"].lower() in _BOXES:
            end = _end_of_indented(lines, at)
            inner = [
                line[4:] if line.startswith("    ") else line.lstrip("\t ") for line in lines[at + 1 : end]
            ]
            if inner:
                self._add_box(found, match["kind"], match["title"] or "", inner, depth)
                return end - at
        return 0

    def _add_box(self, found: list[str], kind: str, title: str, lines: Sequence[str], depth: int) -> None:
        inner = self.written(lines, depth + 1)
        while inner and not inner[0].strip():
            inner.pop(0)
        while inner and not inner[-1].strip():
            inner.pop()
        words = _title(kind, title) or title.strip()
        head = [words, ""] if words else []
        if found and found[-1].strip():
            found.append("")
        found += [f"> {line}".rstrip() for line in (*head, *inner)]
        found.append("")


def _title(kind: str, title: str) -> str:
    """What stands above it, in bold; its kind where it has no title. Empty of a quotation."""
    words = title.strip().strip("*").strip()
    if not words and kind.lower() not in _UNTITLED:
        words = kind.replace("-", " ").capitalize()
    return f"**{words}**" if words else ""


def _end_of_code(lines: Sequence[str], at: int, fence: str) -> int:
    """Behind the line that closes it, or behind the last one."""
    for n in range(at + 1, len(lines)):
        if lines[n].lstrip(" ").startswith(fence) and not lines[n].strip().strip(fence[0]):
            return n + 1
    return len(lines)


def _closing(lines: Sequence[str], at: int, n_colons: int, unclosed: set[int]) -> int:
    """Which line closes the box; 0 where none does."""
    if n_colons in unclosed:
        return 0
    closing, inner, n = ":" * n_colons, 0, at + 1
    while n < len(lines):
        line = lines[n].strip()
        if fence := _FENCE.match(lines[n]):
            n = _end_of_code(lines, n, fence["fence"])
            continue
        if line == closing:
            if not inner:
                return n
            inner -= 1
        elif line.startswith(closing) and not line.startswith(f"{closing}:") and _COLONS.fullmatch(line):
            inner += 1
        n += 1
    unclosed.add(n_colons)
    return 0


def _end_of_indented(lines: Sequence[str], at: int) -> int:
    end = n = at + 1
    while n < len(lines) and (not lines[n].strip() or lines[n].startswith(("    ", "\t"))):
        n += 1
        if lines[n - 1].strip():
            end = n
    return end


def _length_of_statement(lines: Sequence[str], at: int) -> int:
    """How many lines it takes until what it opened is closed; 0 where that is too far, and it may be prose."""
    depth = 0
    for n, line in enumerate(lines[at : at + _LONGEST_STATEMENT]):
        depth += sum(line.count(sign) for sign in "({[") - sum(line.count(sign) for sign in ")}]")
        if depth <= 0:
            is_statement = n > 0 or re.search(r"[\"'`;={}]|\bfrom\b|\bdefault\b", line)
            return n + 1 if is_statement else 0
    return 0
