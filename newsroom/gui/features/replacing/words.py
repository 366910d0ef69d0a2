"""What would be replaced, in words."""

from PySide6.QtCore import QCoreApplication

from newsroom.domain.acts import ActProgress
from newsroom.domain.replacing import ChangeCount, TextField
from newsroom.gui.when import articles, number


def _tr(words: str) -> str:
    return QCoreApplication.translate("replacing", words)


def places(n: int) -> str:
    """``1 place``, ``12 places``."""
    return _tr("1 place") if n == 1 else _tr("{0} places").format(number(n))


def field_word(field: TextField) -> str:
    """The field's name."""
    return {
        TextField.HEADLINE: _tr("Headline"),
        TextField.LEDE: _tr("Lede"),
        TextField.BODY: _tr("Text"),
    }[field]


def count_words(count: ChangeCount, n_out: int) -> str:
    """How much is found, and what is to be known of it."""
    if not count.n_articles:
        sentences = [_tr("It is nowhere in these texts.")]
    else:
        sentences = [_tr("{0} in {1}.").format(places(count.n_places), articles(count.n_articles))]
    if n_out:
        sentences.append(_tr("{0} left out.").format(articles(n_out)))
    if count.n_published == 1:
        sentences.append(_tr("1 of them is published: readers see the change when it is published, too."))
    elif count.n_published:
        words = _tr("{0} of them are published: readers see the change when it is published, too.")
        sentences.append(words.format(number(count.n_published)))
    if count.n_too_slow:
        words = _tr("In {0} the pattern took too long; nothing is changed there.")
        sentences.append(words.format(articles(count.n_too_slow)))
    return " ".join(sentences)


def progress_words(progress: ActProgress | None) -> str:
    """While all is looked through."""
    if progress is None or not progress.n_all:
        return _tr("Looking…")
    words = _tr("{0} of {1} articles are looked through…")
    return words.format(number(progress.n_done), number(progress.n_all))


def do_words(n_places: int, n_articles: int) -> str:
    """On the button."""
    return _tr("Replace {0} in {1}").format(places(n_places), articles(n_articles))
