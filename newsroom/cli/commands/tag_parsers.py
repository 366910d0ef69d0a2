"""The options of each act of ``tags``, and its help."""

from collections.abc import Callable

from newsroom.cli.parsing import Parser
from newsroom.cli.query_words import LANGUAGE_HELP
from newsroom.domain.article import TagKind

DEFAULT_LIMIT = 50
SORTS = {"count": "count", "name": "name", "last-use": "last_use"}
_ALIAS_EXAMPLES = """\
example:
  newsroom tags alias "United States" +US +USA -"U. S.\""""
_SPLIT_EXAMPLES = f"""\
The articles that have FROM and that the query finds get TO in its place.

{LANGUAGE_HELP}

example:
  newsroom tags split Jordan "Jordan (person)" basketball --dry-run"""


def list_parser() -> Parser:
    parser = Parser(
        "tags list", "Lists tags, the most used first; with TEXT, those with such a word.", free_words=True
    )
    parser.usage = "newsroom tags [TEXT] [--kind KIND] [--sort ORDER] [--retired] [--limit N] [--json]"
    parser.add_argument("--kind", choices=[kind.value for kind in TagKind], help="only those of this kind")
    parser.add_argument("--sort", choices=list(SORTS), default="count", help="count, name or last-use")
    parser.add_argument("--retired", action="store_true", help="the retired ones instead")
    parser.add_limit(DEFAULT_LIMIT)
    return parser


def merge_parser() -> Parser:
    parser = Parser("tags merge", "Merges tags into the last one named.")
    parser.add_argument("tags", nargs="+", metavar="TAG", help="the tags, and last the one that stays")
    parser.add_dry_run()
    return parser


def rename_parser() -> Parser:
    parser = Parser("tags rename", "Gives a tag another name; the old one stays as an alias.")
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("name", metavar="NEW", help="with a qualifier, if wanted: Jordan (person)")
    parser.add_argument("--no-alias", action="store_true", help="the old name is given up")
    return parser


def kind_parser() -> Parser:
    parser = Parser("tags kind", "Says what tags name.")
    parser.add_argument("kind", choices=[kind.value for kind in TagKind], metavar="KIND")
    parser.add_argument("tags", nargs="+", metavar="TAG")
    return parser


def alias_parser() -> Parser:
    parser = Parser(
        "tags alias", "Gives a tag other names, and takes them.", _ALIAS_EXAMPLES, free_words=True
    )
    parser.usage = "newsroom tags alias TAG +NAME|-NAME [+NAME|-NAME ...] [--json] [--library PATH]"
    return parser


def parent_parser() -> Parser:
    parser = Parser("tags parent", "Puts a tag under another one; without one, under none.")
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("parent", nargs="?", metavar="PARENT")
    return parser


def describe_parser() -> Parser:
    parser = Parser("tags describe", "Writes the text of a tag's page.")
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("text", metavar="TEXT")
    return parser


def names_parser(act: str, description: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"tags {act}", description)
        parser.add_argument("tags", nargs="+", metavar="TAG")
        return parser

    return make


def split_parser() -> Parser:
    parser = Parser(
        "tags split", "Gives found articles another tag in a tag's place.", _SPLIT_EXAMPLES, free_words=True
    )
    parser.usage = "newsroom tags split FROM TO QUERY... [--publish] [--dry-run] [--json] [--library PATH]"
    parser.add_argument("--publish", action="store_true", help="readers see the change at once")
    parser.add_dry_run("only count")
    return parser


def duplicates_parser() -> Parser:
    parser = Parser("tags duplicates", "Lists tags that may be one, in groups.")
    parser.add_limit(DEFAULT_LIMIT, " groups")
    return parser


def map_parser() -> Parser:
    parser = Parser("tags map", "Maps a tag to a concept; without a tag, proposes mappings by name.")
    parser.add_argument("tag", nargs="?", metavar="TAG")
    parser.add_argument("concept", nargs="?", metavar="CONCEPT", help="its code or name; without it, to none")
    parser.add_argument("--accept-all", action="store_true", help="does all that would be proposed")
    return parser
