"""Acts on many articles, in words: on their buttons, and what they would do."""

from PySide6.QtCore import QCoreApplication

from newsroom.domain.bulk import Forecast
from newsroom.gui.features.archive.bulk_wishes import BulkAct, Counted, Wish
from newsroom.gui.when import articles, number


def _tr(words: str) -> str:
    return QCoreApplication.translate("archive", words)


def act_word(act: BulkAct) -> str:
    """The act's name, with the letter that Alt reaches it by where it stands on a button."""
    return {
        BulkAct.ADD_TAGS: _tr("Add &tags"),
        BulkAct.REMOVE_TAGS: _tr("&Remove tags"),
        BulkAct.SECTION: _tr("&Section"),
        BulkAct.ADD_SERIES: _tr("Add to s&eries"),
        BulkAct.REMOVE_SERIES: _tr("Take out of series"),
        BulkAct.PUBLISH: _tr("&Publish"),
        BulkAct.WITHDRAW: _tr("Withdraw"),
        BulkAct.DRAFT: _tr("Back to draft"),
        BulkAct.IN_REVIEW: _tr("Put into review"),
        BulkAct.READY: _tr("Make ready"),
        BulkAct.LABEL: _tr("&Label"),
        BulkAct.LANGUAGE: _tr("Lan&guage"),
        BulkAct.TRASH: _tr("Move to the trash"),
        BulkAct.UNTRASH: _tr("Take out of the trash"),
    }[act]


def question_word(act: BulkAct) -> str:
    """What stands in the line while nothing is typed there."""
    return {
        BulkAct.ADD_TAGS: _tr("Tags to add"),
        BulkAct.REMOVE_TAGS: _tr("Tags to remove"),
        BulkAct.SECTION: _tr("The section to move them to"),
        BulkAct.ADD_SERIES: _tr("Series to put them into"),
        BulkAct.REMOVE_SERIES: _tr("Series to take them out of"),
        BulkAct.LABEL: _tr("A label; nothing takes it off"),
        BulkAct.LANGUAGE: _tr("A language: en, ar, en-GB"),
        BulkAct.WITHDRAW: _tr("Why they are withdrawn, for their readers"),
    }[act]


def do_words(wish: Wish, n: int) -> str:
    """What the button does that does it."""
    named, many = ", ".join(f"“{one.name}”" for one in wish.names), articles(n)
    if wish.act is BulkAct.LABEL:
        line = wish.line.strip()
        return (
            _tr("Label {0} “{1}”").format(many, line) if line else _tr("Take the label off {0}").format(many)
        )
    words = {
        BulkAct.ADD_TAGS: _tr("Tag {0} with {1}"),
        BulkAct.REMOVE_TAGS: _tr("Take off {0} the tags {1}")
        if len(wish.names) > 1
        else _tr("Take off {0} the tag {1}"),
        BulkAct.SECTION: _tr("Move {0} to {1}"),
        BulkAct.ADD_SERIES: _tr("Put {0} into {1}"),
        BulkAct.REMOVE_SERIES: _tr("Take {0} out of {1}"),
        BulkAct.PUBLISH: _tr("Publish {0}"),
        BulkAct.WITHDRAW: _tr("Withdraw {0}"),
        BulkAct.DRAFT: _tr("Make {0} drafts again"),
        BulkAct.IN_REVIEW: _tr("Put {0} into review"),
        BulkAct.READY: _tr("Make {0} ready"),
        BulkAct.LANGUAGE: _tr("Set the language of {0} to {1}"),
        BulkAct.TRASH: _tr("Move {0} to the trash"),
        BulkAct.UNTRASH: _tr("Take {0} out of the trash"),
    }[wish.act]
    return words.format(many, named or wish.line.strip())


def forecast_words(counted: Counted) -> str:
    """How many would change, how many are so already, how many cannot be changed and why."""
    forecast = counted.forecast
    sentences = [_changing(forecast)]
    if forecast.n_already and forecast.n_changing:
        sentences.append(_already(forecast.n_already))
    for refusal in forecast.refusals:
        words = _tr("1 cannot be changed: {1}") if refusal.n == 1 else _tr("{0} cannot be changed: {1}")
        sentences.append(words.format(number(refusal.n), refusal.why))
    sentences += [_tr("“{0}” is new and is made first.").format(name) for name in counted.new]
    return " ".join(sentences)


def _changing(forecast: Forecast) -> str:
    n, of = forecast.n_changing, forecast.n_chosen
    if not of:
        return _tr("Nothing is marked any more.")
    if not n and forecast.n_already == of:
        return (
            _tr("Nothing would change: it is so already.")
            if of == 1
            else _tr("Nothing would change: all {0} are so already.").format(number(of))
        )
    if not n:
        return _tr("Nothing would change.")
    if n == of:
        return (
            _tr("1 article will change.")
            if n == 1
            else _tr("All {0} articles will change.").format(number(n))
        )
    if n == 1:
        return _tr("1 of {0} articles will change.").format(number(of))
    return _tr("{0} of {1} articles will change.").format(number(n), number(of))


def _already(n: int) -> str:
    return _tr("1 is so already.") if n == 1 else _tr("{0} are so already.").format(number(n))


def publish_words(n: int, of: int) -> str:
    """On the box that has the change published, too."""
    if n == of:
        return (
            _tr("Publish the change, too: it is published.")
            if n == 1
            else _tr("Publish the change, too: all of them are published.")
        )
    if n == 1:
        return _tr("Publish the change, too: 1 of them is published.")
    return _tr("Publish the change, too: {0} of them are published.").format(number(n))


def marked_words(n: int, total: int | None, *, is_all: bool) -> str:
    """What is marked, and how all of it is."""
    if is_all and total is not None and n == total:
        return (
            _tr("The 1 article found is marked.")
            if n == 1
            else _tr("All {0} articles found are marked.").format(number(n))
        )
    if n:
        return _tr("1 article is marked.") if n == 1 else _tr("{0} articles are marked.").format(number(n))
    if total is None:
        return _tr("Nothing is marked. Ctrl+A marks all that is found.")
    if total in (0, 1):
        return _tr("Nothing is marked.")
    return _tr("Nothing is marked. Ctrl+A marks all {0}.").format(number(total))
