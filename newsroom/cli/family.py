"""Commands of one family: ``newsroom tags merge …``. The first word is an act, or else belongs to the family itself."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

from typing_extensions import override

from newsroom.cli.context import Context, Run
from newsroom.cli.parsing import Parser

Make = Callable[[], Parser]
_LIKE = 75.0


class Family(Parser):
    """Reads the act's options with the act's own parser; ``run`` of the result does it.

    ``usual`` reads what begins with no act, and what ``is_usual`` says.
    """

    def __init__(
        self,
        name: str,
        description: str,
        acts: Mapping[str, tuple[Make, Run]],
        usual: tuple[Make, Run],
        is_usual: Callable[[Sequence[str]], bool] = lambda _: False,
    ) -> None:
        listed = "\n".join(f"  {act:<11} {make().description}" for act, (make, _) in acts.items())
        tells = f"\nnewsroom {name} ACT --help tells more of each."
        super().__init__(name, description, f"acts:\n{listed}\n{tells}", free_words=True)
        usage = usual[0]().format_usage().removeprefix("usage: ").strip()
        self.usage = f"{usage}\n       newsroom {name} ACT ..."
        self.acts = self._makers = {act: make for act, (make, _) in acts.items()}
        self._runs = {act: run for act, (_, run) in acts.items()}
        self._usual = usual
        self._is_usual = is_usual

    @override
    def read(self, arguments: Sequence[str]) -> Namespace:
        rest = list(arguments)
        # ``--json`` in front of the command stands before its first word.
        place = next((n for n, word in enumerate(rest) if not word.startswith("--")), None)
        if place is None and "--help" in rest:
            self.print_help()
            raise SystemExit(0)
        make, run = self._usual
        if place is not None and rest[place] in self._runs and not self._is_usual(rest):
            act = rest.pop(place)
            make, run = self._makers[act], self._runs[act]
        elif place is not None:
            self._refuse_slip(rest[place], len(rest) - place)
        options = make().read(rest)
        options.run = run
        return options

    def _refuse_slip(self, word: str, n_words: int) -> None:
        """A mistyped act with what it would act on: it is not taken for what the family itself does with words."""
        if n_words > 1 and word.islower() and word.isalpha():
            from rapidfuzz import fuzz, process

            meant = process.extractOne(word, list(self._runs), scorer=fuzz.ratio, score_cutoff=_LIKE)
            if meant is not None:
                self.error(f"“{word}” is no act; the nearest is “{meant[0]}”")


def run_family(options: Namespace, context: Context) -> int:
    """Does what the act that was read says."""
    run: Run = options.run
    return run(options, context)
