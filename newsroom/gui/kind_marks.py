"""The small shape by which the window tells the kinds of tags apart."""

from newsroom.domain.article import TagKind
from newsroom.gui.widgets.chip import Mark

MARKS = {
    TagKind.TOPIC: Mark.NONE,
    TagKind.PERSON: Mark.CIRCLE,
    TagKind.PLACE: Mark.TRIANGLE,
    TagKind.ORGANISATION: Mark.SQUARE,
    TagKind.EVENT: Mark.DIAMOND,
}
