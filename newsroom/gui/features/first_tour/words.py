"""What the card of the first tour says at each step."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from newsroom.gui.features.first_tour.course import Step

KeyOf = Callable[[str], str]
"""The key that a command has now, as it is shown."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words depend on: a story is being looked at, an article is open."""

    is_reviewing: bool = False
    has_article: bool = False


@dataclass(frozen=True, slots=True)
class StepWords:
    """A title of a few words, and what to do in one or two sentences."""

    title: str
    text: str


def words_of(step: Step, around: Surroundings, key_of: KeyOf) -> StepWords:
    """For a step that is shown."""
    tr = _translate
    if step is Step.OFFERED:
        text = tr(
            "Paste a story, tag it, relate it, see its page: four things, done in this window in a few minutes."
        )
        return StepWords(tr("A short tour?"), text)
    if step is Step.PASTE:
        return _paste(around, key_of)
    if step is Step.FINISHED:
        text = tr(
            "{0} publishes it, {1} saves its page as a file. {2} opens the guide, {3} finds every command by its name."
        )
        commands = ("article.publish", "article.save_page", "app.guide", "app.commands")
        keys = (key_of(name) for name in commands)
        return StepWords(tr("That is an article, from the wire to its page."), text.format(*keys))
    if not around.has_article:
        return StepWords(_title(step), tr("First open an article: choose one in the list, and press Enter."))
    if step is Step.TAG:
        text = tr("Press {0}, type a tag, and press Enter. A name that is new is made where you type it.")
        return StepWords(_title(step), text.format(key_of("go.tags")))
    if step is Step.RELATE:
        text = tr("Press {0}, type a word of another article's headline, and press Enter.")
        return StepWords(_title(step), text.format(key_of("go.related")))
    text = tr("Press {0}: the page as readers will get it, beside the text. It follows what you type.")
    return StepWords(_title(step), text.format(key_of("view.preview")))


def _paste(around: Surroundings, key_of: KeyOf) -> StepWords:
    tr = _translate
    if around.is_reviewing:
        text = tr("This is what was recognised. Amend what is wrong; Ctrl+Enter makes the draft.")
        return StepWords(tr("Look, then take it"), text)
    text = tr("Copy a story from anywhere, or take ours with the button; then press {0}.")
    return StepWords(_title(Step.PASTE), text.format(key_of("article.paste")))


def _title(step: Step) -> str:
    tr = _translate
    titles = {
        Step.PASTE: tr("Paste a story"),
        Step.TAG: tr("Say what it is about"),
        Step.RELATE: tr("Relate it to another article"),
        Step.PREVIEW: tr("See its page"),
    }
    return titles[step]


def _translate(text: str) -> str:
    return QCoreApplication.translate("first_tour", text)
