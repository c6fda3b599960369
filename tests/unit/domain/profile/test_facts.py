"""What a message tells about its sender, and what it does not."""

import pytest

from domain.profile.body import Sex
from domain.profile.facts import Facts, find_goal, read_facts
from domain.profile.goal import Goal
from domain.profile.measures import Measure
from domain.profile.targets import Caution
from domain.profile.tastes import find_dislikes, find_likes, without_tastes

CITIES = {
    "tokyo": ("Tokyo", "Asia/Tokyo"),
    "paris": ("Paris", "Europe/Paris"),
    "san francisco": ("San Francisco", "America/Los_Angeles"),
}


def told(text):
    return read_facts(text, CITIES)


def test_several_facts_are_told_in_one_message():
    facts = told("I'm Ana, 34, 165 cm and 60 kg, vegetarian, hate olives")

    assert facts == Facts(
        name="Ana",
        diets=frozenset({"vegetarian"}),
        dislikes=("olives",),
        mass_kg=Measure(60.0),
        height_cm=Measure(165.0),
        age_years=Measure(34),
        uses_pounds=False,
    )


def test_several_facts_are_told_in_spanish():
    facts = told("me llamo José, tengo 34 años, mido 1,70 y peso 82 kilos")

    assert (facts.name, facts.age_years) == ("José", Measure(34))
    assert (facts.height_cm, facts.mass_kg) == (Measure(170.0), Measure(82.0))


@pytest.mark.parametrize("text", ["82", "34.", " 178 ", "1,78", "", "hello", "2 eggs and toast"])
def test_a_bare_number_or_a_meal_tells_nothing(text):
    assert told(text).is_empty


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name is ana maria", "Ana"),
        ("call me McDonald", "McDonald"),
        ("CALL ME BOB", "Bob"),
        ("I'm Juan", "Juan"),
        ("call me an ambulance", ""),
        ("I'm Vegan", ""),
        ("I'm hungry", ""),
        ("Soy Ana.", "Ana"),
    ],
)
def test_a_name_is_a_name(text, name):
    assert told(text).name == name


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("I want to lose weight", Goal.LOSE_WEIGHT),
        ("quiero bajar de peso", Goal.LOSE_WEIGHT),
        ("I want to gain muscle", Goal.BUILD_MUSCLE),
        ("I gain easily and want to lose", Goal.LOSE_WEIGHT),
        ("eat healthier", Goal.EAT_HEALTHIER),
        ("I don't want to lose weight", None),
        ("I don't want to lose weight but eat healthy", Goal.EAT_HEALTHIER),
        ("cut out sugar", None),
        ("I have a health condition", None),
        ("I have a dog", None),
    ],
)
def test_a_goal_is_what_is_wished_for(text, goal):
    assert told(text).goal is goal


def test_a_goal_is_found_in_an_answer():
    assert find_goal("Lose weight") is Goal.LOSE_WEIGHT
    assert find_goal("gain") is Goal.BUILD_MUSCLE
    assert find_goal("blorp") is None


@pytest.mark.parametrize(
    ("text", "diets", "left"),
    [
        ("I'm vegan", {"vegan"}, set()),
        ("soy vegetariana", {"vegetarian"}, set()),
        ("keto", {"low_carb"}, set()),
        ("gluten free", {"gluten_free"}, set()),
        ("I eat without gluten", {"gluten_free"}, set()),
        ("I'm not vegan anymore", set(), {"vegan"}),
        ("ya no soy vegana", set(), {"vegan"}),
        ("quit keto", set(), {"low_carb"}),
        ("I'm vegetarian, not vegan", {"vegetarian"}, {"vegan"}),
        ("not halal but kosher", {"kosher"}, {"halal"}),
        ("I don't like veggie burgers", set(), set()),
        ("my girlfriend is vegan", set(), set()),
    ],
)
def test_diets_are_taken_up_and_left(text, diets, left):
    facts = told(text)

    assert (set(facts.diets), set(facts.diets_left)) == (diets, left)


@pytest.mark.parametrize(
    ("text", "dislikes"),
    [
        ("I don't like olives or mushrooms and I'm vegetarian", ("olives", "mushrooms")),
        ("I don't like olives, mushrooms or fish", ("olives", "mushrooms", "fish")),
        ("I hate the taste of cilantro", ("cilantro",)),
        ("can't stand beets at all", ("beets",)),
        ("no me gustan las aceitunas ni el hígado", ("aceitunas", "higado")),
        ("I hate kidney beans", ("kidney beans",)),
        ("hate olives, 34", ("olives",)),
        ("I don't want to lose weight", ()),
        ("I don't eat much", ()),
        ("I hate my body", ()),
        ("my husband hates olives", ()),
        ("I hate and", ()),
    ],
)
def test_dislikes_are_foods_and_their_own(text, dislikes):
    assert told(text).dislikes == dislikes


@pytest.mark.parametrize(
    ("text", "likes"),
    [
        ("i like olives now", ("olives",)),
        ("ya me gustan las aceitunas", ("aceitunas",)),
        ("i love pasta and mushrooms", ("pasta", "mushrooms")),
        ("i prefer fish over meat", ("fish",)),
        ("me encanta el pollo", ("pollo",)),
        ("i don't like olives", ()),
        ("i like 2 eggs for breakfast", ()),
        ("prefiero en espanol", ()),
        ("i like it", ()),
        ("i'd like a coffee", ()),
    ],
)
def test_what_somebody_likes_is_a_food_and_no_meal(text, likes):
    assert find_likes(text) == likes


def test_a_long_dislike_is_cut():
    assert find_dislikes("i hate " + "x" * 70) == ("x" * 40,)


def test_what_is_disliked_tells_nothing_else():
    assert "kidney" not in without_tastes("i hate kidney beans, i'm vegan")
    assert without_tastes("i don't want to lose weight") == "i don't want to lose weight"


@pytest.mark.parametrize(
    ("text", "caution"),
    [
        ("I'm pregnant", Caution.PREGNANT),
        ("expecting twins", Caution.PREGNANT),
        ("estoy embarazada", Caution.PREGNANT),
        ("I'm breastfeeding", Caution.BREASTFEEDING),
        ("doy el pecho", Caution.BREASTFEEDING),
        ("I have kidney disease", Caution.KIDNEY_DISEASE),
        ("estoy en diálisis", Caution.KIDNEY_DISEASE),
        ("I take insulin", Caution.INSULIN),
        ("type 1 diabetic", Caution.INSULIN),
    ],
)
def test_what_asks_for_care_is_heard(text, caution):
    assert told(text).cautions == {caution}


@pytest.mark.parametrize(
    ("text", "caution"),
    [
        ("I'm not pregnant anymore", Caution.PREGNANT),
        ("ya no estoy embarazada", Caution.PREGNANT),
        ("I stopped breastfeeding", Caution.BREASTFEEDING),
        ("no kidney disease", Caution.KIDNEY_DISEASE),
        ("off insulin", Caution.INSULIN),
        ("forget that I'm pregnant", Caution.PREGNANT),
    ],
)
def test_what_no_longer_asks_for_care_is_heard(text, caution):
    facts = told(text)

    assert (facts.cautions, facts.cautions_over) == (frozenset(), {caution})


@pytest.mark.parametrize(
    "text",
    ["my wife is pregnant", "I'm trying to get pregnant", "I'm a nursing student",
     "I hate kidney beans", "my dog weighs 8 kg", "mi hijo tiene 8 años"],
)  # fmt: skip
def test_what_is_told_of_others_or_wished_for_is_not_the_sender(text):
    facts = told(text)

    assert (facts.cautions, facts.mass_kg, facts.age_years) == (frozenset(), None, None)


@pytest.mark.parametrize(
    "text", ["my goal weight is 60 kg", "I want to weigh 60 kg", "I used to weigh 90 kg"]
)
def test_a_weight_wished_for_or_gone_is_not_the_weight(text):
    assert told(text).mass_kg is None


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("I'm 34", 34, None),
        ("male, 40", 40, Sex.MALE),
        ("f, 28", 28, Sex.FEMALE),
        ("mido 1,70", None, None),
        ("mido 1,70, 34", 34, None),
        ("female and 70 kg", None, Sex.FEMALE),
    ],
)
def test_age_and_sex_are_read_from_a_list(text, age, sex):
    facts = told(text)

    assert facts.age_years == (None if age is None else Measure(age))
    assert facts.sex is sex


@pytest.mark.parametrize(
    ("text", "uses_pounds"),
    [("181 lbs", True), ("82 kg", False), ("use pounds", True), ("use metric", False),
     ("2 lb of lobster", None), ("I'm vegan", None)],
)  # fmt: skip
def test_the_unit_of_weights_is_the_one_spoken(text, uses_pounds):
    assert told(text).uses_pounds is uses_pounds


@pytest.mark.parametrize(
    ("text", "unit"),
    [("show kJ", "kJ"), ("in kilojoules please", "kJ"), ("kJ", "kJ"), ("use calories", "kcal"),
     ("I want to eat fewer calories", "")],
)  # fmt: skip
def test_the_unit_of_energy_is_the_one_asked_for(text, unit):
    assert told(text).energy_unit == unit


@pytest.mark.parametrize(
    ("text", "language"),
    [("en español por favor", "es"), ("in english please", "en"), ("español", "es"),
     ("háblame en inglés", "en"), ("I hate Spanish omelette", "")],
)  # fmt: skip
def test_the_language_is_the_one_asked_for(text, language):
    assert told(text).language == language


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I'm in Tokyo now", "Tokyo"),
        ("just landed in Paris", "Paris"),
        ("I live in San Francisco, California", "San Francisco"),
        ("estoy en Tokyo", "Tokyo"),
        ("in Paris today", "Paris"),
        ("I'm interested in eating in Paris", "Paris"),
        ("I'm going to Tokyo tomorrow", ""),
        ("I was in Tokyo", ""),
        ("the best ramen is in Tokyo", ""),
        ("I'm in Zorkville now", ""),
    ],
)
def test_a_place_is_where_somebody_is(text, place):
    assert told(text).place == place


def test_a_household_and_a_budget_are_told():
    assert told("we're a family of 4 with $60 a week").people == Measure(4)
    assert told("$60 a week").budget_usd_week == Measure(60.0)


def test_what_cannot_be_is_named_and_left_out():
    facts = told("I'm 34, I weigh 800 kg")

    assert facts.implausible == ("mass_kg",)
    assert facts.without_implausible().mass_kg is None
    assert facts.without_implausible().age_years == Measure(34)


@pytest.mark.parametrize("text", ["ya no soy alergico a la leche", "hoy estoy en la casa"])
def test_a_spanish_article_is_not_los_angeles(text, knowledge):
    assert read_facts(text, knowledge.cities).zone == ""


def test_a_unit_may_be_asked_for_politely(knowledge):
    assert read_facts("kJ please", knowledge.cities).energy_unit == "kJ"
