"""Talking about weeks: ordering, changing, looking, shopping, cooking, rating, suggesting."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conversation.order_turn import OrderSnapshot
from domain.conversation.state import Pending, Question
from domain.conversation.talk.kitchen_doors import is_dinner_out
from domain.conversation.talk.pages import paged
from domain.conversation.talk.planned import answer_order, apologise_for_order
from domain.conversation.talk.plans import invent_dish, loosen, plan_week
from domain.conversation.talk.ratings import find_taste, rate_meal
from domain.conversation.talk.recipes import find_planned, servings_text
from domain.conversation.talk.shopping import mass, shop_name
from domain.conversation.talk.week_words import changed_lines, week_lines
from domain.messaging.address import Channel
from domain.messaging.sms import MOST_SEGMENTS, folded, segment_count
from domain.plans.drafted import DraftStatus, WeekDraft
from domain.plans.order import Asked, ChangeKind, Invention, Planning
from domain.plans.shopping import Item, ShoppingList
from domain.plans.week import KeptList, Standing
from domain.plans.wishes import DayWish
from domain.recipes.kept import kept_recipe
from domain.recipes.recipe import Slot
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.planned import a_day, a_draft, a_meal, a_placed, a_week, an_order
from tests.unit.domain.builders import TODAY, Talk, a_user, said

MILK = Allergy("milk", frozenset({"milk"}))


def days(first=TODAY, **parts):
    meals = (
        a_meal(Slot.BREAKFAST, "apple-overnight-oats", name="Apple oats", **parts),
        a_meal(Slot.LUNCH, "greek-salad-chickpeas", name="Greek salad"),
        a_meal(Slot.DINNER, "masoor-dal-rice", name="Masoor dal", quarters=(6,)),
        a_meal(Slot.SNACK, "apple-peanut-butter", name="Apple slices"),
    )
    return tuple(a_day(first + timedelta(days=n), *meals) for n in range(7))


def week(*planned, **parts):
    planned = planned or days()
    standing = Standing(tuple(DayWish(day.on) for day in planned))
    return a_week(*planned, **({"standing": standing} | parts))


def kept(*items):
    return KeptList(TODAY, ShoppingList(items or (RICE, SALT, CANDLES)))


RICE = Item("dry brown rice", "bread and grains", "rice-brown-dry", 300.0, 300.0, 0, 0.9)
SALT = Item("salt", "oils, sauces and spices", "salt", 3.0, 3.0, 0, 0.01)
CANDLES = Item("candles", "added by you")


@pytest.fixture
def planned(talk):
    talk.week, talk.kept_list = week(), kept()
    return talk


# ---- ordering
def test_a_week_is_ordered_from_tomorrow_with_what_is_asked(talk):
    outcome = talk.hear("plan my week under $60, vegetarian")

    assert outcome.intent is Intent.PLAN_WEEK
    assert outcome.draft is None
    assert outcome.order.starts_on == TODAY + timedelta(days=1)
    assert outcome.order.asked.budget_usd == 60.0
    assert outcome.conversation.planning == Planning(outcome.order.order_id, outcome.order.asked)


def test_energy_is_not_set_by_hand_and_not_named_to_who_hides_it(talk, tables):
    quiet = Talk(tables, a_user(hides_energy=True))

    assert "2,000 kcal" in said(talk.hear("plan my week with 900 kcal a day"))
    assert "kcal" not in said(quiet.hear("plan my week with 900 kcal a day"))


def test_no_week_is_made_for_who_has_not_told_their_allergies(tables):
    outcome = Talk(tables, replace(a_user(), allergies=None)).hear("plan my week")

    assert outcome.order is None
    assert "allerg" in said(outcome)


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("plan my week under €60", "prices in US dollars only"),
        ("plan my week for 50 euros", "prices in US dollars only"),
        ("plan a keto week", "can't hold a week to that way of eating"),
    ],
)
def test_what_no_week_can_be_held_to_is_said(talk, wish, answer):
    outcome = talk.hear(wish)

    assert outcome.order is None
    assert answer in said(outcome)


def test_a_plan_asked_for_beside_a_standing_week_may_be_a_change_of_it(planned):
    assert planned.hear("plan the rest of my week").order.is_change
    assert not planned.hear("plan my week").order.is_change
    assert not planned.hear("plan my week, use up the grobnik").order.is_change


@pytest.fixture
def in_conflict(talk):
    asked = Asked(budget_usd=10.0, without=("fish",))
    talk.conversation = replace(
        talk.conversation,
        planning=Planning("", asked),
        pending=Pending(Question.PLAN_CONFLICT, talk.at + timedelta(hours=1), ("Plan with $30",)),
    )
    return talk


@pytest.mark.parametrize(("text", "budget"), [("yes", 30.0), ("make it $45", 45.0)])
def test_a_way_out_is_taken_with_all_else_that_was_asked(in_conflict, text, budget):
    order = in_conflict.hear(text).order

    assert order.asked == Asked(budget_usd=budget, without=("fish",))


def test_a_way_out_may_be_declined_or_ignored(in_conflict):
    assert in_conflict.hear("no").order is None
    assert "egg" in said(in_conflict.hear("2 eggs"))


# ---- something new
def test_a_new_dish_without_a_day_is_ordered_alone(talk):
    order = talk.hear("invent a dinner with chickpeas").order

    assert (order.is_of_dish, order.is_change) == (True, False)
    assert order.invention == Invention(Slot.DINNER, None, "invent a dinner with chickpeas")


def test_a_new_dish_for_a_planned_day_changes_that_day(planned):
    order = planned.hear("come up with a dinner for tuesday").order

    (change,) = order.changes
    assert (order.is_change, order.is_of_dish) == (True, False)
    assert change.kind is ChangeKind.SWAP
    assert change.on == (order.invention.on,)
    assert order.starts_on == planned.week.starts_on


def test_a_meal_is_swapped_for_something_new(planned):
    order = planned.hear("swap tuesday's lunch for something new").order

    assert order.invention.slot is Slot.LUNCH
    assert order.changes[0].slots == (Slot.LUNCH,)
    assert planned.hear("swap tuesday's lunch").order.invention is None
    assert planned.hear("change: eating out on tuesday, something new").order.invention is None


def test_a_week_with_something_new_is_ordered_as_a_week(talk):
    order = talk.hear("plan my week with something new, nothing slimy").order

    assert order.invention == Invention(Slot.DINNER, None, "something new")
    assert order.unread == "nothing slimy"
    assert not order.is_of_dish


@pytest.mark.parametrize(
    "text", ["I had something new: tacos", "who invented pizza", "invent a name for it"]
)
def test_what_is_no_wish_for_a_dish_orders_none(talk, text):
    assert talk.hear(text).order is None


def test_a_new_dish_waits_for_allergies(talk, tables):
    situation = talk.situation("invent a dinner with chickpeas")
    nobody = replace(situation, profile=replace(situation.profile, allergies=None))

    assert "once I know what you must not eat" in said(invent_dish(nobody, tables))


def test_the_recipe_of_a_new_dish_of_the_week_is_told_and_marked(talk, plan_tables):
    kept = replace(
        kept_recipe(plan_tables.recipes["masoor-dal-rice"]), recipe_id="invented-1", name="New dal"
    )
    new = a_meal(Slot.DINNER, "invented-1", name="New dal", is_new=True)
    talk.week = week(*(a_day(TODAY + timedelta(days=n), new) for n in range(7)), recipes=(kept,))

    answer = said(talk.hear("recipe for tuesday"))

    assert "New dal" in answer
    assert "made up for you by a language model" in answer
    assert "New dal (new)" in said(talk.hear("show my plan"))


# ---- changing
def test_a_change_keeps_what_was_asked_of_the_week(planned):
    order = planned.hear("swap tuesday's dinner").order

    assert order.is_change
    assert order.asked == planned.week.asked
    assert order.starts_on == planned.week.starts_on


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("swap", "Which meal is it?"),
        ("swap my snack on", "Which meal is it?"),
        ("change something", "Which meal is it?"),
    ],
)
def test_a_change_that_names_no_meal_is_asked_about(planned, text, reply):
    assert reply in said(planned.hear(text))


STEW = "my recipe for stew: 1 cup lentils, 2 tbsp olive oil, 50 g gruyere cheese. Serves 4"


def test_a_users_own_recipe_is_ordered_in_place_of_a_meal(planned):
    planned.hear("my shake is 30 g protein, 220 kcal")
    planned.hear(STEW)

    (change,) = planned.hear("swap Tuesday for my stew").order.changes

    assert (change.slots, change.dish_id) == ((Slot.DINNER,), "own-2")


def test_a_dish_of_the_house_is_ordered_in_place_of_a_meal_in_spanish(planned):
    planned.profile = replace(planned.profile, language="es")

    (change,) = planned.hear("cambia la comida del martes por picadillo de lentejas").order.changes

    assert (change.slots, change.dish_id) == ((Slot.LUNCH,), "lentil-picadillo")


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("swap tuesday's dinner for my chili", "I have no recipe for chili"),
        ("swap tuesday's dinner for fish", "Which one: Fish moqueca, Steamed fish"),
        ("swap tuesday's lunch for greek salad", "That is Greek salad"),
    ],
)
def test_a_dish_that_takes_no_meal_is_answered(planned, text, reply):
    assert reply in said(planned.hear(text))


def test_a_dish_with_what_is_avoided_takes_no_meal(planned):
    planned.profile = replace(planned.profile, allergies=(MILK,))
    planned.hear(STEW)

    for text in ("swap Tuesday for my stew", "swap tuesday for the cottage cheese bowl"):
        assert "it has milk, which you avoid" in said(planned.hear(text))


def test_a_recipe_that_could_not_be_read_in_full_takes_no_meal(planned):
    planned.hear(STEW.replace(". Serves", ", 1 sachet of zorgle. Serves"))
    planned.hear("no idea")

    assert "I couldn't read" in said(planned.hear("swap Tuesday for my stew"))


def test_a_day_that_is_over_is_not_changed(talk):
    talk.week = week(*days(TODAY - timedelta(days=3)))

    assert "That day is over" in said(talk.hear("swap friday's dinner"))


def test_a_week_that_is_over_is_not_changed(talk):
    talk.week = week(*days(TODAY - timedelta(days=9)))

    assert talk.hear("swap friday's dinner").order is None


def test_a_locked_meal_is_kept_with_the_week(planned):
    outcome = planned.hear("lock tuesday's dinner")

    assert "Kept: Tue" in said(outcome)
    (lock,) = outcome.week.standing.locked
    assert (lock.day, lock.slot, lock.dish_id) == (1, Slot.DINNER, "masoor-dal-rice")
    again = planned.hear("lock tuesday")
    assert len(again.week.standing.locked) == 4


def test_eating_out_is_no_danger_and_what_was_eaten_is_no_change(planned):
    assert planned.hear("eating out on saturday").order.is_change
    assert planned.hear("had 2 eggs on tuesday").order is None


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("i wont be home thu night", TODAY + timedelta(days=3)),
        ("We won't be home for dinner on Thursday", TODAY + timedelta(days=3)),
        ("oh btw im not home tomorrow", TODAY + timedelta(days=1)),
        ("no estaré en casa el jueves", TODAY + timedelta(days=3)),
    ],
)
def test_who_is_not_home_on_a_day_has_its_dinner_taken_out(text, on, planned):
    order = planned.hear(text).order

    assert [(each.kind, each.on, each.slots) for each in order.changes] == [
        (ChangeKind.EAT_OUT, (on,), (Slot.DINNER,))
    ]


@pytest.mark.parametrize(
    "text",
    ["i wont be home anymore", "i wont be here thursday", "i wont be home on thursday goodbye"],
)
def test_who_may_be_gone_for_good_is_heard_as_in_danger(text, planned):
    assert planned.hear(text).intent is Intent.RED_FLAG


def test_without_a_week_an_absence_is_heard_as_any_other_words_are(talk):
    assert talk.hear("i wont be home thu night").intent is Intent.RED_FLAG


def test_a_meal_that_is_not_planned_any_more_is_told(tables):
    before, texts = week(), tables.languages["en"]
    first, *rest = before.days
    out = replace(first, meals=tuple(m for m in first.meals if m.slot is not Slot.DINNER))

    lines = changed_lines(before, replace(before, days=(out, *rest)), texts)

    assert lines == ["• Mon, dinner: nothing planned at home"]


# ---- looking
def test_the_week_a_day_and_its_proof_are_shown(planned):
    assert "*Your week" in said(planned.hear("show my plan"))
    assert "• Dinner: Masoor dal, 1½ servings" in said(planned.hear("tuesday"))
    assert "of your $60" in said(planned.hear("why"))
    assert "was checked for peanuts" in said(planned.hear("proof"))


def test_a_week_without_wishes_is_explained_by_what_it_is(talk):
    plain = replace(week().proven, allergies=(), bound=None)
    talk.week = week(asked=Asked(), proven=plain)

    reply = said(talk.hear("why"))

    assert "It costs $41.25" in reply
    assert "told me of no allergies" in reply
    assert "better" not in reply


def test_a_day_out_of_the_week_or_without_meals_is_said_plainly(talk):
    first, *rest = days()
    talk.week = week(replace(first, meals=()), *rest)

    assert "nothing planned at home" in said(talk.hear("monday"))
    assert "*Mon 2" not in said(talk.hear("what's on today's menu"))


def test_who_hides_energy_sees_a_week_without_it(tables):
    talk = Talk(tables, a_user(hides_energy=True), week=week())

    assert "kcal" not in said(talk.hear("show my plan"))
    assert "kcal" not in said(talk.hear("tuesday"))


def test_a_week_with_long_names_is_told_without_its_snacks(talk):
    long = tuple(
        replace(
            d,
            meals=tuple(
                replace(m, name=f"{m.name} with a good many words in its name") for m in d.meals
            ),
        )
        for d in days()
    )
    talk.week = week(*long)

    reply = said(talk.hear("show my plan")) + said(talk.hear("more"))

    assert "A snack a day besides" in reply
    assert "Apple slices" not in reply


# ---- pages
def test_every_page_fits_and_nothing_is_lost(tables):
    texts = tables.texts
    lines = [f"• line {n} of a long answer, with some words" for n in range(60)] + ["word " * 300]

    for channel in Channel:
        page = paged(lines, channel, texts, ("Shopping list",))
        assert all(f"line {n} " in "\n".join([page.draft.text, *page.rest]) for n in range(20))
        if channel is Channel.SMS:
            pages = [page.draft.text, *page.rest]
            assert all(segment_count(folded(each)) <= MOST_SEGMENTS for each in pages)
        else:
            assert len(page.draft.text) <= 1024


def test_more_is_told_until_nothing_is_left(talk):
    talk.hear("what should I have for dinner")
    talk.conversation = replace(talk.conversation, pages=("two", "three"))

    assert said(talk.hear("more")) == "two"
    assert said(talk.hear("2 eggs")) != "three"
    assert said(talk.hear("more")) == "three"
    assert talk.conversation.pages == ()


# ---- shopping
def test_a_list_is_told_by_aisle_in_the_users_units(planned):
    reply = said(planned.hear("shopping list"))
    planned.profile = replace(planned.profile, uses_pounds=True)

    assert "*Bread, grains:* brown rice 300 g" in reply
    assert "salt," not in reply
    assert "*Added by you:* candles" in reply
    assert "brown rice 10.6 oz" in said(planned.hear("shopping list"))


def test_packs_are_counted(planned):
    planned.kept_list = kept(Item("spinach", "produce", "spinach", 400.0, 510.0, 3, 6.0))

    assert "spinach 3×170 g" in said(planned.hear("shopping list"))


def test_what_is_at_home_is_crossed_out(planned):
    reply = said(planned.hear("I have rice and salt"))

    assert "Crossed out: brown rice, salt. That saves $0.91" in reply
    assert planned.kept_list.had == ("rice", "salt")


def test_what_is_not_on_the_list_is_said_after_it_and_is_a_meal_otherwise(planned):
    planned.hear("shopping list")

    assert "is not on your list" in said(planned.hear("I have jam"))
    assert planned.hear("I have rice for lunch").kept_list is None


def test_things_are_added_and_taken_off(planned):
    assert "Added: milk" in said(planned.hear("add milk to my list"))
    assert planned.kept_list.added == ("milk",)
    assert "Crossed out: candles" in said(planned.hear("take candles off my list"))


def test_without_recipes_an_addition_is_written_down_as_said(tables, talk):
    bare = replace(tables, cookbook=None)
    talk.knowledge, talk.week, talk.kept_list = bare, week(), kept()

    assert "Added: milk" in said(talk.hear("add milk to my list"))
    assert "I don't know that dish" in said(talk.hear("recipe for masoor dal"))
    assert "How did you like it" in said(talk.hear("loved it"))


@pytest.mark.parametrize(
    ("grams", "metric", "imperial"),
    [
        (7.4, "7 g", "0.3 oz"),
        (212, "210 g", "7.5 oz"),
        (1200, "1.2 kg", "2.6 lb"),
        (2000, "2 kg", "4.4 lb"),
    ],
)
def test_a_mass_is_told_as_scales_show_it(grams, metric, imperial):
    assert mass(grams, in_pounds=False) == metric
    assert mass(grams, in_pounds=True) == imperial


def test_a_shop_knows_no_raw_eggs():
    assert shop_name("raw egg") == "egg"
    assert shop_name("raw") == "raw"


# ---- cooking
@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (0.25, "¼ serving", "¼ ración"),
        (0.5, "½ serving", "½ ración"),
        (1, "1 serving", "1 ración"),
        (1.25, "1¼ servings", "1¼ raciones"),
        (6, "6 servings", "6 raciones"),
    ],
)
def test_servings_are_several_above_one(number, english, spanish, tables):
    assert servings_text(number, tables.languages["en"]) == english
    assert servings_text(number, tables.languages["es"]) == spanish


def test_a_recipe_is_told_for_what_the_week_cooks(planned):
    reply = said(planned.hear("recipe for tuesday"))

    assert "1½ servings" in reply
    assert "*Steps*" in reply
    assert "• dry red lentils, 90 g" in reply
    assert "• canola oil, 2 tsp (10 g)" in reply
    assert "• onion, ½ (50 g)" in reply
    assert "• turmeric, ¼ tsp\n" in reply
    assert "in 1½ cups of water" in reply


def test_a_leftover_is_told_to_be_one(talk):
    first, second, *rest = days()
    eaten = tuple(replace(m, is_leftover=m.slot is Slot.DINNER) for m in second.meals)
    talk.week = week(first, replace(second, meals=eaten), *rest)

    assert "It is left over that day" in said(talk.hear("recipe for tuesday"))
    assert "3 servings" in said(talk.hear("recipe for tuesday"))


def test_a_recipe_is_found_by_its_name_its_meal_or_what_was_spoken_of(planned):
    assert "salad" in said(planned.hear("recipe for lunch")).lower()
    assert "*Steps*" in said(planned.hear("recipe"))
    assert "dal" in said(planned.hear("how do I cook the lentil dal")).lower()
    assert "I don't know that dish" in said(planned.hear("recipe for gribble pie"))
    assert "I don't know that dish" in said(planned.hear("recipe for my birthday next year"))


def test_a_recipe_with_an_allergen_is_not_told(planned):
    planned.profile = replace(planned.profile, allergies=(MILK,))

    told = said(planned.hear("recipe for stuffed sweet potatoes with beans and yogurt"))

    assert told == (
        "I leave out Stuffed sweet potatoes with beans and yogurt: it has milk, which you avoid."
    )


def test_a_dish_that_other_foods_make_safe_is_told_with_them(planned):
    planned.profile = replace(planned.profile, allergies=(MILK,))

    reply = said(planned.hear("recipe for apple and cinnamon overnight oats"))
    planned.profile = replace(planned.profile, language="es", has_chosen_language=True)
    spanish = said(planned.hear("receta de avena reposada con manzana"))

    assert reply.startswith(
        "*Apple and cinnamon overnight oats (plain soy yogurt for plain low-fat yogurt)*"
    )
    assert "• plain soy yogurt" in reply
    assert "plain soy yogurt takes the place of plain low-fat yogurt" in reply
    assert "• plain low-fat yogurt" not in reply
    assert "(yogur de soya natural por yogur natural bajo en grasa)" in spanish
    assert "yogur de soya natural reemplaza a yogur natural" in spanish


def test_no_swap_brings_what_a_diet_leaves_out(planned):
    soy = Allergy("soy", frozenset({"soy"}))
    asked = "recipe for blueberry oatmeal with toasted seeds"
    planned.profile = replace(planned.profile, allergies=(soy,))
    assert "(milk for unsweetened soy milk)" in said(planned.hear(asked))

    planned.profile = replace(planned.profile, diets=frozenset({"vegan"}))

    assert "(oat milk for unsweetened soy milk)" in said(planned.hear(asked))


def test_a_recipe_is_not_told_to_who_has_an_allergy_nobody_knows(planned):
    planned.profile = replace(planned.profile, allergies=(Allergy("grobnik"),))

    assert "it has grobnik" in said(planned.hear("recipe for tuesday"))


# ---- rating
@pytest.mark.parametrize(
    ("text", "taste"),
    [
        ("loved it", 1.0),
        ("5/5", 1.0),
        ("2 out of 5", 0.25),
        ("didn't like it", 0.0),
        ("it was ok", 0.5),
        ("pretty good", 0.8),
        ("me encantó", 1.0),
        ("hmm", None),
    ],
)
def test_an_opinion_is_read_as_a_taste(text, taste):
    assert find_taste(text) == taste


def test_a_rating_is_kept_with_its_words_for_the_dish_that_is_meant(planned):
    outcome = planned.hear("loved tuesday's dinner")

    assert outcome.profile.tastes == {"masoor-dal-rice": 1.0}
    assert outcome.ratings[0].words == "loved tuesday's dinner"
    assert "comes up more often" in said(outcome)


def test_a_rating_names_a_dish_or_means_the_last_one(planned):
    assert planned.hear("the greek salad was ok, 3/5").ratings[0].dish_id == "greek-salad-chickpeas"
    planned.conversation = replace(planned.conversation, dish_id="")
    assert planned.hear("loved it").ratings[0].dish_id == "apple-peanut-butter"


def test_a_rating_of_nothing_known_is_asked_about(talk):
    assert "Which dish do you mean?" in said(talk.hear("loved it")) or talk.profile.tastes == {}
    talk.week = week(*days(TODAY + timedelta(days=1)))
    assert "Which dish do you mean?" in said(talk.hear("rate it 2/5"))


@pytest.mark.parametrize("text", ["thats gross", "eww", "That was really disgusting!"])
def test_what_was_just_eaten_is_rated_and_no_dish_nobody_spoke_of(text, planned):
    planned.hear("2 eggs and toast")

    outcome = planned.hear(text)

    assert outcome.intent is Intent.RATE_MEAL
    assert outcome.ratings == ()
    assert 'say for example "I don\'t like egg"' in said(outcome)


def test_one_food_of_the_meal_may_be_named_and_another_is_none_of_it(planned):
    planned.hear("2 eggs and toast")

    assert '"I like toast"' in said(planned.hear("the toast was great"))
    planned.hear("2 eggs and toast")
    assert planned.hear("the greek salad was great").ratings[0].dish_id == "greek-salad-chickpeas"


def test_a_planned_dish_that_was_eaten_is_rated_as_the_dish(planned):
    planned.hear("had greek salad")
    planned.conversation = replace(planned.conversation, dish_id="greek-salad-chickpeas")

    assert planned.hear("loved it").ratings[0].dish_id == "greek-salad-chickpeas"


# ---- suggesting
def test_a_suggestion_is_what_is_planned_now(planned):
    assert "Planned for dinner: Masoor dal" in said(planned.hear("what should I have for dinner"))


def test_a_suggestion_keeps_to_the_user_and_to_what_is_asked(talk):
    talk.profile = replace(
        talk.profile, allergies=(MILK,), diets=frozenset({"vegan"}), dislikes=("tofu",)
    )

    outcome = talk.hear("something quick under 450 kcal")

    recipe = talk.knowledge.cookbook.tables.recipes[outcome.conversation.dish_id]
    assert recipe.minutes <= 20
    assert recipe.energy_kcal <= 450
    assert "milk" not in recipe.allergens
    assert outcome.draft.buttons == ("Recipe",)


def test_a_suggestion_has_the_food_that_is_named_where_there_is_such_a_dish(talk):
    outcome = talk.hear("something with chickpeas for dinner")

    recipe = talk.knowledge.cookbook.tables.recipes[outcome.conversation.dish_id]
    assert any("chickpea" in each.food.name for each in recipe.ingredients)
    assert talk.hear("something with love for dinner").conversation.dish_id


def test_a_suggestion_has_no_more_energy_than_is_told(talk):
    outcome = talk.hear("what can i eat for 400 cal")

    recipe = talk.knowledge.cookbook.tables.recipes[outcome.conversation.dish_id]
    assert recipe.energy_kcal <= 400


def test_suggestions_go_on_changing_however_long_the_talk(talk):
    talk.hear("what should i have for dinner")
    dishes = [talk.hear("another one").conversation.dish_id for _ in range(12)]

    assert len(set(dishes[-3:])) == 3


def test_a_liked_dish_is_suggested_first(talk):
    talk.profile = replace(talk.profile, tastes={"masoor-dal-rice": 1.0})

    assert talk.hear("what should I have for dinner").conversation.dish_id == "masoor-dal-rice"


@pytest.mark.parametrize(
    "refusal",
    [
        "no",
        "Not that.",
        "i don't like that",
        "something else",
        "that's gross",
        "eso no me gusta",
    ],
)
def test_who_does_not_like_a_suggestion_hears_another_for_the_same_meal(talk, refusal):
    first = talk.hear("what should I have for breakfast")

    second = talk.hear(refusal)

    assert "for breakfast" in said(second)
    assert second.conversation.dish_id != first.conversation.dish_id


def test_what_is_planned_is_not_suggested_to_who_did_not_like_it(planned):
    planned.hear("what should I have for dinner")

    assert "How about this for dinner" in said(planned.hear("no"))


def test_nothing_is_suggested_where_nothing_fits(talk):
    assert "I have no dish" in said(talk.hear("what should I have for dinner under 50 kcal"))


def test_nothing_is_suggested_before_allergies_are_known(first_talk):
    from domain.conversation.talk.suggestions import suggest_meal  # noqa: PLC0415

    outcome = suggest_meal(first_talk.situation("dinner?"), first_talk.knowledge)

    assert "once I know what you must not eat" in said(outcome)


# ---- answers to orders
def answered(draft, tables, **order):
    placed = a_placed(an_order(**order))
    snapshot = OrderSnapshot(placed, a_user(), Talk(tables, a_user()).conversation, week(), kept())
    return answer_order(snapshot, draft, tables)


def test_a_change_of_nothing_says_so(tables):
    same = answered(a_draft(week=week(), items=None), tables, is_change=True)

    assert said(same).startswith("Nothing in your plan goes against that")
    assert same.kept_list is None


def test_a_change_of_portions_or_of_all_is_told_as_such(tables):
    larger = week(
        *(replace(d, meals=tuple(replace(m, quarters=(8,)) for m in d.meals)) for d in days())
    )
    others = week(
        *(replace(d, meals=tuple(replace(m, dish_id="x") for m in d.meals)) for d in days())
    )

    assert "only portions are other ones" in said(
        answered(a_draft(week=larger), tables, is_change=True)
    )
    assert "*Your week" in said(answered(a_draft(week=others), tables, is_change=True))


def test_a_meal_that_was_eaten_out_is_new_when_it_comes_back(tables):
    out = replace(days()[0], meals=())
    before = OrderSnapshot(
        a_placed(an_order(is_change=True)),
        a_user(),
        Talk(tables, a_user()).conversation,
        week(out, *days()[1:]),
    )

    reply = answer_order(before, a_draft(week=week()), tables)

    assert "• Mon, dinner: Masoor dal" in said(reply)


def test_edits_of_the_list_outlast_a_new_plan(tables):
    old = replace(kept(), had=("salt", "grobnik"), added=("candles",))
    snapshot = OrderSnapshot(
        a_placed(an_order()), a_user(), Talk(tables, a_user()).conversation, week(), old
    )

    fresh = answer_order(snapshot, a_draft(week=week(), items=ShoppingList((RICE, SALT))), tables)

    assert [item.name for item in fresh.kept_list.items.items] == ["dry brown rice", "candles"]


def test_what_the_nearest_week_exceeds_is_named_in_words(tables):
    over = tuple(
        replace(a_draft().exceeds[0], name=name)
        for name in ("minutes, 2026-11-25", "fiber_g a day, eater 1", "dishes again too soon")
    )

    reply = said(answered(WeekDraft(DraftStatus.UNDECIDED, exceeds=over), tables))

    assert "• the cooking time on Wed: 64, not at most 60" in reply
    assert "• fibre: 64" in reply
    assert "• a limit: 64" in reply


def test_an_apology_says_what_to_do(tables):
    snapshot = OrderSnapshot(a_placed(), a_user(), Talk(tables, a_user()).conversation)

    assert "try again" in said(apologise_for_order(snapshot, tables, "failed"))


# ---- what is less usual
def test_a_change_told_as_a_plan_is_a_change(planned):
    outcome = plan_week(planned.situation("plan the rest"), planned.knowledge)

    assert outcome.order.is_change


def test_nothing_is_loosened_by_words_that_ask_nothing(talk):
    assert loosen("hmm", talk.situation("hmm"), talk.knowledge) is None


def test_a_rating_keeps_to_the_dish_spoken_of_last(planned):
    planned.hear("recipe for wednesday lunch")

    assert planned.hear("loved it").ratings[0].dish_id == "greek-salad-chickpeas"


def test_a_meal_that_is_not_planned_on_a_day_has_no_planned_recipe(talk):
    first, *rest = days()
    talk.week = week(replace(first, meals=first.meals[:1]), *rest)

    on, meal = find_planned(talk.situation("recipe for monday"))
    assert (on, meal.slot) == (first.on, Slot.BREAKFAST)
    assert find_planned(talk.situation("recipe for monday dinner")) is None
    beyond = replace(talk.week, days=tuple(rest[1:]))
    assert find_planned(replace(talk.situation("recipe for tonight"), week=beyond)) is None


def test_a_way_out_that_is_no_number_is_not_offered(tables):
    draft = WeekDraft(
        DraftStatus.INFEASIBLE,
        conflict=("cooking time", "protein"),
        relaxations=(("protein", 0.1), ("cooking time", 0.2)),
    )

    reply = answered(draft, tables, asked=Asked(), changes=())

    assert "It is about the cooking time and the protein of the day." in said(reply)
    assert reply.draft.buttons == ()


def test_eating_out_means_nothing_without_a_week(talk, planned):
    bare = replace(talk.situation("eating out on friday"), week=None)

    assert not is_dinner_out(bare)
    assert is_dinner_out(replace(bare, week=week()))


def test_a_rating_of_a_thing_nobody_names_so_means_the_dish_spoken_of_last(planned):
    planned.hear("recipe for wednesday lunch")

    outcome = rate_meal(planned.situation("that thingamajig was great"), planned.knowledge)

    assert outcome.ratings[0].dish_id == "greek-salad-chickpeas"


# ---- a list nobody has, and one in Spanish
def test_without_a_week_there_is_no_list(talk):
    assert "There is no plan yet" in said(talk.hear("shopping list"))


def test_the_list_and_its_recipes_speak_as_shops_and_cooks_do(tables):
    talk = Talk(tables, a_user(language="es", has_chosen_language=True))
    eggs = tables.cookbook.tables.book.shelves["egg-raw"]
    salt = replace(SALT, shelf=tables.cookbook.tables.book.shelves["salt"])
    bought = Item("raw egg", eggs.aisle, "egg-raw", 465.0, 465.0, 0, 1.8, eggs)
    talk.week, talk.kept_list = week(), kept(bought, salt)

    assert "*Lácteos, huevos:* 10 huevos" in said(talk.hear("lista de la compra"))
    assert "Tachado: huevos" in said(talk.hear("tengo huevos"))
    assert "• sal, una pizca" in said(talk.hear("receta de avena con arándanos y semillas"))


def test_an_sms_tells_dinners_and_a_long_week_no_snacks(tables):
    long = week(
        *(replace(d, meals=tuple(replace(m, name=m.name * 4) for m in d.meals)) for d in days())
    )

    texted = week_lines(week(), Channel.SMS, tables.texts)
    shortened = week_lines(long, Channel.WHATSAPP, tables.texts)

    assert texted[-1] == tables.texts.say("week_dinners")
    assert shortened[-1] == tables.texts.say("week_snacks")
    assert week_lines(week(), Channel.WHATSAPP, tables.texts)[-1].startswith("*Sun*")


def test_the_list_names_foods_in_the_users_language(tables):
    talk = Talk(tables, a_user(language="es", has_chosen_language=True))
    talk.week, talk.kept_list = week(), kept()

    shown = said(talk.hear("lista de la compra"))

    assert "arroz integral" in shown
    assert "brown rice" not in shown


@pytest.mark.parametrize("has_cookbook", [True, False])
def test_a_dish_that_is_not_there_any_more_is_none(talk, has_cookbook):
    known = talk.knowledge if has_cookbook else replace(talk.knowledge, cookbook=None)
    order = an_order(is_of_dish=True, changes=())
    snapshot = OrderSnapshot(a_placed(order), talk.profile, talk.conversation)

    answered = answer_order(snapshot, WeekDraft(DraftStatus.DISH, dish_id="gone"), known)

    assert answered.draft.text.startswith("I have no dish that fits all of that.")


# ---- free words
def test_who_hates_washing_up_gets_a_plan_and_no_hotline(talk):
    order = talk.hear(
        "plan my week, nothing slimy, grandma visits on Sunday so something festive,"
        " I hate washing up, I hate mushrooms"
    ).order

    assert order.asked.without == ("mushroom",)
    assert order.unread == (
        "nothing slimy, grandma visits on sunday so something festive, hate washing up"
    )


@pytest.mark.parametrize(
    "text", ["plan my week, I can't stand the dishes", "planea mi semana, odio lavar los platos"]
)
def test_chores_are_no_danger_and_no_food(talk, text):
    order = talk.hear(text).order

    assert order is not None
    assert order.asked.without == ()


def test_a_danger_beside_a_chore_is_still_heard(talk):
    assert "988" in said(talk.hear("plan my week, I hate cooking and I want to die"))


def test_a_meal_told_beside_a_plan_is_no_wish_about_it(talk):
    assert talk.hear("plan my week and I had 2 eggs").order is None
