# ruff: noqa: E501, Q003
"""A kitchen of a few foods, told like USDA tells them."""

from pathlib import Path

import pytest

from adapters.meal_words import read_lexicon
from domain.meals.resolving.index import FoodIndex, FoodRecord, index_of
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.meal_resolver import MealResolver
from domain.meals.resolving.resolver import Resolver

DATA = Path(__file__).parents[5] / "data"
UNSPECIFIED = "Quantity not specified"
KITCHEN = (
    FoodRecord("milk-nfs", ("Milk, NFS",), "milk", (("1 cup", 244), ("1 fl oz", 30.5), (UNSPECIFIED, 244)), (52, 3.3, 4.9, 2.1)),
    FoodRecord("milk-whole", ("Milk, whole", "leche fresca"), "milk", (("1 cup", 244), (UNSPECIFIED, 244)), (60, 3.3, 4.7, 3.2)),
    FoodRecord("milk-skim", ("Milk, fat free (skim)",), "milk", (("1 cup", 245), (UNSPECIFIED, 245)), (34, 3.4, 4.9, 0.1)),
    FoodRecord("chocolate-milk", ("Chocolate milk, NFS",), "milk", (("1 cup", 248), (UNSPECIFIED, 248)), (67, 3.4, 10, 1.9)),
    FoodRecord("egg", ("Egg, whole, cooked, NS as to cooking method", "hard-boiled"), "egg", (("1 egg", 50), ("1 cup", 136), (UNSPECIFIED, 50)), (147, 12.4, 1, 10)),
    FoodRecord("egg-fried", ("Egg, whole, fried, NS as to fat",), "egg", (("1 egg", 46), (UNSPECIFIED, 46)), (196, 13.6, 0.8, 14.8)),
    FoodRecord("bread-white", ("Bread, white", "with margarine; toast"), "bread", (("1 slice, snack-size", 10), ("1 small or thin slice", 24), ("1 medium or regular slice", 28), (UNSPECIFIED, 28)), (270, 9, 49, 3.5)),
    FoodRecord("bread-wheat", ("Bread, whole wheat",), "bread", (("1 medium or regular slice", 36), (UNSPECIFIED, 36)), (252, 12, 43, 3.6)),
    FoodRecord("butter", ("Butter, stick",), "fat", (("1 pat", 7), ("1 tablespoon", 14.2), ("Guideline amount per slice of bread/roll", 5), (UNSPECIFIED, 14)), (717, 0.9, 0.1, 81)),
    FoodRecord("pizza-cheese", ("Pizza, cheese, from restaurant or fast food, NS as to type of crust",), "pizza", (("1 piece, NFS", 119), ("1 medium pizza (11-12\" diameter)", 691), (UNSPECIFIED, 238)), (266, 11, 33, 10)),
    FoodRecord("pizza-plain", ("Pizza, no cheese, thin crust",), "pizza", (("1 piece, NFS", 81), (UNSPECIFIED, 162)), (260, 6, 40, 8)),
    FoodRecord("pizza-pepperoni", ("Pizza with pepperoni, from restaurant or fast food, medium crust",), "pizza", (("1 piece, NFS", 124), ("1 piece, medium pizza", 88), (UNSPECIFIED, 248)), (280, 12, 32, 12)),
    FoodRecord("cola", ("Soft drink, cola", "Coke; Pepsi"), "soda", (("1 fl oz", 31), ("1 can (12 fl oz)", 372), ("1 bottle (16.9 fl oz or 500 ml)", 524), ("1 bottle (20 fl oz)", 620), (UNSPECIFIED, 372)), (42, 0, 10.4, 0.3)),
    FoodRecord("cola-diet", ("Soft drink, cola, diet",), "soda", (("1 can (12 fl oz)", 360), (UNSPECIFIED, 360)), (2, 0.1, 0.3, 0)),
    FoodRecord("apple", ("Apple, raw",), "fruit", (("1 small", 165), ("1 medium", 200), ("1 large", 242), ("1 cup", 110), (UNSPECIFIED, 182)), (61, 0.2, 14.8, 0.2)),
    FoodRecord("avocado", ("Avocado, raw",), "fruit", (("1 slice", 15), ("1 fruit", 150), (UNSPECIFIED, 30)), (160, 2, 8.5, 14.7)),
    FoodRecord("grapefruit", ("Grapefruit, raw",), "fruit", (("1 fruit", 308), ("1 half", 154), (UNSPECIFIED, 154)), (42, 0.8, 10.7, 0.1)),
    FoodRecord("fries", ("Potato, french fries, fast food",), "potato", (("1 fry, any cut", 5), ("1 small fast food order", 110), ("1 medium fast food order", 145), (UNSPECIFIED, 110)), (312, 3.4, 41, 15)),
    FoodRecord("gumdrops", ("Gumdrops",), "candy", (("10 gumdrops", 36), (UNSPECIFIED, 14)), (396, 0, 99, 0)),
    FoodRecord("tart", ("Breakfast tart",), "pastry", (("1 Pop Tart", 54), ("1 package (2 Pop Tarts)", 108), (UNSPECIFIED, 108)), (391, 4, 70, 10)),
    FoodRecord("rice", ("Rice, white, cooked, fat not added in cooking",), "grain", (("1 cup, cooked", 158), (UNSPECIFIED, 158)), (129, 2.7, 28, 0.3)),
    FoodRecord("chicken-stew", ("Chicken or turkey stew with potatoes and vegetables including carrots, broccoli, and/or dark-green leafy; tomato-based sauce",), "dish", (("1 cup", 252), (UNSPECIFIED, 252)), (95, 7, 10, 3)),
    FoodRecord("beef-stew", ("Beef and vegetables excluding carrots, broccoli, and dark-green leafy; no potatoes",), "dish", (("1 cup", 162), (UNSPECIFIED, 162)), (120, 11, 6, 6)),
    FoodRecord("human-milk", ("Milk, human",), "milk", (("1 cup", 246), (UNSPECIFIED, 0)), (float("nan"),) * 4),
    FoodRecord("cheese-sandwich", ("Cheese sandwich, on white bread, no spread",), "dish", (("1 sandwich", 102), (UNSPECIFIED, 102)), (300, 12, 30, 15)),
    FoodRecord("snack-cake", ("Snack cake, chocolate, with icing",), "cake", (("1 snack cake", 43), (UNSPECIFIED, 43)), (399, 3, 60, 16)),
    FoodRecord("frozen-dinner", ("Frozen dinner, NFS",), "dish", ((UNSPECIFIED, 312),), (120, 6, 14, 5)),
    FoodRecord("salt", ("Salt, table",), "spice", (), (0, 0, 0, 0)),
)  # fmt: skip


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return read_lexicon(DATA)


@pytest.fixture(scope="session")
def index(lexicon: Lexicon) -> FoodIndex:
    foods = (
        food._replace(names=tuple(n for name in food.names for n in name.split("; ")))
        if food.food_id in {"cola", "bread-white"}
        else food
        for food in KITCHEN
    )
    return index_of(foods, lexicon.name_rules, lexicon.version)


@pytest.fixture(scope="session")
def resolver(index: FoodIndex, lexicon: Lexicon) -> Resolver:
    return Resolver(index, lexicon)


@pytest.fixture(scope="session")
def meals(index: FoodIndex, lexicon: Lexicon) -> MealResolver:
    return MealResolver(index, lexicon)
