"""What people tell of themselves is kept, said back, and used at once."""

from dataclasses import replace

import pytest

from domain.conversation.outcome import WeightEntry
from domain.conversation.state import Question
from domain.conversation.talk.about_you import what_is_known
from domain.events import AllergiesChanged, GoalChosen, ProfileChanged, WeightLogged
from domain.profile.body import Body, Sex
from domain.profile.goal import Goal
from domain.profile.targets import Caution
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.unit.domain.builders import TODAY, a_user
from tests.unit.domain.conversation.profile_builders import (
    A_BODY,
    Telling,
    known_body,
    said,
    someone,
)


@pytest.fixture
def person(tables):
    return someone(tables)


def test_several_facts_in_one_message_are_all_kept_and_said_back(person):
    outcome = person.tell("I'm Ana, 34, 165 cm and 60 kg, vegetarian, hate olives")

    assert person.profile.name == "Ana"
    assert person.profile.body == Body(mass_kg=60.0, height_cm=165.0, age_years=34)
    assert person.profile.diets == {"vegetarian"}
    assert person.profile.dislikes == ("olives",)
    assert person.profile.age_told_on == TODAY
    assert "your name is Ana, vegetarian, no olives, 60 kg, 165 cm and 34 years" in said(outcome)
    assert outcome.intent is Intent.SET_PROFILE
    assert outcome.weights == (WeightEntry("SM1", TODAY, 60.0),)
    assert outcome.events == (ProfileChanged(), WeightLogged())


def test_facts_beside_an_allergy_are_kept_too(person):
    outcome = person.tell("I'm Ana, vegetarian, allergic to nuts")

    assert (person.profile.name, person.watched) == ("Ana", ["nut"])
    assert "warn you about nut" in said(outcome)
    assert outcome.events == (AllergiesChanged(1), ProfileChanged())


def test_facts_beside_a_removal_keep_its_question(tables):
    person = someone(tables, Allergy("milk", frozenset({"milk"})))

    outcome = person.tell("I'm vegan but I'm not allergic to milk anymore")

    assert person.profile.diets == {"vegan"}
    assert outcome.draft.buttons == ("Yes", "No")
    assert person.conversation.pending.question is Question.REMOVE_ALLERGY


@pytest.mark.parametrize("text", ["I weigh 8 kg", "I weigh 800 kg"])
def test_a_weight_that_cannot_be_is_asked_again_and_not_kept(text, person):
    outcome = person.tell(text)

    assert "doesn't look right" in said(outcome)
    assert person.profile.body == Body()
    assert (outcome.weights, outcome.events) == ((), ())
    assert person.conversation.pending.question is Question.BODY_MASS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'm 999 cm tall", "height"),
        ("I am 140 years old", "How old"),
        ("we are 99 people", "How many people"),
        ("$99999 a week", "in dollars"),
    ],
)
def test_other_numbers_that_cannot_be_are_asked_again_too(text, words, person):
    outcome = person.tell(text)

    assert words in said(outcome)
    assert outcome.events == ()


def test_what_can_be_is_kept_beside_what_cannot(person):
    outcome = person.tell("I'm 15 and I weigh 800 kg")

    assert person.profile.body == Body(age_years=15)
    assert "15 years" in said(outcome)
    assert "weight doesn't look right" in said(outcome)


def test_what_cannot_be_takes_no_place_of_an_open_question(tables):
    person = someone(tables, Allergy("milk", frozenset({"milk"})))
    person.tell("I'm not allergic to milk")

    person.tell("I weigh 800 kg")

    assert person.conversation.pending.question is Question.REMOVE_ALLERGY


def test_pounds_and_feet_are_understood_and_said_back(person):
    outcome = person.tell("I weigh 181 pounds and I'm 5'10")

    assert person.profile.uses_pounds
    assert (person.profile.body.mass_kg, person.profile.body.height_cm) == (82.1, 177.8)
    assert "181 lb and 5 ft 10 in" in said(outcome)


@pytest.mark.parametrize(
    ("text", "words", "uses_pounds"),
    [("use pounds", "weights in pounds", True), ("use metric", "weights in kilograms", False)],
)
def test_units_of_weight_are_switched(text, words, uses_pounds, person):
    outcome = person.tell(text)

    assert words in said(outcome)
    assert person.profile.uses_pounds is uses_pounds


def test_energy_is_said_in_the_unit_asked_for(tables):
    person = someone(tables, body=A_BODY)
    person.tell("show kJ")

    outcome = person.tell("I want to build muscle")

    assert "kJ" in said(outcome)
    assert "kcal" not in said(outcome)


def test_a_language_is_switched_at_once_and_units_stay(tables):
    person = someone(tables, body=A_BODY, energy_unit="kJ")

    spanish = person.tell("en español por favor")
    goal = person.tell("quiero bajar de peso")
    english = person.tell("in english please")

    assert "hablamos español" in said(spanish)
    assert "kJ" in said(goal)
    assert "we speak English" in said(english)
    assert person.profile.language == "en"


def test_travel_changes_the_zone(person):
    outcome = person.tell("I'm in Tokyo now")

    assert person.profile.zone == "Asia/Tokyo"
    assert "you are in Tokyo" in said(outcome)


def test_a_goal_is_changed(person):
    outcome = person.tell("I want to lose weight")

    assert person.profile.goal is Goal.LOSE_WEIGHT
    assert outcome.events == (ProfileChanged(), GoalChosen("lose_weight"))


def test_diets_are_taken_up_and_left(person):
    person.tell("I'm vegan")
    taken = person.profile.diets
    outcome = person.tell("I'm not vegan anymore")

    assert (taken, person.profile.diets) == ({"vegan"}, frozenset())
    assert said(outcome) == "Noted: no longer vegan."


def test_dislikes_come_and_go_and_are_bounded(person):
    person.tell("I hate olives and beets")
    outcome = person.tell("I like olives now")

    assert person.profile.dislikes == ("beets",)
    assert person.profile.likes == ("olives",)
    assert said(outcome) == "Noted: yes to olives."

    for number in range(40):
        person.tell(f"I hate food{chr(97 + number % 26)}{chr(97 + number // 26)}")
    assert len(person.profile.dislikes) == 30


def test_household_and_budget_are_kept(person):
    outcome = person.tell("we are a family of 4, $60 a week")

    assert (person.profile.people, person.profile.budget_usd_week) == (4, 60.0)
    assert "4 at the table and $60 a week" in said(outcome)


def test_what_was_not_understood_is_said(person):
    assert "didn't catch" in said(person.tell("blorp"))


@pytest.mark.parametrize(
    ("text", "caution", "words"),
    [
        ("I'm pregnant", Caution.PREGNANT, "midwife or doctor"),
        ("I take insulin", Caution.INSULIN, "never dose insulin"),
        ("I have kidney disease", Caution.KIDNEY_DISEASE, "your doctor"),
        ("I'm breastfeeding", Caution.BREASTFEEDING, "your doctor"),
    ],
)
def test_what_asks_for_care_gets_a_careful_sentence_and_is_kept(text, caution, words, person):
    outcome = person.tell(text)

    assert words in said(outcome)
    assert person.profile.cautions == {caution}


def test_not_pregnant_anymore_clears_it(tables):
    person = someone(tables, cautions=frozenset({Caution.PREGNANT}), body=A_BODY)

    outcome = person.tell("I'm not pregnant anymore")

    assert person.profile.cautions == frozenset()
    assert "no longer pregnant" in said(outcome)
    assert "midwife" not in said(outcome)


def test_body_questions_come_one_at_a_time_and_bare_numbers_answer_them(person):
    replies = [said(person.tell(text)) for text in ("lose weight", "82", "178", "34", "m")]

    assert [reply.count("?") for reply in replies] == [1, 1, 1, 1, 0]
    assert person.profile.body == Body(82.0, 178.0, 34, Sex.MALE)
    assert "Your day comes to about" in replies[-1]


def test_a_body_question_is_never_asked_twice(person):
    person.tell("lose weight")
    person.wait(hours=13)

    second = person.tell("I want to build muscle")
    third = person.tell("82 kg and 34 years old")

    assert "?" not in said(second)  # without a weight the other answers gain nothing
    assert "how tall" in said(third)


def test_no_second_question_is_asked_while_one_is_open(person):
    person.tell("lose weight")

    outcome = person.tell("I'm 34")

    assert "?" not in said(outcome)
    assert person.conversation.pending.question is Question.BODY_MASS


def test_nothing_is_asked_of_whom_no_target_can_be_made(person):
    outcome = person.tell("I'm 15 and want to lose weight")

    assert "growing" in said(outcome)
    assert "?" not in said(outcome)


def test_nothing_is_asked_and_no_number_said_after_an_eating_disorder(tables):
    cautions = frozenset({Caution.EATING_DISORDER})
    asked = someone(tables, cautions=cautions).tell("lose weight")
    known = someone(tables, cautions=cautions, body=A_BODY).tell("lose weight")
    other = someone(tables, cautions=cautions, body=A_BODY).tell("build muscle")

    assert all("kcal" not in said(each) and "?" not in said(each) for each in (asked, known, other))
    assert "A doctor or someone you trust" in said(known)


@pytest.mark.parametrize(
    ("body", "cautions", "words"),
    [
        (A_BODY, set(), "about 1,950 kcal, with 96 g of protein"),
        (known_body(sex=Sex.FEMALE, mass_kg=50.0, height_cm=155.0), set(), "reduction moderate"),
        (known_body(mass_kg=50.0), set(), "below what your body needs"),
        (A_BODY, {Caution.PREGNANT}, "During pregnancy"),
        (A_BODY, {Caution.KIDNEY_DISEASE}, "With kidney disease"),
    ],
)
def test_a_complete_body_gets_its_target_and_why_it_is_no_lower(tables, body, cautions, words):
    person = someone(tables, body=body, cautions=frozenset(cautions))

    outcome = person.tell("I want to lose weight")

    assert words in said(outcome)


def test_what_is_known_is_listed(tables):
    milk = Allergy("milk", frozenset({"milk"}))
    person = someone(
        tables, milk, name="Ana", body=A_BODY, diets=frozenset({"vegan"}), dislikes=("olives",),
        people=4, budget_usd_week=60.0, cautions=frozenset({Caution.INSULIN}), energy_unit="kJ",
        uses_pounds=True,
    )  # fmt: skip

    outcome = person.take("what do you know about me", what_is_known)

    for words in ("Must avoid: milk", "Goal: eat healthier", "Ana", "vegan", "no olives",
                  "176.4 lb", "5 ft 11 in", "30 years", "male", "4 at the table", "$60 a week",
                  "you use insulin", "energy in kJ", "New York"):  # fmt: skip
        assert words in said(outcome)
    assert outcome.intent is Intent.EXPORT_DATA


def test_little_is_known_at_first(tables):
    person = Telling(tables, replace(a_user(), goal=None))

    outcome = person.take("what do you know about me", what_is_known)

    assert "No allergies told" in said(outcome)
    assert "You:" not in said(outcome)
    assert "Goal" not in said(outcome)


@pytest.mark.parametrize(
    ("text", "food"), [("no nuts please", "nuts"), ("no fish", "fish"), ("sin maní", "mani")]
)
def test_a_food_that_is_refused_is_kept_and_may_be_told_as_an_allergy(text, food, person):
    outcome = person.tell(text)

    assert person.profile.dislikes == (food,)
    assert f"allergic to {food}" in said(outcome) or f"alergia a {food}" in said(outcome)


def test_what_is_watched_for_already_or_no_allergen_is_only_noted(person):
    person.tell("i'm allergic to shellfish")

    assert "Should it be" not in said(person.tell("no shellfish"))
    assert "Should it be" not in said(person.tell("no mushrooms"))
    assert person.profile.dislikes == ("shellfish", "mushrooms")


@pytest.mark.parametrize("text", ["no zorblaxes", "no more of that talk about things ok"])
def test_what_is_no_food_is_not_kept(text, person):
    person.tell(text)

    assert person.profile.dislikes == ()
