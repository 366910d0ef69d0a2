"""``publish``, ``withdraw``, ``trash`` and ``untrash``."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsroom.cli.context import BY, Context, answer_article, opened
from newsroom.cli.parsing import Parser

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Article
    from newsroom.domain.ids import ArticleId


def make_publish_parser() -> Parser:
    return _parser("publish", "Publishes an article; of a published one, the changes made since.")


def make_withdraw_parser() -> Parser:
    parser = _parser("withdraw", "Takes a published article back. Its address then shows the notice.")
    parser.add_argument(
        "--notice", required=True, metavar="TEXT", help="what readers will find at the address"
    )
    return parser


def make_trash_parser() -> Parser:
    return _parser("trash", "Puts an article into the trash; untrash takes it out again.")


def make_untrash_parser() -> Parser:
    return _parser("untrash", "Takes an article out of the trash.")


def run_publish(options: Namespace, context: Context) -> int:
    from newsroom.desk.releasing import publish

    return _act(options, context, lambda library, id: publish(library, id, by=BY))


def run_withdraw(options: Namespace, context: Context) -> int:
    from newsroom.desk.releasing import withdraw

    return _act(options, context, lambda library, id: withdraw(library, id, options.notice, by=BY))


def run_trash(options: Namespace, context: Context) -> int:
    from newsroom.desk.articles import trash_article

    return _act(options, context, lambda library, id: trash_article(library, id, by=BY))


def run_untrash(options: Namespace, context: Context) -> int:
    from newsroom.desk.articles import untrash_article

    return _act(options, context, lambda library, id: untrash_article(library, id, by=BY))


def _parser(name: str, description: str) -> Parser:
    example = ' --notice "Withdrawn: the quotation was not his."' if name == "withdraw" else ""
    parser = Parser(name, description, f"example:\n  newsroom {name} 12{example}")
    parser.add_argument("id", metavar="ID", help="id, uid, address or short code")
    return parser


def _act(options: Namespace, context: Context, act: "Callable[[Library, ArticleId], Article]") -> int:
    from newsroom.desk.articles import find_article

    with opened(context) as library:
        article = act(library, find_article(library, options.id).id)
        answer_article(context, library, article)
    return 0


COMMANDS = {
    "publish": (make_publish_parser, run_publish),
    "withdraw": (make_withdraw_parser, run_withdraw),
    "trash": (make_trash_parser, run_trash),
    "untrash": (make_untrash_parser, run_untrash),
}
