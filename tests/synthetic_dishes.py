"""Made-up dishes over the real food table: enough of them, and varied enough, to plan with."""

import csv
import random
from pathlib import Path

from adapters.tables import CsvTables
from domain.meals.nutrients import Nutrient
from domain.plans.dishes import Dish, Offer, Slot

DATA = Path(__file__).parents[1] / "data"
KITCHENS = ("american", "mexican", "italian", "indian", "chinese", "mediterranean", "thai")
PER_KG = {
    "poultry": 9, "meat": 13, "fish": 18, "egg": 6, "dairy": 6, "legume": 4, "nut_seed": 15,
    "vegetable": 5, "fruit": 5, "whole_grain": 5, "refined_grain": 4, "fat": 8, "sauce": 7,
}  # fmt: skip
PERISHABLE = {
    "poultry": 450,
    "meat": 450,
    "fish": 300,
    "dairy": 300,
    "vegetable": 200,
    "fruit": 300,
}
GREENS = (("vegetable", 80, 180), ("vegetable", 40, 90), ("fat", 3, 10))
PORRIDGE = (("whole_grain", 60, 150), ("dairy", 80, 200), ("fruit", 60, 150), ("nut_seed", 5, 20))
PARTS = {
    Slot.BREAKFAST: PORRIDGE,
    Slot.LUNCH: (("PROTEIN", 80, 170), ("GRAIN", 100, 200), *GREENS),
    Slot.DINNER: (("PROTEIN", 90, 190), ("GRAIN", 100, 220), *GREENS),
    Slot.SNACK: (("fruit", 80, 160), ("nut_seed", 8, 25)),
}  # fmt: skip
PROTEINS = ("poultry", "meat", "fish", "legume", "legume", "egg")
GRAINS = ("whole_grain", "refined_grain", "whole_grain")


def foods_by_group():
    groups = {}
    with (DATA / "foods" / "foods.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "alcohol" not in row["tags"]:
                groups.setdefault(row["group"], []).append(row["food_id"])
    return {group: ids[:: max(1, len(ids) // 26)] for group, ids in groups.items()}


def made_up(count=250, seed=1):
    """Return dishes, offers and the foods they are made of."""
    rng = random.Random(seed)  # noqa: S311  # made-up dishes, not secrecy
    groups = foods_by_group()
    foods = CsvTables(DATA).foods().foods
    kind = {food: group for group, ids in groups.items() for food in ids}
    dishes = [_dish(n, rng, groups, foods) for n in range(count)]
    offers = {}
    for food in sorted({f for dish in dishes for f in dish.grams}):
        group = kind[food]
        pack = PERISHABLE.get(group)
        offers[food] = Offer(
            food,
            round(PER_KG.get(group, 6) / 10 * rng.uniform(0.6, 1.7), 3),
            rng.choice((0.5, 1, 1.5)) * pack if pack and rng.random() < 0.75 else None,
            group,
        )
    return tuple(dishes), offers, foods


def _dish(number, rng, groups, foods):
    slot = rng.choice((Slot.BREAKFAST, Slot.LUNCH, Slot.DINNER, Slot.DINNER, Slot.SNACK))
    protein = rng.choice(PROTEINS) if slot in (Slot.LUNCH, Slot.DINNER) else "dairy"
    grams = {}
    for group, least, most in PARTS[slot]:
        name = {"PROTEIN": protein, "GRAIN": rng.choice(GRAINS)}.get(group, group)
        choices = groups[name]
        grams[rng.choice(choices)] = float(rng.randrange(least, most, 5))
    slots = {slot} | (
        {Slot.LUNCH, Slot.DINNER}
        if slot in (Slot.LUNCH, Slot.DINNER) and rng.random() < 0.6
        else set()
    )
    minutes = (
        rng.choice((5, 10))
        if slot in (Slot.BREAKFAST, Slot.SNACK)
        else rng.choice((10, 15, 20, 25, 30, 40))
    )
    return Dish(
        dish_id=f"dish-{number:03d}",
        name=f"dish {number}",
        slots=frozenset(slots),
        kitchen=rng.choice(KITCHENS),
        protein_source=protein,
        minutes=minutes,
        ready_minutes=minutes + rng.choice((0, 0, 10)),
        keeps_days=rng.choice((0, 1, 2, 3, 4)),
        grams=grams,
        nutrients=nutrients_of(grams, foods),
    )


def nutrients_of(grams, foods):
    return {
        n: sum(g * _amount(foods[f].per_100_g, n) / 100 for f, g in grams.items()) for n in Nutrient
    }


def _amount(per_100_g, nutrient):
    if nutrient == Nutrient.ADDED_SUGAR and nutrient not in per_100_g:
        nutrient = Nutrient.SUGAR
    return per_100_g.get(nutrient, 0.0)
