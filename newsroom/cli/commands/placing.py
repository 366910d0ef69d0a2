"""``tag``, ``series`` and ``relate``: an article's place in the archive."""

from argparse import Namespace
from collections.abc import Sequence

from newsroom.cli.context import BY, Context, answer_article, opened
from newsroom.cli.parsing import Parser, UsageError

_TAG_EXAMPLES = """\
+NAME adds a tag at the end, -NAME takes it away; an alias stands for its tag. A new tag is a
topic unless its kind is said: person, place, organisation or event.

examples:
  newsroom tag 12 +Harbour +person:"Ana Ruiz" -Sport
  newsroom tag 12 +"Jordan (person)" -- --odd-name"""
_SERIES_EXAMPLES = """\
+NAME puts the article into a series, -NAME takes it out. A new series is made; a number in
brackets says how many articles it has with this one, for those that are not in the library.

examples:
  newsroom series 12 +"The harbour strike" -"Port news"
  newsroom series 12 +"The harbour strike (1881)\""""
_RELATE_EXAMPLES = """\
The articles named replace the list, in their order; without any, the list is emptied.

example:
  newsroom relate 12 7 9 /world/talks-resume"""


def make_tag_parser() -> Parser:
    parser = Parser("tag", "Adds and removes an article's tags.", _TAG_EXAMPLES, free_words=True)
    parser.usage = "newsroom tag ID +NAME|-NAME [+NAME|-NAME ...] [--json] [--library PATH]"
    return parser


def make_series_parser() -> Parser:
    parser = Parser(
        "series", "Puts an article into series and takes it out.", _SERIES_EXAMPLES, free_words=True
    )
    parser.usage = "newsroom series ID +NAME|-NAME [+NAME|-NAME ...] [--json] [--library PATH]"
    return parser


def make_relate_parser() -> Parser:
    parser = Parser("relate", "Replaces an article's list of related articles.", _RELATE_EXAMPLES)
    parser.add_argument("id", metavar="ID", help="id, uid, address or short code")
    parser.add_argument(
        "others", nargs="*", metavar="OTHER", help="a related article, named in the same ways"
    )
    return parser


def run_tag(options: Namespace, context: Context) -> int:
    ref, added, removed = _changes("tag", options.words)
    from newsroom.desk.articles import find_article
    from newsroom.desk.placing import change_tags

    with opened(context) as library:
        article = change_tags(library, find_article(library, ref).id, add=added, remove=removed, by=BY)
        answer_article(context, library, article)
    return 0


def run_series(options: Namespace, context: Context) -> int:
    ref, added, removed = _changes("series", options.words)
    from newsroom.desk.articles import find_article
    from newsroom.desk.placing import change_series

    with opened(context) as library:
        article = change_series(library, find_article(library, ref).id, add=added, remove=removed, by=BY)
        answer_article(context, library, article)
    return 0


def run_relate(options: Namespace, context: Context) -> int:
    from newsroom.desk.articles import find_article
    from newsroom.desk.placing import replace_related

    with opened(context) as library:
        article = find_article(library, options.id)
        others = [find_article(library, other).id for other in options.others]
        article = replace_related(library, article.id, others, by=BY)
        answer_article(context, library, article)
    return 0


def _changes(command: str, words: Sequence[str]) -> tuple[str, list[str], list[str]]:
    """The article, the names with ``+``, the names with ``-``."""
    see = f"See: newsroom {command} --help"
    if len(words) < 2:
        raise UsageError(f"{command}: name an article, then +NAME or -NAME. {see}")
    for word in words[1:]:
        if word[0:1] not in ("+", "-") or not word[1:].strip():
            raise UsageError(f"{command}: “{word}” is neither +NAME nor -NAME. {see}")
    added = [word[1:] for word in words[1:] if word.startswith("+")]
    removed = [word[1:] for word in words[1:] if word.startswith("-")]
    return words[0], added, removed


COMMANDS = {
    "tag": (make_tag_parser, run_tag),
    "series": (make_series_parser, run_series),
    "relate": (make_relate_parser, run_relate),
}
