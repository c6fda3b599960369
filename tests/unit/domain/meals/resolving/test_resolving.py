# ruff: noqa: E501
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.resolving.resolver import LONGEST_TEXT, Resolver


def eaten(resolver: Resolver, text: str) -> list[tuple[str, float]]:
    items = resolver.items(text)
    return [(resolver.index.food_ids[item.best.food], round(item.mass_g, 1)) for item in items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a cup of whole milk", [("milk-whole", 244.0)]),
        ("I had a cup of chocolate milk and a medium apple", [("chocolate-milk", 248.0), ("apple", 200.0)]),
        ("two eggs", [("egg", 100.0)]),
        ("half a dozen eggs", [("egg", 300.0)]),
        ("2-3 fried eggs", [("egg-fried", 115.0)]),
        ("240g of rice", [("rice", 240.0)]),
        ("rice (150 g) and two slices of white bread", [("rice", 150.0), ("bread-white", 56.0)]),
        ("a slice of pepperoni pizza", [("pizza-pepperoni", 124.0)]),
        ("a piece of medium pepperoni pizza", [("pizza-pepperoni", 88.0)]),
        ("a pizza with pepperoni", [("pizza-pepperoni", 124.0)]),
        ("a 12 fl oz can of cola", [("cola", 372.0)]),
        ("8 fl oz of cola", [("cola", 248.0)]),
        ("a bottle of coke", [("cola", 620.0)]),
        ("a diet coke", [("cola-diet", 360.0)]),
        ("an avocado", [("avocado", 150.0)]),
        ("half of a grapefruit", [("grapefruit", 154.0)]),
        ("some french fries", [("fries", 110.0)]),
        ("a small fast food order of fries", [("fries", 110.0)]),
        ("10 gumdrops", [("gumdrops", 36.0)]),
        ("5 gumdrops", [("gumdrops", 18.0)]),
        ("a package containing two breakfast tarts", [("tart", 108.0)]),
        ("a pat of butter", [("butter", 7.0)]),
        ("a splash of milk", [("milk-nfs", 15.5)]),
        ("3 oz of rice", [("rice", 85.0)]),
        ("an ounce of rice", [("rice", 28.3)]),
        ("2 x 30 g rice", [("rice", 60.0)]),
        ("1 kg of rice", [("rice", 1000.0)]),
        ("dos huevos", [("egg", 100.0)]),
        ("a cheese pizza", [("pizza-cheese", 119.0)]),
        ("a pizza without cheese", [("pizza-plain", 81.0)]),
        ("a cup of beef and vegetables, excluding carrots and broccoli", [("beef-stew", 162.0)]),
        ("for my snack a snack cake", [("snack-cake", 43.0)]),
        ("a cheese sandwich made with cheese on white bread", [("cheese-sandwich", 102.0)]),
        ("I had an apple. I enjoyed one apple.", [("apple", 182.0)]),
        ("200g of milk. It was 200 g.", [("milk-nfs", 200.0)]),
        ("a frozen dinner", [("frozen-dinner", 312.0)]),
        ("I had an apple and two eggs. I enjoyed one apple, two eggs.", [("apple", 182.0), ("egg", 100.0)]),
        ("two and a half eggs", [("egg", 125.0)]),
        ("two and rice", [("rice", 158.0)]),
        ("a cup of cool, whole milk", [("milk-whole", 244.0)]),
        ("an egg, which is perfect for milk", [("egg", 50.0)]),
        ("an apple with thick icing", [("apple", 182.0)]),
        ("a pizza from school lunch", [("pizza-cheese", 119.0)]),
    ],
)  # fmt: skip
def test_a_sentence_becomes_foods_and_grams(resolver, text, expected):
    found = eaten(resolver, text)

    assert found == expected


@pytest.mark.parametrize(
    "text",
    ["", "   ", "I had a lovely day", "no eggs", "I did not eat the cheese", "without milk", "3", "!!!", "1/0"],
)  # fmt: skip
def test_what_names_no_food_logs_none(resolver, text):
    found = eaten(resolver, text)

    assert found == []


def test_grams_of_an_unknown_food_are_unread_and_not_given_to_its_neighbour(resolver):
    text = "70g of yaucarkue and 100g of rice"

    reading = resolver.read(text)

    assert eaten(resolver, text) == [("rice", 100.0)]
    assert [text[start:end] for start, end in reading.unread] == ["70g of yaucarkue"]


def test_a_text_too_long_to_be_a_meal_is_unread_whole(resolver):
    reading = resolver.read("egg " * LONGEST_TEXT)

    assert reading.items == ()
    assert reading.unread == ((0, 4 * LONGEST_TEXT),)


@given(count=st.integers(min_value=2, max_value=60))
def test_twice_as_many_weigh_twice_as_much(resolver, count):
    once = eaten(resolver, f"{count} eggs")
    twice = eaten(resolver, f"{2 * count} eggs")

    assert twice == [(food, 2 * mass_g) for food, mass_g in once]


FOODS = ("2 eggs", "a cup of rice", "a medium apple", "a can of cola", "a pat of butter")


@pytest.mark.no_cover  # other tests reach all of it
@given(order=st.permutations(FOODS))
def test_the_order_of_the_foods_does_not_matter(resolver, order):
    found = eaten(resolver, ", ".join(order))

    assert sorted(found) == sorted(eaten(resolver, ", ".join(FOODS)))


@given(food=st.sampled_from(["eggs", "rice", "apple", "cola", "butter", "avocado", "pizza"]))
@pytest.mark.parametrize(
    "denier", ["no", "without", "never any", "didn't eat", "skipped the", "not a"]
)
def test_what_is_denied_is_never_logged(resolver, denier, food):
    found = eaten(resolver, f"{denier} {food}")

    assert found == []


@given(text=st.text(max_size=80))
def test_any_text_gives_an_answer_and_always_the_same(resolver, text):
    assert resolver.read(text) == resolver.read(text)
