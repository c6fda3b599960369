"""A child who says to be grown up is asked once more; until then nothing is aimed lower."""

import pytest

from domain.conversation.talk.grown_up import born_age
from domain.profile.body import Sex
from domain.profile.targets import Caution, Reason
from tests.unit.domain.builders import Talk, a_user, said

CHILD = "i'm 16, 60 kg, 168 cm, female, and i want to lose weight"


@pytest.fixture
def child(tables):
    talk = Talk(tables, a_user())
    talk.hear(CHILD)
    return talk


def test_a_grown_up_age_after_a_childs_is_asked_about(child):
    outcome = child.hear("i'm 25")

    assert "you're 16" in said(outcome)
    assert "Are you 25" in said(outcome)
    assert outcome.draft.buttons == ("Yes", "No")
    assert child.profile.body.age_years == 16


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize("answer", ["yes", "i'm 25", "25", "born in 2000", "3 March 2000"])
def test_a_second_plain_answer_is_believed(answer, child):
    child.hear("i'm 25")

    child.hear(answer)

    assert child.profile.body.age_years in {25, 26, 24}


@pytest.mark.parametrize("answer", ["no", "2 eggs", "i was born in 2012", "why do you ask"])
def test_without_one_the_protection_stays(answer, child):
    child.hear("i'm 25")

    child.hear(answer)

    situation = child.situation("")
    assert situation.body.age_years < 18
    assert situation.targets.reason is Reason.NO_DEFICIT_MINOR
    assert Caution.MINOR not in child.profile.cautions  # follows from the age alone


def test_what_is_told_beside_the_age_is_kept(child):
    outcome = child.hear("i'm 25 and vegan")

    assert child.profile.diets == {"vegan"}
    assert "Are you 25" in said(outcome)


def test_an_age_that_makes_no_adult_of_a_child_is_believed(child):
    child.hear("i'm 17")

    assert child.profile.body.age_years == 17


def test_the_younger_of_two_ages_a_year_allows_is_taken(child):
    today = child.situation("").today

    assert born_age("born 2009", today) == today.year - 2010
    assert born_age("born 1850", today) is None
    assert born_age("next week", today) is None


def test_what_a_second_answer_tells_beside_the_age_is_kept(child):
    child.hear("i'm 25")

    child.hear("I'm 25 years old, 80 kg, male")

    assert (child.profile.body.age_years, child.profile.body.sex) == (25, Sex.MALE)
    assert child.profile.body.mass_kg == 80
