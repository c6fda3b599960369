"""The first conversation, in every order people hold it."""

import pytest

from domain.events import AllergiesChanged, ConsentGiven, GoalChosen, UserJoined
from domain.messaging.address import Channel
from domain.profile.goal import Goal
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_newcomer, names, said


@pytest.fixture
def asked_allergies(tables):
    return Talk(tables, a_newcomer(consented_at=NOON))


@pytest.fixture
def asked_goal(tables):
    return Talk(tables, a_newcomer(consented_at=NOON, allergies=()))


def told(talk):
    return [allergy.said for allergy in talk.profile.allergies]


def test_hi_consent_allergies_goal_in_that_order(first_talk):
    hello = first_talk.hear("hi")
    agreed = first_talk.hear("yes")
    allergies = first_talk.hear("peanuts, tree nuts and milk")
    goal = first_talk.hear("lose weight")

    assert "not medical advice" in said(hello)
    assert hello.draft.buttons == ("Yes",)
    assert "allergies" in said(agreed)
    assert agreed.draft.buttons == ("None",)
    assert "peanuts, tree nuts and milk" in said(allergies)
    assert allergies.draft.buttons == ("Lose weight", "Build muscle", "Eat healthier")
    assert "All set" in said(goal)
    assert first_talk.profile.goal is Goal.LOSE_WEIGHT


def test_what_the_first_conversation_changes_is_told_in_events(first_talk):
    outcomes = [first_talk.hear(t) for t in ("hi", "yes", "none", "build muscle")]

    assert [event for outcome in outcomes for event in outcome.events] == [
        UserJoined("whatsapp"),
        ConsentGiven(),
        AllergiesChanged(0),
        GoalChosen("build_muscle"),
    ]


def test_a_first_message_that_is_a_meal_shows_its_numbers_and_logs_nothing(first_talk):
    preview = first_talk.hear("2 eggs and toast")

    assert "egg ×2" in said(preview)
    assert "kcal" in said(preview)
    assert "Not saved yet" in said(preview)
    assert preview.added == ()
    assert first_talk.profile.consented_at is None


def test_yes_after_the_preview_logs_that_meal_and_asks_on(first_talk):
    first_talk.hear("2 eggs and toast")

    agreed = first_talk.hear("YES")

    assert names(agreed) == ("egg", "toast")
    assert "allergies" in said(agreed)
    assert first_talk.conversation.held_text == ""
    assert first_talk.profile.consented_at is not None


def test_a_second_meal_before_consent_takes_the_place_of_the_first(first_talk):
    first_talk.hear("2 eggs")
    first_talk.hear("1 banana")

    agreed = first_talk.hear("yes")

    assert names(agreed) == ("banana",)


def test_no_keeps_nothing_and_yes_later_starts_after_all(first_talk):
    first_talk.hear("2 eggs")

    declined = first_talk.hear("no")
    agreed = first_talk.hear("yes")

    assert "kept nothing" in said(declined)
    assert declined.intent is Intent.DECLINE
    assert agreed.added == ()
    assert ConsentGiven() in agreed.events


@pytest.mark.parametrize("text", ["what?", "undo", "how am I doing today?", "blorp", "", "🍕"])
def test_anything_else_before_consent_is_answered_with_the_question(text, first_talk):
    outcome = first_talk.hear(text)

    assert "May I keep your meals" in said(outcome)
    assert first_talk.profile.consented_at is None


@pytest.mark.parametrize("text", ["Yes", "yep", "ok", "sí", "I agree", "yes please"])
def test_people_agree_in_their_own_words(text, first_talk):
    first_talk.hear("hi")
    first_talk.hear(text)

    assert first_talk.profile.consented_at is not None


def test_a_button_counts_as_what_it_says(first_talk):
    first_talk.hear("hi")
    first_talk.hear("", button="Yes")
    first_talk.hear("", button="None")
    first_talk.hear("", button="Eat healthier")

    assert first_talk.profile.allergies == ()
    assert first_talk.profile.goal is Goal.EAT_HEALTHIER


def test_on_sms_the_choices_are_numbered_words_and_a_number_takes_one(tables):
    talk = Talk(tables, a_newcomer(consented_at=NOON), channel=Channel.SMS)

    asked = talk.hear("none")
    talk.hear("2")

    assert said(asked).endswith("Reply 1 Lose weight, 2 Build muscle, 3 Eat healthier.")
    assert asked.draft.buttons == ()
    assert talk.profile.goal is Goal.BUILD_MUSCLE


def test_on_sms_a_single_choice_stands_in_the_text(tables):
    talk = Talk(tables, a_newcomer(), channel=Channel.SMS, is_new=True)

    hello = talk.hear("hi")

    assert said(hello).endswith("Reply YES, or STOP to end.")


@pytest.mark.parametrize("text", ["none", "None.", "no", "nope", "nothing", "nada", "ninguna",
                                  "no allergies", "I have none"])  # fmt: skip
def test_no_allergies_is_an_answer(text, asked_allergies):
    asked_allergies.hear(text)

    assert asked_allergies.profile.allergies == ()


@pytest.mark.parametrize(
    ("text", "allergies"),
    [
        ("peanuts, tree nuts and milk", ["peanut", "tree nut", "milk"]),
        ("cacahuates y leche", ["cacahuate", "leche"]),
        ("I'm allergic to shellfish", ["shellfish"]),
        ("no nuts please", ["nut"]),
        ("kiwi", ["kiwi"]),
        ("celiac", ["celiac"]),
    ],
)
def test_allergies_are_taken_from_a_sentence(text, allergies, asked_allergies):
    asked_allergies.hear(text)

    assert told(asked_allergies) == allergies


@pytest.mark.parametrize("text", ["blorp", "zork", "the usual"])
def test_an_unknown_word_is_no_allergy_and_is_asked_again(text, asked_allergies):
    outcome = asked_allergies.hear(text)

    assert "didn't recognise" in said(outcome)
    assert outcome.draft.buttons == ("None",)
    assert asked_allergies.profile.allergies is None


@pytest.mark.parametrize("text", ["I ate 2 bananas", "had a banana"])
def test_a_meal_in_the_middle_of_a_question_is_logged_and_the_question_put_again(
    text, asked_allergies
):
    outcome = asked_allergies.hear(text)

    assert names(outcome) == ("banana",)
    assert "Any allergies" in said(outcome)
    assert asked_allergies.profile.allergies is None


@pytest.mark.parametrize("text", ["help", "how am I doing today?", "undo"])
def test_a_command_in_the_middle_of_a_question_is_done_and_the_question_put_again(
    text, asked_allergies
):
    outcome = asked_allergies.hear(text)

    assert "Any allergies" in said(outcome)
    assert outcome.intent in {Intent.HELP, Intent.ASK_DAY, Intent.UNDO}


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("lose weight", Goal.LOSE_WEIGHT),
        ("I want to lose some fat", Goal.LOSE_WEIGHT),
        ("build muscle", Goal.BUILD_MUSCLE),
        ("gain", Goal.BUILD_MUSCLE),
        ("healthier", Goal.EAT_HEALTHIER),
        ("perder peso", Goal.LOSE_WEIGHT),
    ],
)
def test_a_goal_is_taken_from_a_sentence(text, goal, asked_goal):
    asked_goal.hear(text)

    assert asked_goal.profile.goal is goal


def test_a_question_answered_before_is_not_asked_again(tables):
    talk = Talk(tables, a_newcomer(consented_at=NOON, goal=Goal.LOSE_WEIGHT))

    outcome = talk.hear("none")

    assert said(outcome) == "Noted: no allergies."


def test_an_unclear_goal_is_asked_again_with_its_choices(asked_goal):
    outcome = asked_goal.hear("blorp")

    assert "which one is it" in said(outcome)
    assert outcome.draft.buttons == ("Lose weight", "Build muscle", "Eat healthier")


@pytest.mark.parametrize("text", ["2 eggs", "help"])
def test_a_meal_or_a_command_while_the_goal_is_open_is_no_goal(text, asked_goal):
    outcome = asked_goal.hear(text)

    assert "main goal" in said(outcome)
    assert asked_goal.profile.goal is None
