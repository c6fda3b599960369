"""The recipe book under `data/recipes/`: one readable text per kitchen, read strictly."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InvalidTableError
from domain.meals.foods import Food, FoodId
from domain.recipes.recipe import (
    Equipment,
    Ingredient,
    Kitchen,
    Recipe,
    RecipeId,
    Recipes,
    Skill,
    Slot,
)

Line = tuple[int, str]

_TITLE = re.compile(r"## (?P<name>\S.*\S)")
_NAMES = re.compile(r"`(?P<recipe_id>[a-z0-9]+(?:-[a-z0-9]+)*)` · (?P<name_es>\S.*\S)")
_FRAME = re.compile(
    r"(?P<slots>[a-z, ]+) · serves (?P<servings>\d+) · "
    r"(?P<minutes>\d+) min \((?P<active>\d+) active\) · (?P<skill>[a-z]+) · "
    r"(?P<equipment>[a-z, -]+) · (?:keeps (?P<days>\d+) days?(?P<freezes>, freezes)?|eat at once)"
)
_INGREDIENT = re.compile(
    r"- (?P<words>\S.*\S) \[(?P<food_id>[a-z0-9-]+) (?P<mass_g>\d+(?:\.\d+)?) g"
    r"(?:, swap (?P<swap>[a-z-]+))?(?P<optional>, optional)?\]"
)
_STEP = re.compile(r"(?P<number>\d+)\. (?P<text>\S.*\S)")
_ONE_PAN, _NO_EQUIPMENT = "one pan", "no cooking"


@dataclass(frozen=True)
class RecipeTexts:
    """Recipes read from the texts of a folder; a text that breaks the form names file and line."""

    folder: Path
    foods: Mapping[FoodId, Food]

    def recipes(self) -> Recipes:
        """Return all recipes, in the order of the files and within them.

        Raises:
            InvalidTableError: A text breaks the form, names a food nobody knows, or an id twice.
        """
        book: dict[RecipeId, Recipe] = {}
        for kitchen in Kitchen:
            for recipe in self._of(kitchen):
                if recipe.recipe_id in book:
                    raise InvalidTableError(f"recipes: two of {recipe.recipe_id}")
                book[recipe.recipe_id] = recipe
        return book

    def _of(self, kitchen: Kitchen) -> Iterator[Recipe]:
        path = self.folder / f"{kitchen.replace(' ', '_')}.md"
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise InvalidTableError(f"{path.name}: {error.strerror}") from error
        for block in _blocks(lines):
            yield _Reader(path.name, block, self.foods).recipe(kitchen)


def _blocks(lines: list[str]) -> Iterator[list[Line]]:
    """Yield the numbered, non-blank lines of each recipe; what stands above the first is prose."""
    block: list[Line] = []
    for number, line in enumerate(lines, start=1):
        if line.startswith("## "):
            if block:
                yield block
            block = [(number, line)]
        elif block and line.strip():
            block.append((number, line))
    if block:
        yield block


class _Reader:
    """Reads the lines of one recipe in their order."""

    def __init__(self, file: str, lines: list[Line], foods: Mapping[FoodId, Food]) -> None:
        self._file = file
        self._lines = lines
        self._foods = foods
        self._place = 0

    def recipe(self, kitchen: Kitchen) -> Recipe:
        name = self._next(_TITLE, "## Name")["name"]
        names = self._next(_NAMES, "`recipe-id` · Spanish name")
        frame = self._next(
            _FRAME,
            "slots · serves N · N min (N active) · skill · equipment · keeps N days, freezes",
        )
        equipment = set(frame["equipment"].split(", ")) - {_NO_EQUIPMENT}
        return Recipe(
            recipe_id=RecipeId(names["recipe_id"]),
            name=name,
            name_es=names["name_es"],
            kitchen=kitchen,
            slots=frozenset(self._member(Slot, slot) for slot in frame["slots"].split(", ")),
            servings=int(frame["servings"]),
            minutes=int(frame["minutes"]),
            active_minutes=int(frame["active"]),
            skill=self._member(Skill, frame["skill"]),
            equipment=frozenset(self._member(Equipment, each) for each in equipment - {_ONE_PAN}),
            uses_one_pan=_ONE_PAN in equipment,
            keeps_days=int(frame["days"] or 0),
            can_freeze=frame["freezes"] is not None,
            ingredients=tuple(self._ingredients()),
            steps=tuple(self._steps()),
        )

    def _ingredients(self) -> Iterator[Ingredient]:
        while self._place < len(self._lines) and self._lines[self._place][1].startswith("- "):
            found = self._next(_INGREDIENT, "- words [food-id N g, swap group, optional]")
            food = self._foods.get(FoodId(found["food_id"]))
            if food is None:
                raise self._error(f"no such food {found['food_id']}")
            yield Ingredient(
                food=food,
                mass_g=float(found["mass_g"]),
                words=found["words"],
                swap_group=found["swap"],
                is_optional=found["optional"] is not None,
            )

    def _steps(self) -> Iterator[str]:
        number = 0
        while self._place < len(self._lines):
            number += 1
            found = self._next(_STEP, f"{number}. what to do")
            if int(found["number"]) != number:
                raise self._error(f"step {number} expected")
            yield found["text"]

    def _next(self, form: re.Pattern[str], wanted: str) -> re.Match[str]:
        if self._place == len(self._lines):
            raise self._error(f"ends where there should be: {wanted}")
        found = form.fullmatch(self._lines[self._place][1])
        self._place += 1
        if found is None:
            raise self._error(f"should read: {wanted}")
        return found

    def _member[E: (Slot, Skill, Equipment)](self, kind: type[E], value: str) -> E:
        try:
            return kind(value)
        except ValueError as error:
            known = ", ".join(member.value for member in kind)
            raise self._error(f"{value!r} is none of: {known}") from error

    def _error(self, reason: str) -> InvalidTableError:
        line = self._lines[max(self._place - 1, 0)][0]
        return InvalidTableError(f"{self._file} line {line}: {reason}")
