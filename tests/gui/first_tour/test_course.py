"""The course of the first tour."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.gui.features.first_tour.course import TASKS, Fact, FirstTour, Step, step_of

ACTS = st.lists(st.sampled_from([*Fact, "skip"]), max_size=12)


def test_each_fact_leads_on() -> None:
    tour = FirstTour()
    assert not tour.is_on and not tour.note(Fact.PASTED)
    tour.offer()
    assert tour.step is Step.OFFERED and tour.number == 0 and not tour.note(Fact.PASTED)
    tour.begin()
    for number, fact in enumerate(TASKS.values(), 1):
        assert tour.number == number
        assert tour.note(fact)
    assert tour.step is Step.FINISHED and tour.number == len(TASKS) + 1
    tour.end()
    assert not tour.is_on


def test_what_was_done_before_its_turn_is_passed_over() -> None:
    tour = FirstTour()
    tour.begin()
    assert not tour.note(Fact.TAGGED)
    assert tour.note(Fact.PASTED) and tour.step is Step.RELATE
    tour.skip()
    assert tour.step is Step.PREVIEW


@given(ACTS)
def test_it_never_goes_back_and_never_asks_for_what_is_done(acts: list[Fact | str]) -> None:
    tour = FirstTour()
    tour.begin()
    done: set[Fact] = set()
    before = tour.number
    for act in acts:
        was_on = tour.step in TASKS
        if isinstance(act, Fact):
            tour.note(act)
            if was_on:
                done.add(act)
        else:
            tour.skip()
        assert tour.number >= before
        before = tour.number
        assert TASKS.get(tour.step) not in done


def test_a_kept_step_is_found_again() -> None:
    assert all(step_of(step.value) is step for step in Step)
    assert step_of("nonsense") is Step.ENDED
