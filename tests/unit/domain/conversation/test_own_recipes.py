"""Recipes of a user's own: pasted or read from a page, asked about, logged, never unsafe."""

from dataclasses import replace

import pytest

from domain.conversation.own_recipes import find_link
from domain.conversation.state import Question
from domain.memory.memory import Memory
from domain.messaging.address import Channel
from domain.messaging.page import PageFault, PageRead
from domain.recipes.kept import INVENTED, kept_recipe
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user, names, said

STEW = """Here's my recipe:
Grandma's stew
Serves 4
Ingredients:
- 1 cup dry lentils
- 2 carrots, diced
- 2 tbsp olive oil
- a pinch of salt
Instructions:
1. Fry the carrots in the oil.
2. Add the rest and simmer for 30 minutes."""
WITH_ZORP = STEW.replace("- a pinch of salt", "- 1 tsp zorp")
NOODLES = "my recipe for noodles: 200 g spaghetti, 3 tbsp peanut butter. Mix. Serves 2"
PEANUTS = Allergy("peanuts", frozenset({"peanut"}))
PAGE = PageRead(
    name="The Best Ever Creamy Tomato Soup Recipe | Somebody's kitchen",
    servings=2,
    ingredient_lines=("1 can tomatoes", "1/2 cup heavy cream"),
    steps=("Simmer.",),
    minutes=25,
    category="Lunch",
)


@pytest.fixture
def allergic(tables):
    return Talk(tables, a_user(PEANUTS))


def kept(talk):
    (entry,) = talk.memory.entries
    return entry


# ---- told
def test_a_pasted_recipe_is_told_with_its_name_servings_numbers_and_allergens(talk):
    outcome = talk.hear(STEW)

    head, numbers, allergens, how = said(outcome).split("\n")
    assert head == "*Saved: Grandma's stew*, 4 servings"
    assert numbers.startswith("A serving: *2")
    assert allergens == "I found none of the common allergens in what I could read."
    assert "recipe for Grandma's stew" in how
    assert (outcome.intent, outcome.added) == (Intent.RECIPE, ())


def test_a_serving_of_it_is_logged_by_its_name(talk):
    talk.hear(STEW)

    outcome = talk.hear("I had grandma's stew")

    assert names(outcome) == ("Grandma's stew",)


def test_it_is_told_again_with_what_goes_into_it_and_how(talk):
    talk.hear(STEW)

    first = talk.hear("recipe for grandma's stew")
    text = said(first) + said(talk.hear("more"))

    assert "dry lentils, 190 g" in text
    assert "2. Add the rest and simmer for 30 minutes." in text


def test_a_recipe_without_steps_is_told_without_any(talk):
    talk.hear("my recipe for porridge:\n- 50 g oats\n- 200 ml milk")

    text = said(talk.hear("recipe for porridge"))

    assert "oats, 50 g" in text
    assert "Steps" not in text


def test_it_is_told_again_where_it_was_spoken_of_last(talk):
    talk.hear(STEW)

    assert "Grandma's stew" in said(talk.hear("recipe"))


def test_what_is_no_recipe_is_a_meal(talk):
    assert talk.hear("Breakfast:\n- 2 eggs\n- 1 slice toast").added
    assert talk.memory == Memory()


def test_a_recipe_told_alone_is_asked_for(talk):
    assert "one ingredient a line" in said(talk.hear("here's my recipe"))


def test_a_recipe_without_one_food_in_it_is_asked_for_again(talk):
    outcome = talk.hear("my recipe for fun: 1 cup zorp, 2 cups grobnik")

    assert "couldn't read one ingredient" in said(outcome)
    assert talk.memory == Memory()


def test_nobody_who_did_not_agree_is_kept_a_recipe_of(tables):
    talk = Talk(tables, a_newcomer(), is_new=True)

    talk.hear(STEW)

    assert talk.memory == Memory()


def test_a_recipe_in_the_midst_of_the_first_questions_is_kept_and_the_question_put_again(tables):
    talk = Talk(tables, a_newcomer(consented_at=NOON))

    outcome = talk.hear(STEW)

    assert "*Saved: Grandma's stew*" in said(outcome)
    assert "Any allergies" in said(outcome)


def test_a_dish_without_a_name_that_can_be_one_is_numbered(talk):
    talk.hear("my recipe: 1 cup rice, 2 cups water. Serves 2")

    assert kept(talk).name == "my recipe 1"


@pytest.mark.parametrize("text", ["call it pot of rice", "llámalo pot of rice."])
def test_a_recipe_that_was_just_kept_may_be_given_a_name(talk, text):
    talk.hear("my recipe: 1 cup rice, 2 cups water. Serves 2")

    talk.hear(text)

    assert kept(talk).name == "pot of rice"
    assert names(talk.hear("I had pot of rice")) == ("pot of rice",)


@pytest.mark.parametrize("name", ["help", "a"])
def test_a_name_that_means_something_else_is_none(talk, name):
    talk.hear("my recipe: 1 cup rice, 2 cups water. Serves 2")

    talk.hear(f"call it {name}")

    assert kept(talk).name == "my recipe 1"


def test_a_name_is_given_to_nothing_where_no_recipe_was_kept(talk):
    talk.hear("call it pot of rice")

    assert talk.memory == Memory()


def test_a_title_in_capitals_is_called_in_small_letters(talk):
    talk.hear(STEW.replace("Grandma's stew", "GRANDMA'S STEW"))

    assert kept(talk).name == "Grandma's stew"


def test_a_long_recipe_is_told_in_pages_on_sms(tables):
    talk = Talk(tables, a_user(PEANUTS), channel=Channel.SMS)

    outcome = talk.hear(WITH_ZORP.replace("- 2 carrots, diced", "- 200 g peanuts"))

    assert "Careful" in said(outcome)
    assert "zorp" in said(outcome) + "".join(talk.conversation.pages)


# ---- asked
def test_one_thing_is_asked_about_what_could_not_be_read(talk):
    outcome = talk.hear(WITH_ZORP)

    assert 'I can\'t read "1 tsp zorp". What food is it?' in said(outcome)
    assert outcome.conversation.pending.question is Question.OWN_RECIPE


def test_the_answer_is_used_with_the_amount_that_was_told(talk):
    talk.hear(WITH_ZORP)

    outcome = talk.hear("it's curry powder")

    assert said(outcome).startswith("*Saved: Grandma's stew*")
    assert kept(talk).unread == ()
    assert [(part.food_id, part.said) for part in kept(talk).parts][-1] == (
        "curry-powder",
        "1 tsp zorp (curry powder)",
    )


def test_an_answer_may_tell_an_amount_of_its_own(talk):
    talk.hear(WITH_ZORP)

    talk.hear("20 g honey")

    assert kept(talk).parts[-1].mass_g == 20


def test_what_is_left_out_is_no_part_of_it_any_more(talk):
    talk.hear(WITH_ZORP)

    outcome = talk.hear("leave it out")

    assert kept(talk).unread == ()
    assert "zorp" not in said(outcome)


def test_an_answer_nobody_can_read_is_not_asked_about_again(talk):
    talk.hear(WITH_ZORP)

    outcome = talk.hear("it's grobnik")

    assert "never planned" in said(outcome)
    assert outcome.conversation.pending is None
    assert kept(talk).unread == ("1 tsp zorp",)


def test_a_meal_answers_nothing_and_is_logged(talk):
    talk.hear(WITH_ZORP)

    assert talk.hear("I had 2 eggs").added
    assert kept(talk).unread == ("1 tsp zorp",)


def test_only_the_next_message_answers(talk):
    talk.hear(WITH_ZORP)
    talk.hear("how am I doing?")

    assert talk.hear("2 eggs").added


def test_several_lines_are_answered_in_their_order(talk):
    asked = talk.hear(WITH_ZORP.replace("- 2 tbsp olive oil", "- 1 tbsp grobnik"))

    talk.hear("olive oil and curry powder")

    assert 'I can\'t read "1 tbsp grobnik" and "1 tsp zorp"' in said(asked)
    assert [part.food_id for part in kept(talk).parts][-2:] == ["olive-oil", "curry-powder"]
    assert kept(talk).unread == ()


def test_what_is_answered_in_part_stays_unread_in_part(talk):
    talk.hear(WITH_ZORP.replace("- 2 tbsp olive oil", "- 1 tbsp grobnik"))

    outcome = talk.hear("olive oil and blurp")

    assert kept(talk).unread == ("1 tsp zorp",)
    assert 'Without "1 tsp zorp": not counted' in said(outcome)


def test_one_answer_to_several_lines_is_of_the_first(talk):
    talk.hear(WITH_ZORP.replace("- 2 tbsp olive oil", "- 1 tbsp grobnik"))

    talk.hear("olive oil")

    assert kept(talk).unread == ("1 tsp zorp",)


def test_more_lines_than_fit_are_counted(talk):
    many = WITH_ZORP.replace("- 1 tsp zorp", "\n".join(f"- 1 cup zorp{n}x" for n in range(5)))

    assert "and 2 more" in said(talk.hear(many))


def test_servings_nobody_told_are_guessed_and_may_be_told(talk):
    guessed = talk.hear(STEW.replace("Serves 4\n", ""))

    outcome = talk.hear("it serves 6")

    assert "You didn't say how many it serves" in said(guessed)
    assert "6 servings" in said(outcome)
    assert kept(talk).servings == 6


@pytest.mark.parametrize("answer", ["thanks", "serves 90 people at the long table of my aunt"])
def test_what_tells_no_servings_leaves_them(talk, answer):
    talk.hear(STEW.replace("Serves 4\n", ""))
    servings = kept(talk).servings

    talk.hear(answer)

    assert kept(talk).servings == servings


# ---- safe
def test_a_recipe_with_what_somebody_avoids_is_kept_and_warned_of(allergic):
    outcome = allergic.hear(NOODLES)

    assert "⚠️ *Careful:* it has peanut, which you avoid" in said(outcome)
    assert "never plan it" in said(outcome)
    assert kept(allergic).name == "noodles"


def test_it_is_told_again_under_its_warning(allergic):
    allergic.hear(NOODLES)

    assert "⚠️ *Careful:*" in said(allergic.hear("recipe for noodles"))


def test_a_word_of_the_recipe_is_enough_to_warn(allergic):
    outcome = allergic.hear(STEW.replace("simmer for", "top with chopped peanuts and simmer for"))

    assert "it has peanut" in said(outcome)


def test_the_name_of_a_dish_that_is_often_made_with_it_is_not(allergic):
    outcome = allergic.hear(STEW.replace("Grandma's stew", "Pad thai"))

    assert "Careful" not in said(outcome)


def test_what_could_not_be_read_could_not_be_checked(allergic):
    assert "Not all of it could be checked for peanuts" in said(allergic.hear(WITH_ZORP))


def test_a_recipe_read_in_part_warns_at_the_meal(allergic):
    allergic.hear(WITH_ZORP)

    assert "Check it for peanuts" in said(allergic.hear("I had grandma's stew"))


def test_an_allergy_told_beside_a_recipe_is_kept_as_well(talk):
    outcome = talk.hear(f"{STEW}\nI'm allergic to sesame")

    assert [allergy.said for allergy in outcome.profile.allergies] == ["sesame"]
    assert kept(talk).name == "Grandma's stew"


def test_a_recipe_is_no_danger_for_the_sharp_words_in_it(talk):
    outcome = talk.hear(STEW.replace("Fry the carrots", "Kill the heat, cut the carrots and fry"))

    assert outcome.intent is Intent.RECIPE


def test_without_a_cookbook_a_recipe_is_kept_all_the_same(tables):
    talk = Talk(replace(tables, cookbook=None), a_user(PEANUTS))

    assert "*Saved: noodles*" in said(talk.hear(NOODLES))


# ---- planned
def test_a_recipe_read_in_full_may_be_planned_and_one_in_part_may_not(talk, tables):
    talk.hear(STEW)
    whole = tables.as_known_to(talk.memory).cooking(talk.situation("x"))
    talk.hear(WITH_ZORP.replace("Grandma's stew", "Zorp stew"))
    both = tables.as_known_to(talk.memory).cooking(talk.situation("x"))

    assert [id_ for id_ in whole.cookbook.tables.recipes if id_.startswith("own-")] == ["own-1"]
    assert [id_ for id_ in both.cookbook.tables.recipes if id_.startswith("own-")] == ["own-1"]


def test_forgetting_it_takes_it_out_of_the_plans(talk, tables):
    talk.hear(STEW)

    talk.hear("forget grandma's stew")

    assert tables.cooking(talk.situation("x")) is tables


def test_a_recipe_that_is_named_is_ordered_with_the_week(talk):
    talk.hear(STEW)

    order = talk.hear("plan my week with Grandma's stew").order

    assert (order.serves, order.unread) == (("own-1",), "")


def test_one_that_is_not_named_or_not_read_in_full_is_not(talk):
    talk.hear(WITH_ZORP)

    assert talk.hear("plan my week with Grandma's stew").order.serves == ()


# ---- links
@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/soup", "https://example.org/soup"),
        ("save this recipe https://example.org/soup.", "https://example.org/soup"),
        ("guarda esta receta: www.example.org/sopa", "https://www.example.org/sopa"),
        ("can you add ftp://example.org/soup", "ftp://example.org/soup"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("I read about fasting on https://example.org/fasting, is it true?", None),
        ("what is in the drink of https://example.org", None),
        ("save this recipe", None),
        ("https://example.org/" + "a" * 2_000, None),
        ("save this recipe " + "very " * 20 + "https://example.org", None),
    ],
)
def test_a_link_is_read_where_a_recipe_is_meant(text, link):
    assert find_link(text) == link


def test_a_link_is_read_beside_the_talk_and_nothing_is_said_yet(talk):
    outcome = talk.hear("save this recipe https://example.org/soup")

    assert (outcome.page_url, outcome.draft) == ("https://example.org/soup", None)


def test_the_recipe_of_a_page_is_kept_under_a_name_people_type(talk):
    outcome = talk.read(PAGE)

    assert said(outcome).startswith("*Saved: Creamy Tomato Soup*, 2 servings")
    assert "milk" in said(outcome)
    assert kept(talk).recipe.minutes == 25


def test_a_long_spanish_title_keeps_its_beginning(tables):
    talk = Talk(tables, a_user(language="es"))

    talk.read(replace(PAGE, name="Sopa de tomate con crema y albahaca fresca del huerto"))

    assert kept(talk).name == "Sopa de tomate con crema y"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (PageFault.UNSAFE, "only open pages of the open web"),
        (PageFault.UNAVAILABLE, "couldn't open that page"),
        (PageFault.NO_RECIPE, "no recipe on that page"),
    ],
)
def test_why_there_is_no_recipe_is_said(talk, fault, words):
    assert words in said(talk.read(PageRead(fault)))


@pytest.mark.parametrize("gone", [{"opted_out_at": NOON}, {"consented_at": None}])
def test_a_page_says_nothing_to_who_left_meanwhile(tables, gone):
    talk = Talk(tables, replace(a_user(), **gone))

    outcome = talk.read(PAGE)

    assert (outcome.draft, outcome.is_recorded) == (None, False)


def test_a_page_makes_no_user(tables):
    talk = Talk(tables, a_user(), is_new=True)

    assert not talk.read(PAGE).is_recorded


# ---- made up
@pytest.fixture
def inventive(talk, tables):
    """A talk in which a dish was just made up."""
    dish = tables.cookbook.tables.recipes["masoor-dal-rice"]
    made_up = replace(kept_recipe(dish), recipe_id=f"{INVENTED}1", name="New dal", name_es="Dal")
    talk.hear("invent a dinner with lentils")
    talk.conversation = replace(talk.conversation, dish_id=made_up.recipe_id, made_up=made_up)
    return talk


@pytest.mark.parametrize("text", ["save it", "Keep that one, please", "guárdala"])
def test_a_dish_made_up_alone_is_kept_like_ones_own(inventive, text):
    outcome = inventive.hear(text)

    assert "New dal" in said(outcome) or "Dal" in said(outcome)
    assert kept(inventive).recipe.recipe_id == f"{INVENTED}1"


def test_it_may_be_given_a_name(inventive):
    inventive.hear("save it as lucky dal")

    assert kept(inventive).name == "lucky dal"
    assert names(inventive.hear("I had lucky dal")) == ("lucky dal",)


def test_it_is_still_said_that_nobody_cooked_it(inventive):
    inventive.hear("save it")

    assert "made up for you by a language model" in said(inventive.hear("recipe for new dal"))


def test_a_dish_one_of_whose_foods_is_gone_is_not_kept(inventive):
    made_up = inventive.conversation.made_up
    gone = replace(made_up, ingredients=(replace(made_up.ingredients[0], food_id="gone"),))
    inventive.conversation = replace(inventive.conversation, made_up=gone)

    assert "don't know that dish" in said(inventive.hear("save it"))


def test_a_dish_of_the_house_needs_no_keeping(talk):
    talk.hear("suggest a quick dinner")

    assert "ask for its recipe any time" in said(talk.hear("save it"))
    assert talk.memory == Memory()


def test_an_own_recipe_needs_no_keeping_twice(talk):
    talk.hear(STEW)

    assert "ask for its recipe any time" in said(talk.hear("save it"))


def test_nothing_is_kept_where_no_dish_was_told(talk, tables):
    assert "at hand" not in said(talk.hear("save it"))
    gone = Talk(tables, a_user())
    gone.hear("suggest a quick dinner")
    gone.conversation = replace(gone.conversation, dish_id="gone")
    assert "at hand" not in said(gone.hear("save it"))


def test_a_name_keeps_its_accents_and_is_given_once(talk):
    talk.hear("my recipe: 1 cup rice, 2 cups water. Serves 2")
    talk.hear("llámalo arroz de José")
    assert kept(talk).name == "arroz de José"

    talk.hear("my recipe: 1 cup rice, 3 cups water. Serves 2")
    talk.hear("call it arroz de José")

    assert [entry.name for entry in talk.memory.entries][-1].endswith(" 2")


def test_a_meal_told_since_is_what_is_saved(inventive):
    inventive.hear("I had 2 eggs and toast")

    inventive.hear("save this as power plate")

    assert kept(inventive).recipe is None
