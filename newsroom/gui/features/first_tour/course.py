"""The course of the first tour: which step it is at, and which facts take it on. No widgets."""

from enum import StrEnum


class Fact(StrEnum):
    """What somebody did in the window."""

    PASTED = "pasted"
    TAGGED = "tagged"
    RELATED = "related"
    PREVIEWED = "previewed"


class Step(StrEnum):
    """Where the tour is. The values are kept from one start to the next."""

    OFFERED = "offered"
    PASTE = "paste"
    TAG = "tag"
    RELATE = "relate"
    PREVIEW = "preview"
    FINISHED = "finished"
    ENDED = "ended"


TASKS = {
    Step.PASTE: Fact.PASTED,
    Step.TAG: Fact.TAGGED,
    Step.RELATE: Fact.RELATED,
    Step.PREVIEW: Fact.PREVIEWED,
}
_ORDER = tuple(TASKS)


class FirstTour:
    """Goes on when what a step asks for was done. What was done before its turn counts when its turn comes."""

    def __init__(self, step: Step = Step.ENDED) -> None:
        self.step = step
        self._done: set[Fact] = set()

    @property
    def is_on(self) -> bool:
        """Whether there is something to show."""
        return self.step is not Step.ENDED

    @property
    def number(self) -> int:
        """Of the step, from 1 on; 0 before the first, one more than there are behind the last."""
        if self.step in _ORDER:
            return _ORDER.index(self.step) + 1
        return len(_ORDER) + 1 if self.step is Step.FINISHED else 0

    def offer(self) -> None:
        """Asks whether somebody wants it."""
        self.step = Step.OFFERED

    def begin(self) -> None:
        """From the first step on, with nothing done."""
        self._done.clear()
        self.step = _ORDER[0]

    def note(self, fact: Fact) -> bool:
        """Whether the tour went on by this."""
        if self.step not in _ORDER:
            return False
        self._done.add(fact)
        before = self.step
        while self.step in _ORDER and TASKS[self.step] in self._done:
            self._go_on()
        return self.step is not before

    def skip(self) -> None:
        """Leaves out this step, and those behind it that are done."""
        if self.step not in _ORDER:
            return
        self._go_on()
        while self.step in _ORDER and TASKS[self.step] in self._done:
            self._go_on()

    def end(self) -> None:
        """For good: it comes again only when somebody asks for it."""
        self.step = Step.ENDED

    def _go_on(self) -> None:
        n = _ORDER.index(self.step) + 1
        self.step = _ORDER[n] if n < len(_ORDER) else Step.FINISHED


def step_of(word: str) -> Step:
    """A kept step; what is none is the end."""
    return next((step for step in Step if step.value == word), Step.ENDED)
