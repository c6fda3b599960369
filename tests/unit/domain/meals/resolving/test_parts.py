# ruff: noqa: E501
import pytest

from domain.errors import InvalidTableError
from domain.meals.resolving.amounts import ounces_g, read_amount
from domain.meals.resolving.index import FoodRecord, index_of
from domain.meals.resolving.ingredient_lines import LineTagger, line_tokens
from domain.meals.resolving.matching import NameMatcher
from domain.meals.resolving.names import NameRules, terms_of
from domain.meals.resolving.portion_texts import GUIDELINE, UNSPECIFIED, read_portion
from domain.meals.resolving.stored_index import restored, stored
from domain.meals.resolving.words import NO_REWRITING, Rewriting, forms, split

RULES = NameRules(
    {"head": 1.0, "linked": 0.6, "later": 0.4, "aside": 0.1, "denied": 0.2, "class": 0.7},
    {"raw": 0.05, "diet": 1.2, "no:salt": 1.5},
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2-3/4 cups", [2.75]), ("1 1/2 cups", [1.5]), ("½ cup", [0.5]), ("1½ cups", [1.5]),
        ("1,000 g", [1000.0]), ("1,5 l", [1.5]), (".5 oz", [0.5]), ("1/0", [float("inf")]),
        ("2-3 eggs", [2.0, 3.0]), ("7 ¾", [7.75]),
    ],
)  # fmt: skip
def test_numbers_are_read_as_typed(text, numbers):
    assert [word.number for word in split(text) if word.number is not None] == numbers


def test_words_are_compared_in_one_form():
    words = split("Two SLICES of McDonald\u2019s crème-brûlée, 2 % fat, the 2nd")

    assert forms(words)[:5] == ("two", "slice", "of", "mcdonald", "creme")
    assert "2%" in forms(words)
    assert "2nd" in forms(words)
    assert [word.form for word in words if word.is_plural] == ["slice"]


def test_the_longest_phrase_is_rewritten():
    rewriting = Rewriting({("hot", "dog"): ("frankfurter",), ("hot", "dog", "bun"): ("roll",)})

    assert forms(rewriting.apply(split("hot dog bun"))) == ("roll",)
    assert forms(rewriting.apply(split("hot dog"))) == ("frankfurter",)
    assert forms(rewriting.apply(split("hot soup"))) == ("hot", "soup")
    assert rewriting.first_words == {"hot"}
    assert forms(NO_REWRITING.apply(split("hot dog"))) == ("hot", "dog")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Apple, raw", [(("apple",), 1.0), (("raw",), 0.05)]),
        ("Chicken or turkey stew", [(("chicken", "turkey"), 1.0), (("stew",), 1.0)]),
        ("Nuts and/ seeds", [(("nut",), 1.0), (("seed",), 0.6)]),
        ("Pizza with cheese (frozen)", [(("pizza",), 1.0), (("cheese",), 0.6), (("frozen",), 0.1)]),
        ("Fish, skin not eaten", [(("fish",), 1.0), (("no:skin",), 0.2)]),
        ("Nuts, no salt", [(("nut",), 1.0), (("no:salt",), 1.5)]),
        ("Stew including carrots, peas; sauce", [(("stew",), 1.0), (("carrot",), 0.1), (("pea",), 0.1), (("sauce",), 0.4)]),
        ("Cola (diet)", [(("cola",), 1.0), (("diet",), 0.1)]),
        ("Soup)", [(("soup",), 1.0)]),
        ("or soup", [(("soup",), 1.0)]),
    ],
)  # fmt: skip
def test_a_name_tells_what_is_missed_and_how_much(name, expected):
    terms, is_default = terms_of(name, RULES)

    assert [(term.forms, term.penalty) for term in terms] == expected
    assert not is_default


@pytest.mark.parametrize(
    "name", ["Milk, NFS", "Milk, NS as to fat", "Milk (NS as to fat), NS as to use"]
)
def test_what_is_not_specified_is_what_is_meant(name):
    terms, is_default = terms_of(name, RULES)

    assert [term.forms for term in terms] == [("milk",)]
    assert is_default


@pytest.mark.parametrize(
    ("name", "forms_"),
    [
        ("not good", ["no:good"]),
        ("no added salt with oil", ["no:salt", "oil"]),
        ("no salt or pepper", ["no:salt", "no:pepper"]),
        ("excluding peas, beans; rice", ["no:pea", "no:bean", "rice"]),
        ("no ham | eggs", ["no:ham", "egg"]),
    ],
)
def test_denial_reaches_as_far_as_it_is_meant(name, forms_):
    terms, _ = terms_of(name, RULES)

    assert [form for term in terms for form in term.forms] == forms_


def test_amounts_are_read_together():
    amount = read_amount(split("two 12 oz cans"))
    assert (amount.count, amount.measures) == (2.0, ((12.0, "oz"),))

    assert read_amount(split("a cup")).is_counted
    assert read_amount(split("two and a half")).count == 2.5
    assert read_amount(split("2 & a half cups")).count == 2.5
    assert read_amount(split("half a dozen")).count == 6.0
    assert read_amount(split("2 to 4 eggs")).count == 3.0
    assert read_amount(split("4 to 2 eggs")).count == 4.0
    assert read_amount(split("3 3 eggs")).count == 3.0
    assert ounces_g(1) == pytest.approx(28.35, abs=0.01)


def test_a_portion_text_tells_unit_measures_and_numbers():
    can = read_portion("1 can or bottle (12 fl oz)", Rewriting({("fl", "oz"): ("floz",)}))

    assert can.groups[0] == (("can", "bottle"), False)
    assert can.measures == ((12.0, "floz"),)
    assert read_portion("Quantity not specified").kind == UNSPECIFIED
    assert read_portion("Guideline amount per slice").kind == GUIDELINE
    assert read_portion("10 gumdrops").pieces == 10.0
    assert read_portion("1 oz, dry").measure_unit == "oz"
    assert read_portion("bar").pieces == 1.0
    assert read_portion("or bar").groups == ((("bar",), False),)


def test_an_index_comes_back_from_its_bytes(index):
    again = restored(stored(index))

    assert stored(again) == stored(index)
    assert again.food_names == index.food_names
    assert again.variant(3) == index.variant(3)


@pytest.mark.parametrize("cut", [0, 10, 30, -1, -5000])
def test_bytes_that_are_no_whole_index_are_refused(index, cut):
    content = stored(index)[:cut] if cut else b"something else"

    with pytest.raises(InvalidTableError):
        restored(content)


def test_a_name_of_signs_alone_is_left_out(lexicon):
    food = FoodRecord("x", ("???", "egg"), "", (), (1.0, 1.0, 1.0, 1.0))

    built = index_of((food,), lexicon.name_rules, "v")

    assert built.words == ("egg",)


NAMES = (
    "onion, raw",
    "onions, raw",
    "beef, ground, cooked",
    "pork, enhanced, raw (fresh)",
    "snacks, chips",
)


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("Onions, raw", "onions, raw"),
        ("ground beef, cooked", "beef, ground, cooked"),
        ("pork, with added solution, raw", "pork, enhanced, raw (fresh)"),
        ("chips", "snacks, chips"),
    ],
)
def test_a_description_means_the_name_with_its_rare_words(description, name):
    match = NameMatcher(NAMES).best(description)

    assert match is not None
    assert NAMES[match.place] == name


@pytest.mark.parametrize("description", ["car insurance", "", "raw concrete and steel"])
def test_what_is_no_food_means_no_name(description):
    assert NameMatcher(NAMES).best(description) is None


def test_numbers_tell_names_apart():
    names = ("milk, 1 % fat", "milk, 2 % fat", "ham (96 fat free)")

    match = NameMatcher(names).best("milk, 2 % fat")

    assert match is not None
    assert match.place == 1


def test_a_line_is_read_by_the_weights_of_its_features():
    weights = {
        "knumber0": (2.0, 0.0, 0.0, 0.0),
        "=cup": (0.0, 3.0, 0.0, 0.0),
        "=flour": (0.0, 0.0, 3.0, 0.0),
        "=sifted": (0.0, 0.0, 0.0, 3.0),
        "=,": (0.0, 0.0, 0.0, 3.0),
    }
    tagger = LineTagger(weights, {(0, 1): 0.5})

    line = tagger.read("1½ cups flour, sifted")

    assert line.quantities == ("1½",)
    assert line.units == ("cup",)
    assert line.name == "flour"
    assert tagger.read("").name == ""


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("2 x 400g tins", ["2x", "400", "g", "tins"]),
        ("1 or 2 onions", ["1-2", "onions"]),
        ("4½- to 5-pound duck", ["4½-5", "-", "pound", "duck"]),
        ("One egg (large)", ["One", "egg", "(", "large", ")"]),
        ("1 lb. beef", ["1", "lb", "beef"]),
    ],
)
def test_a_line_is_cut_into_numbers_words_and_signs(line, texts):
    assert [token.text for token in line_tokens(line)] == texts
