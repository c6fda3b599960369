"""What a message wants: certain words first, then what was read, then a guess, else a question."""

import pytest

from domain.messaging.address import Channel
from domain.profile.goal import Goal
from domain.understanding.intents import Intent
from tests.unit.domain.builders import Talk, a_user, names, said, suspicious, unsure


@pytest.fixture
def doubting(tables):
    """A talk with a coach that is never sure of a guess."""
    return Talk(unsure(tables), a_user())


def test_a_doubtful_message_is_answered_with_one_question_and_three_choices(doubting):
    outcome = doubting.hear("chicken?")

    assert said(outcome) == "I'm not sure which of these you'd like."
    assert len(outcome.draft.buttons) <= 3
    assert outcome.draft.buttons[0] == "Log a meal"
    assert outcome.draft.buttons[-1] == "Something else"
    assert outcome.added == ()


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    "choice", ["1", "the first", "Log a meal", "log a meal", "option 1", "uno"]
)
def test_a_choice_is_done_with_the_message_it_was_about(doubting, choice):
    doubting.hear("chicken?")

    outcome = doubting.hear(choice)

    assert names(outcome) == ("chicken breast",)
    assert doubting.conversation.pending is None


def test_a_button_that_is_tapped_is_a_choice(doubting):
    doubting.hear("chicken?")

    assert names(doubting.hear("", button="Log a meal")) == ("chicken breast",)


def test_none_of_the_choices_is_a_choice_too(doubting):
    doubting.hear("chicken?")

    assert "in other words" in said(doubting.hear("Something else"))


def test_a_number_beyond_the_choices_takes_none(doubting):
    doubting.hear("plan the chicken?")

    outcome = doubting.hear("3 bananas")

    assert names(outcome) == ("banana",)
    assert doubting.conversation.pending is None


def test_who_goes_on_with_something_else_is_not_held_to_the_question(doubting):
    doubting.hear("chicken?")
    doubting.hear("2 eggs")

    outcome = doubting.hear("the second")

    assert outcome.intent is not Intent.ASK_DAY


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("STOP", Intent.STOP),
        ("please stop texting me", Intent.STOP),
        ("my throat is closing", Intent.RED_FLAG),
        ("I'm allergic to peanuts", Intent.SET_PROFILE),
    ],
)
def test_no_question_swallows_leaving_danger_or_an_allergy(doubting, text, intent):
    doubting.hear("chicken?")

    assert doubting.hear(text).intent is intent


def test_where_nothing_comes_into_question_the_coach_says_what_it_does(doubting):
    assert "I only do food" in said(doubting.hear("lorem ipsum dolor"))


def test_on_sms_a_number_takes_what_was_offered(tables):
    talk = Talk(tables, a_user(), channel=Channel.SMS)
    talk.hear("2 eggs")

    assert talk.hear("2").intent is Intent.ASK_DAY


def test_on_whatsapp_a_number_after_a_meal_is_no_choice(talk):
    talk.hear("2 eggs")

    assert talk.hear("2").intent is not Intent.ASK_DAY


@pytest.mark.parametrize("text", ["1 banana", "i had a banana", "banana with peanut butter"])
def test_a_meal_after_a_meal_is_a_new_one(talk, text):
    talk.hear("2 eggs")

    outcome = talk.hear(text)

    assert outcome.intent is Intent.LOG_MEAL
    assert len(talk.conversation.recent) == 2


def test_three_beef_tacos_are_eaten_and_no_points(first_talk):
    for text in ("hi", "yes", "none", "eat healthier"):
        first_talk.hear(text)

    assert names(first_talk.hear("3 beef tacos")) == ("beef taco",)


def test_the_same_food_in_another_amount_corrects_and_in_the_same_amount_comes_again(talk):
    talk.hear("2 eggs")

    corrected, again = talk.hear("3 eggs"), talk.hear("3 eggs")

    assert corrected.intent is Intent.CORRECT_MEAL
    assert again.intent is Intent.LOG_MEAL


@pytest.mark.parametrize("text", ["is popcorn an ok snack for me", "👍👍 curry"])
def test_a_food_that_is_praised_or_asked_about_is_not_logged(talk, text):
    assert talk.hear(text).added == ()


@pytest.mark.parametrize("text", ["make it 3", "no, 3 eggs", "actually it was 3 eggs"])
def test_a_change_after_a_meal_is_a_correction(talk, text):
    talk.hear("2 eggs")

    outcome = talk.hear(text)

    assert outcome.intent is Intent.CORRECT_MEAL
    assert len(talk.conversation.recent) == 1


def test_where_there_is_nothing_to_correct_the_coach_says_so(talk):
    assert "no recent meal of yours to change" in said(talk.hear("no, it was 3 eggs"))


@pytest.mark.parametrize(
    ("text", "done", "named"),
    [
        ("Had 2 eggs. Plan my week please", Intent.LOG_MEAL, '"Plan my week please"'),
        (
            "2 eggs. also plan my meals for the week",
            Intent.LOG_MEAL,
            '"plan my meals for the week"',
        ),
        ("plan my meals for this week. had 2 eggs", Intent.PLAN_WEEK, '"had 2 eggs"'),
    ],
)
def test_of_several_wishes_the_first_is_done_and_the_others_named(talk, text, done, named):
    outcome = talk.hear(text)

    assert outcome.intent is done
    assert said(outcome).splitlines()[-1] == f"One thing at a time. Then send me again: {named}"


def test_how_the_day_stands_is_said_after_a_meal_and_not_asked_for_again(talk):
    outcome = talk.hear("had 2 eggs. how am i doing today?")

    assert "Today so far: 176 kcal" in said(outcome)
    assert "One thing" not in said(outcome)


def test_foods_in_several_sentences_are_one_meal(talk):
    assert names(talk.hear("2 eggs. also a banana")) == ("egg", "banana")


@pytest.mark.parametrize("text", ["my son ate 3 cookies", "my wife had 2 eggs"])
def test_what_somebody_else_ate_is_not_logged(talk, text):
    outcome = talk.hear(text)

    assert outcome.added == ()
    assert "only your own meals" in said(outcome)


def test_a_meal_beside_a_wish_of_somebody_elses_plate_stays_unlogged_and_people_uncounted(talk):
    talk.hear("my son ate 3 cookies")

    assert talk.profile.people is None


@pytest.mark.parametrize("text", ["what do you know about me", "what do you remember about me?"])
def test_what_is_known_is_said(talk, text):
    assert "What I know about you" in said(talk.hear(text))


@pytest.mark.parametrize("text", ["what are my allergies?", "show me my allergies"])
def test_allergies_asked_for_are_said_and_not_asked_back(talk, text):
    talk.hear("I'm allergic to kiwi")

    assert "Must avoid: kiwi" in said(talk.hear(text))


def test_a_goal_can_be_forgotten(tables):
    talk = Talk(tables, a_user())
    talk.hear("i want to lose weight")

    assert "your goal" in said(talk.hear("forget my goal"))
    assert talk.profile.goal is Goal.EAT_HEALTHIER


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("export my data", "can't send you a copy"),
        ("connect my google calendar", "can't connect your calendar yet"),
        ("delete my account", "can't delete your data by message yet"),
    ],
)
def test_what_cannot_be_done_yet_is_said_truthfully(talk, text, words):
    assert words in said(talk.hear(text))


def test_what_sounds_like_danger_is_pointed_to_help_and_an_allergy_beside_it_is_kept(tables):
    alarmed = Talk(suspicious(tables), a_user())

    outcome = alarmed.hear("i'm allergic to peanuts")

    assert outcome.intent is Intent.RED_FLAG
    assert said(outcome).startswith("If you are in danger")
    assert "warn you about peanut" in said(outcome)
    assert alarmed.profile.allergies


def test_before_consent_nothing_is_kept_of_what_is_told_in_danger(first_talk):
    first_talk.hear("i carry an epipen for nuts")

    assert first_talk.profile.allergies is None


def test_an_epipen_tells_an_allergy(talk):
    talk.hear("i carry an epipen for nuts")

    assert talk.profile.allergies


def test_a_doubtful_question_about_a_food_the_table_knows_is_answered(doubting):
    assert doubting.hear("protein 2 eggs?").intent is Intent.ASK_NUTRITION


def test_somebody_elses_meal_is_known_as_such_whatever_the_guess(doubting):
    assert "only your own meals" in said(doubting.hear("my son ate 3 cookies"))


@pytest.mark.parametrize("text", ["back home in new york", "I'm in tokyo now"])
def test_where_somebody_is_overrules_any_guess(text, knowledge):
    talk = Talk(knowledge, a_user())
    talk.log("2 eggs")

    assert said(talk.hear(text)).startswith("Noted: you are in")


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("female", "Noted: female."),
        ("actually not vegan anymore", "Noted: no longer vegan."),
        ("180 lbs", "Logged: 180 lb."),
    ],
)
def test_facts_about_oneself_overrule_a_mistaken_guess(text, noted, knowledge):
    talk = Talk(knowledge, a_user(diets=frozenset({"vegan"})))
    talk.log("an apple")

    assert said(talk.hear(text)).startswith(noted)


def test_a_thank_you_does_not_hide_a_wish(knowledge):
    talk = Talk(knowledge, a_user())
    talk.log("2 eggs and an apple")

    assert "apple" not in said(talk.hear("thanks! remove the apple"))


def test_a_fact_told_beside_a_food_is_kept(knowledge):
    talk = Talk(knowledge, a_user())

    assert "vegetarian" in said(talk.hear("I'm vegetarian but I do eat eggs"))


def test_a_meal_told_with_hunger_is_logged(knowledge):
    talk = Talk(knowledge, a_user())

    assert names(talk.hear("me muero de hambre, comí 3 tacos de pollo"))[0] == "chicken taco"


def test_who_likes_again_what_they_disliked_has_not_eaten_it(tables):
    talk = Talk(tables, a_user())
    talk.hear("i don't like mushrooms")

    outcome = talk.hear("i like mushrooms")

    assert outcome.added == ()
    assert talk.profile.dislikes == ()
