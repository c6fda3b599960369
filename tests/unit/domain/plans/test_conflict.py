"""A smallest set of wishes that contradict each other."""

from hypothesis import given
from hypothesis import strategies as st

from domain.plans.conflict import Conflict, Relaxation, smallest_conflict

WISHES = ("variety", "time", "protein", "budget", "energy")


@given(st.sets(st.frozensets(st.sampled_from(WISHES), min_size=1), min_size=1, max_size=4))
def test_the_set_found_contradicts_itself_and_no_smaller_part_of_it_does(conflicts):
    def is_feasible_without(given_up):
        return all(conflict & given_up for conflict in conflicts)

    found = frozenset(smallest_conflict(WISHES, is_feasible_without))

    others = frozenset(WISHES) - found
    assert not is_feasible_without(others)
    assert all(is_feasible_without(others | {wish}) for wish in found)


def test_a_conflict_offers_nothing_until_asked():
    assert Conflict(("budget",)).relaxations == ()
    assert Relaxation("budget", 0.1).share == 0.1
