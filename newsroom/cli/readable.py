"""Articles, lists and reports as text for a person at a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from newsroom.cli.streams import one_line

_NAMES = (
    ("address", "Address"),
    ("short_code", "Short code"),
    ("section", "Section"),
    ("label", "Label"),
    ("language", "Language"),
    ("published_at", "Published"),
    ("updated_at", "Changed"),
    ("publish_at", "To be published"),
    ("embargo_until", "Embargo until"),
    ("trashed_at", "In the trash since"),
    ("created_at", "Made"),
    ("uid", "UID"),
)


def article_text(document: Mapping[str, Any]) -> str:
    """A ``show`` document for a person: what it is, then what it says. Fields that are empty are left out."""
    lines = [
        f"{document['id']}  {one_line(document['headline']) or '(no headline)'}",
        f"    {document['state'].replace('_', ' ')}, version {document['version']}",
        "",
    ]
    lines += [_field(name, document[key]) for key, name in _NAMES if document[key]]
    lines += _parts(document)
    if document["lede"]:
        lines += ["", document["lede"]]
    if document["body"]:
        lines += ["", document["body"].rstrip("\n")]
    return "\n".join(lines)


def list_text(rows: Sequence[Mapping[str, Any]], total: int) -> str:
    """A list, one article a line, and how many there are in all."""
    if not total:
        return "No articles."
    width = max((len(str(row["id"])) for row in rows), default=1)
    lines = [line for row in rows for line in _row_lines(row, width)]
    if total == 1:
        lines.append("1 article.")
    elif len(rows) < total:
        lines.append(f"{len(rows)} of {total} articles. For more, say --limit N.")
    else:
        lines.append(f"{total} articles.")
    return "\n".join(lines)


def _row_lines(row: Mapping[str, Any], width: int) -> list[str]:
    excerpt = one_line(row.get("excerpt") or "")
    return [_row(row, width), *([f"{'':>{width}}  {excerpt}"] if excerpt else [])]


def _row(row: Mapping[str, Any], width: int) -> str:
    moment = (row["published_at"] or row["updated_at"])[:16].replace("T", " ")
    section = one_line(row["section"] or "-")
    headline = one_line(row["headline"]) or "(no headline)"
    return f"{row['id']:>{width}}  {moment}  {row['state']:<9}  {section}  {headline}"


_MOST_LINES = 200
_ALONE = {"conflict": "It was edited here since; what the source says now is kept as a revision."}


def _field(name: str, value: object) -> str:
    return f"{name + ':':<13} {one_line(str(value))}"


def _parts(document: Mapping[str, Any]) -> list[str]:
    lines = []
    if dateline := _dateline(document["dateline"]):
        lines.append(_field("Dateline", dateline))
    lines += [_field("Byline", _byline(byline)) for byline in document["bylines"]]
    lines += [
        _field("Series", f"{series['name']} ({series['position']} of {series['count']})")
        for series in document["series"]
    ]
    if document["tags"]:
        lines.append(_field("Tags", ", ".join(_tag(tag) for tag in document["tags"])))
    lines += [_field("Related", f"{link['id'] or '-'}  {link['headline']}") for link in document["related"]]
    if picture := document["picture"]:
        lines.append(_field("Picture", f"{picture['file']}  {picture['alt']}"))
    lines += [
        _field("Notice", f"{note['kind']}, {note['at']}: {note['text']}") for note in document["notices"]
    ]
    lines += [_field("Extra", f"{key} = {value}") for key, value in document["extra"].items()]
    return lines


def _dateline(dateline: Mapping[str, str | None]) -> str:
    place = ", ".join(part for part in (dateline["place"], dateline["date"]) if part)
    credit = dateline["credit"]
    return f"{place} ({credit})".strip() if credit else place


def _byline(byline: Mapping[str, Any]) -> str:
    place = f", {byline['place']}" if byline["place"] else ""
    role = "" if byline["role"] == "author" else f" ({byline['role']})"
    return f"{byline['name']}{place}{role}"


def _tag(tag: Mapping[str, str]) -> str:
    return tag["name"] if tag["kind"] == "topic" else f"{tag['kind']}:{tag['name']}"


def changes_text(document: Mapping[str, Any], *, dry_run: bool) -> str:
    """What ``replace`` did, or would do."""
    lines = []
    for article in document["articles"]:
        lines.append(f"{article['id']}  {one_line(article['headline'])}")
        for place in article["first"]:
            lines += [f"    - {one_line(place['before'])}", f"    + {one_line(place['after'])}"]
        if more := article["places"] - len(article["first"]):
            lines.append(f"    and {more} more.")
    lines += [
        f"Left alone: {one['id']}  {one_line(one['headline'])}: {one['reason']}" for one in document["left"]
    ]
    n = document["changed"]
    articles = "1 article" if n == 1 else f"{n} articles"
    lines.append(f"Would change {articles}." if dry_run else f"Changed {articles}.")
    if document["act"] is not None:
        lines[-1] += f" It is act {document['act']} of the log, and can be undone."
    return "\n".join(lines)


def report_text(report: Mapping[str, Any], *, dry_run: bool, more: str = "", n_noted: int = 0) -> str:
    """What an import did, or would do; of very many lines, the first. ``more``: what to type for all of them."""
    would = "Would have " if dry_run else ""
    parts = (("imported", "imported"), ("updated", "updated"), ("unchanged", "left unchanged"))
    counts = ", ".join(f"{report[key]} {word}" for key, word in parts)
    lines = [f"{would}{counts}." if dry_run else f"{counts[0].upper()}{counts[1:]}."]
    lines += [
        f"Left alone: {item['id']}  {item['headline']} was edited since it came from {item['source']}."
        for item in report["conflicts"]
    ]
    lines += [f"Skipped: {item['source']}: {item['reason']}" for item in report["skipped"]]
    n_more = len(lines) - _MOST_LINES
    if n_more > 0:
        lines = [*lines[:_MOST_LINES], f"And {n_more} more."]
    if more and (n_noted > 0 or n_more > 0):
        lines.append(f"For all that is to be said of it, type: {more}")
    return "\n".join(one_line(line) for line in lines)


def runs_text(runs: Sequence[Mapping[str, Any]]) -> str:
    """Imports, one a line, the newest first."""
    if not runs:
        return "Nothing was imported yet."
    width = max(len(str(run["id"])) for run in runs)
    return "\n".join(
        one_line(
            f"{run['id']:>{width}}  {run['begun_at']}  {run['state'].replace('_', ' '):<10}  "
            f"{_counts(run)}  {', '.join(run['sources'])}"
        )
        for run in runs
    )


def lines_text(run: Mapping[str, Any], more: str, *, is_group: bool = False) -> str:
    """One import, and what is to be said of its items: much of it in groups. ``is_group``: the lines of one.

    ``more``: what to type for these.
    """
    lines = [f"{run['begun_at']}, {run['state'].replace('_', ' ')}: {_counts(run)}."]
    lines += [f"    {source}" for source in run["sources"]]
    if run["message"]:
        lines.append(run["message"])
    in_groups = len(run["lines"]) > _MOST_LINES and not is_group
    if in_groups:
        lines += [
            f"{n:>3}. {one['outcome']}, {one['count']} times: {one['words']}"
            for n, one in enumerate(run["groups"], start=1)
        ]
        lines.append(f"For the lines of one of these, type: {more}")
    for line in run["lines"]:
        if in_groups and line["notes"]:
            continue
        article = f" ({line['id']}  {line['headline']})" if line["id"] else ""
        words = " ".join(line["notes"]) or _ALONE.get(line["outcome"], "")
        lines.append(f"{line['outcome']}: {line['source']}{article} {words}".replace(":  ", ": "))
    return "\n".join(one_line(line) for line in lines)


def _counts(run: Mapping[str, Any]) -> str:
    names = ("imported", "updated", "unchanged", "conflicts", "skipped")
    said = {name: "conflict" if name == "conflicts" and run[name] == 1 else name for name in names}
    return ", ".join(f"{run[name]} {said[name]}" for name in names if run[name]) or "nothing"


def nothing_arrived(report: Mapping[str, Any]) -> str:
    """Why an import brought nothing, in one line: the reason of the first file, and how many more there are."""
    skipped, conflicts = report["skipped"], report["conflicts"]
    if skipped:
        first = f"{skipped[0]['source']}: {skipped[0]['reason']}"
    else:
        first = f"article {conflicts[0]['id']} was edited since it came from {conflicts[0]['source']}."
    more = len(skipped) + len(conflicts) - 1
    return f"nothing was imported. {first}" + (f" And {more} more." if more else "")
