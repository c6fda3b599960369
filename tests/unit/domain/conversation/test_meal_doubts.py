"""One question about a food that was understood: asked where it is welcome, answered in a word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conversation.state import Asking, PastTurn
from domain.messaging.address import Channel
from domain.profile.targets import Caution
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user, names, said

ASKED = "To be closer on"


@pytest.fixture
def spanish(knowledge):
    return Talk(knowledge, a_user(language="es"), number="+525512345678")


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("3 slices", "cheese pizza, 3 slices (357 g)"), ("1", "cheese pizza, 1 slice (119 g)"),
        ("three", "cheese pizza, 3 slices (357 g)"), ("4", "cheese pizza, 4 slices (476 g)"),
        ("the second one", "cheese pizza, 2 slices (238 g)"), ("150 g", "cheese pizza, 150 g"),
        ("the big one", "cheese pizza, 3 slices (357 g)"), ("small", "cheese pizza, 1 slice"),
        ("it was two slices", "cheese pizza, 2 slices (238 g)"),
        ("make it 3", "cheese pizza, 3 slices (357 g)"), ("just one", "cheese pizza, 1 slice"),
        ("double", "cheese pizza, 2 servings (476 g)"), ("half", "cheese pizza, ½ serving (119 g)"),
    ],
)  # fmt: skip
def test_an_amount_told_in_a_word_or_a_number_corrects_the_meal(answer, line, talk):
    asked = talk.log("pizza")

    outcome = talk.hear(answer)

    assert ASKED in said(asked)
    assert asked.draft.buttons == ("1 slice", "2 slices", "3 slices")
    assert line in said(outcome)
    assert outcome.intent is Intent.CORRECT_MEAL
    assert outcome.conversation.pending is None
    assert len(talk.conversation.recent) == 1


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("text", "answer", "line"),
    [
        ("fries", "2", "french fries, 1 medium (145 g)"), ("steak", "2", "steak, 170 g"),
        ("fries", "large", "french fries, 1 large (180 g)"), ("steak", "200", "steak, 200 g"),
        ("steak", "large", "steak, 270 g"), ("ramen", "a big bowl", "ramen bowl, 2 bowls"),
        ("ramen", "half", "ramen bowl, ½ bowl"), ("tacos", "3", "beef taco ×3"),
        ("lasagna", "the second", "lasagna with meat, 2 slices"),
    ],
)  # fmt: skip
def test_a_bare_number_counts_what_was_asked_or_takes_a_choice(text, answer, line, talk):
    talk.log(text)

    assert line in said(talk.hear(answer))


@pytest.mark.parametrize(
    ("answer", "food"),
    [
        ("caesar", "caesar salad"), ("the caesar one", "caesar salad"), ("3", "caesar salad"),
        ("chicken", "chicken salad with greens"), ("just greens", "garden salad"),
        ("chicken salad", "chicken salad with greens"), ("plain greens", "garden salad"),
    ],
)  # fmt: skip
def test_a_kind_told_in_a_word_takes_the_place_of_what_was_understood(answer, food, talk):
    talk.log("salad")

    assert f"• {food}, 1 serving (146 g)" in said(talk.hear(answer))


def test_a_kind_is_remembered_and_not_asked_for_again(talk):
    talk.log("2 eggs and salad")

    told = talk.hear("caesar")
    again = talk.hear("had a salad for lunch")

    assert 'I\'ll remember: "salad" is caesar salad' in said(told)
    assert names(again) == ("caesar salad",)
    assert ASKED not in said(again)


@pytest.mark.parametrize("answer", ["not sure", "no", "i didn't measure", "skip", "no idea tbh"])
def test_who_does_not_know_is_left_in_peace(answer, talk):
    talk.log("pizza")

    outcome = talk.hear(answer)

    assert said(outcome) == "That's fine, it stays as it is."
    assert outcome.added == ()
    assert outcome.conversation.pending is None


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("a small coffee", Intent.LOG_MEAL), ("2 eggs", Intent.LOG_MEAL),
        ("large fries and a coke", Intent.LOG_MEAL), ("how am i doing today", Intent.ASK_DAY),
        ("undo", Intent.UNDO), ("how much protein is in ramen?", Intent.ASK_NUTRITION),
        ("thanks", Intent.THANKS),
    ],
)  # fmt: skip
def test_what_answers_nothing_goes_its_usual_way(message, intent, talk):
    talk.log("ramen")

    assert talk.hear(message).intent is intent


@pytest.mark.parametrize("message", ["a banana", "2 eggs", "creamy and nice"])
def test_no_kind_is_taken_of_words_that_name_none(message, talk):
    talk.log("salad")

    assert "salad" not in names(talk.hear(message))


def test_the_question_is_gone_once_another_meal_is_told(talk):
    talk.log("ramen")
    talk.log("2 eggs")

    outcome = talk.hear("large")

    assert "ramen" not in said(outcome)


def test_an_answer_to_a_meal_that_is_gone_is_none(talk):
    talk.log("pizza")
    pending = talk.conversation.pending
    talk.hear("it was 2 eggs")
    talk.conversation = replace(talk.conversation, pending=pending)

    assert "slices" not in said(talk.hear("3"))


def test_a_food_is_asked_about_once(talk):
    asked, _ = talk.log("pizza"), talk.hear("2")

    again = talk.log("pizza")

    assert ASKED in said(asked)
    assert ASKED not in said(again)


def test_who_ignored_two_questions_is_not_asked_for_a_week(talk):
    for text in ("pizza", "ramen"):
        assert ASKED in said(talk.log(text))

    assert ASKED not in said(talk.log("chili"))
    talk.at += timedelta(days=8)
    assert ASKED in said(talk.log("chili"))


def test_an_answer_makes_up_for_what_was_ignored(talk):
    for text in ("pizza", "ramen"):
        talk.log(text)

    talk.hear("large")

    assert ASKED in said(talk.log("chili"))


def test_who_ignores_questions_is_not_asked_about_unknown_foods_either(talk):
    for text in ("pizza", "2 eggs and a cup of gribblefruit"):
        talk.log(text)

    outcome = talk.log("2 eggs and a cup of glimmerfrond")

    assert "glimmerfrond: about" in said(outcome)
    assert "I don't know" not in said(outcome)
    assert "soup" in said(talk.hear("the glimmerfrond was chicken soup"))


@pytest.mark.parametrize("wish", ["stop asking me questions", "no more questions please"])
def test_who_wants_no_questions_gets_none_until_they_do(wish, talk):
    stopped = talk.hear(wish)
    silent = talk.log("pizza")
    back = talk.hear("you can ask me again")

    assert "won't ask" in said(stopped)
    assert ASKED not in said(silent)
    assert "will ask again" in said(back)
    assert ASKED in said(talk.log("ramen"))


def test_questions_are_not_stopped_by_a_meal_or_a_long_story(talk):
    talk.hear("dont ask me why but i had 3 tacos")
    talk.hear("you would not believe it but my boss said no more questions to all of us at work")

    assert not talk.conversation.asking.is_unwanted


@pytest.mark.parametrize(
    "profile",
    [
        a_user(cautions=frozenset({Caution.EATING_DISORDER})),
        a_user(hides_energy=True),
        a_newcomer(consented_at=NOON),
        a_user(diets=frozenset({"vegan"})),
    ],
)
def test_nothing_is_asked_where_eating_is_hard_or_something_else_is_open(profile, knowledge):
    talk = Talk(knowledge, profile)

    assert ASKED not in said(talk.log("pizza"))


def test_nothing_is_asked_beside_a_warning(knowledge):
    talk = Talk(knowledge, a_user(*knowledge.allergens.allergies_named_in("milk")))

    assert ASKED not in said(talk.log("pizza"))


def test_nothing_is_asked_on_the_day_of_a_danger(talk):
    danger = PastTurn(NOON - timedelta(hours=1), Intent.RED_FLAG.value)
    talk.conversation = replace(talk.conversation, turns=(danger,))

    assert ASKED not in said(talk.log("pizza"))
    talk.at += timedelta(days=2)
    assert ASKED in said(talk.log("ramen"))


@pytest.mark.parametrize("text", ["pizza, ate half", "leftover pizza cold 2 slices", "2 eggs"])
def test_an_amount_told_beside_the_food_is_not_asked_for(text, talk):
    assert ASKED not in said(talk.log(text))


def test_a_copy_of_a_meal_is_not_asked_about(talk):
    talk.hear("had pizza")
    talk.conversation = replace(talk.conversation, asking=Asking(), pending=None)

    assert ASKED not in said(talk.hear("same again"))


def test_spanish_is_asked_and_answered_in_spanish(spanish):
    asked = spanish.hear("comí pizza")

    told = spanish.hear("la grande")

    assert "Para afinar pizza: ¿fue 1 rebanada (119 g), 2 rebanadas (238 g) o 3 rebanadas" in said(
        asked
    )
    assert "pizza, 3 rebanadas (357 g)" in said(told)


def test_the_choice_that_was_understood_already_is_an_answer_too(talk):
    talk.log("salad")

    outcome = talk.hear("plain greens")

    assert outcome.added == ()
    assert talk.conversation.asking.unanswered == 0


@pytest.mark.parametrize(("answer", "food"), [("entera", "whole milk"), ("la 1", "skim milk")])
def test_a_kind_is_told_in_spanish(answer, food, spanish):
    spanish.log("tres vasos de leche")

    assert names(spanish.hear(answer)) == (food,)


def test_on_sms_amounts_are_not_numbered_and_sizes_are(knowledge):
    talk = Talk(knowledge, a_user(), channel=Channel.SMS)

    tacos, three = talk.hear("tacos"), talk.hear("3")
    fries, last = talk.hear("fries"), talk.hear("3")

    assert "Reply" not in said(tacos)
    assert "beef taco x3 (315 g)" in said(three)
    assert said(fries).endswith("Reply 1 small, 2 medium, 3 large.")
    assert "french fries, 1 large" in said(last)
