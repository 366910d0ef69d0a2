"""Pages that Google Docs exports, as others would write them: looks are in classes, lists lie flat, comments below."""

import re
from typing import TYPE_CHECKING

from newsroom.domain.names import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_RULE = re.compile(r"\.([\w-]{1,40})\{([^{}]{1,2000})\}")
_LOOKS = re.compile(r"font-weight:\s*(?:700|bold)|font-style:\s*italic|vertical-align:\s*(?:super|sub)")
_LIST = re.compile(r"(?:^|\s)lst-kix_(?P<id>[\w]{1,40})-(?P<level>\d)(?=\s|$)")
_COMMENT = re.compile(r"cmnt\d{1,5}")
_NOTE = re.compile(r"ftnt\d{1,5}")
_MARK = re.compile(r"cmnt_ref\d{1,5}")
_PARTS = {"title": ("h1", ""), "subtitle": ("p", "standfirst")}


def mend_docs_page(root: "HtmlElement") -> list[str]:
    """Changes such a page in its place; answers its comments. Of any other page nothing is touched."""
    body = root.find(".//body")
    if body is None or "doc-content" not in (body.get("class") or "").split():
        return []
    looks = _looks(root)
    for element in list(body.iterfind(".//*[@class]")):
        classes = element.get("class", "").split()
        if said := "; ".join(dict.fromkeys(looks[name] for name in classes if name in looks)):
            element.set("style", said)
        if element.tag == "p" and (part := next((name for name in classes if name in _PARTS), None)):
            tag, name = _PARTS[part]
            element.tag = tag
            element.set("class", name)
    _nest(body)
    _name_notes(body)
    return _comments(body)


def _looks(root: "HtmlElement") -> dict[str, str]:
    """What of a look Markdown can keep, by its class."""
    text = "".join(style.text or "" for style in root.iter("style"))[:200_000]
    found: dict[str, str] = {}
    for name, declarations in _RULE.findall(text):
        if looks := _LOOKS.findall(declarations):
            found[name] = "; ".join(looks)
    return found


def _nest(body: "HtmlElement") -> None:
    """Lists of a deeper level go into the entry before them, and what goes on after them belongs to the list above."""
    open_lists: dict[int, HtmlElement] = {}
    first: HtmlElement | None = None
    for each in list(body.iter("ul", "ol")):
        match = _LIST.search(each.get("class") or "")
        if match is None:
            continue
        level = int(match["level"])
        if first is None or each.getprevious() is not first or (first.tail or "").strip():
            open_lists, first = {level: each}, each
            continue
        above = open_lists.get(level - 1)
        same = open_lists.get(level)
        if same is not None and same.tag == each.tag and "start" not in each.get("class", "").split():
            same.extend(list(each))
            each.drop_tree()
        elif above is not None and len(above):
            above[-1].append(each)
            open_lists[level] = each
        else:
            open_lists, first = {level: each}, each
        for deeper in [one for one in open_lists if one > level]:
            del open_lists[deeper]


def _name_notes(body: "HtmlElement") -> None:
    """Footnotes are told by the paragraph that has their name; the rule above them is none of the text's."""
    for link in list(body.iter("a")):
        note = link.getparent()
        if note is not None and note.tag == "p" and _NOTE.fullmatch(link.get("id") or ""):
            note.set("id", link.attrib.pop("id"))
            box = note.getparent()
            rule = box.getprevious() if box is not None else None
            if rule is not None and rule.tag == "hr":
                rule.drop_tree()


def _comments(body: "HtmlElement") -> list[str]:
    found: list[str] = []
    for link in list(body.iter("a")):
        parent = link.getparent()
        if parent is None:
            continue
        if _MARK.fullmatch(link.get("id") or ""):
            (parent if parent.tag == "sup" and len(parent) == 1 else link).drop_tree()
        elif _COMMENT.fullmatch(link.get("id") or ""):
            box = parent.getparent() if parent.tag == "p" else None
            link.drop_tree()
            holder = box if box is not None and box.tag == "div" else parent
            found.append(tidy(holder.text_content()))
            holder.drop_tree()
    return [words for words in found if words]
