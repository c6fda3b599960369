"""`platewise recipes`: look into the recipe book and at what is wrong with it."""

import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from adapters.web.page import PageFetcher
from adapters.web.recipe_pages import SchemaOrgRecipePages
from cli.tables import own_tables, plan_tables
from domain.errors import UserFacingError
from domain.meals.nutrients import Nutrient
from domain.recipes.diets import diets_of
from domain.recipes.lint import complaints
from domain.recipes.measures import Measures
from domain.recipes.own_recipe import own_recipe
from domain.recipes.recipe import Recipe, RecipeBook, RecipeId
from domain.recipes.written import WrittenRecipe, written_recipe

recipes_app = typer.Typer(no_args_is_help=True, help="The recipe book.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@recipes_app.command()
def lint(*, as_json: AsJson = False) -> None:
    """List what is wrong with the recipes; the exit status is 1 if anything is."""
    book = own_book()
    found = tuple(complaints(book.recipes.values()))
    if as_json:
        rows = [{"recipe_id": each.recipe_id, "what": each.what} for each in found]
        _write({"recipes": len(book.recipes), "complaints": rows})
    else:
        for each in found:
            sys.stdout.write(f"{each.recipe_id}: {each.what}\n")
        sys.stdout.write(f"{len(book.recipes)} recipes, {len(found)} complaints\n")
    raise typer.Exit(1 if found else 0)


@recipes_app.command()
def show(
    recipe_id: Annotated[str, typer.Argument(help="Its id, as `platewise recipes list` prints.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show a recipe with what follows from its ingredients."""
    book = own_book()
    recipe = book.recipes.get(RecipeId(recipe_id))
    if recipe is None:
        raise typer.BadParameter(f"there is no recipe {recipe_id}")
    facts = facts_of(recipe, book)
    if as_json:
        _write(facts)
    else:
        Console().print(page_of(recipe, facts), highlight=False, markup=False)


@recipes_app.command(name="list")
def list_(*, as_json: AsJson = False) -> None:
    """List all recipes with energy, protein, minutes, price and diets."""
    book = own_book()
    rows = [facts_of(recipe, book) for recipe in book.recipes.values()]
    if as_json:
        _write(rows)
        return
    for row in rows:
        sys.stdout.write(
            f"{row['recipe_id']:34} {row['energy_kcal']:4.0f} kcal {row['protein_g']:3.0f} g "
            f"{row['minutes']:3} min ${row['cost_usd']:5.2f} {' '.join(row['diets'])}\n"
        )


@recipes_app.command()
def read(
    source: Annotated[str, typer.Argument(help="A file with a pasted recipe, or an address.")],
) -> None:
    """Read a recipe of one's own into foods and grams; prints JSON with what must be asked."""
    try:
        written = _written_at(source)
    except (UserFacingError, OSError) as error:
        raise typer.BadParameter(f"{type(error).__name__}: {error}") from error
    own = own_recipe(written, own_tables().foods(), own_book().measures or Measures())
    _write(
        {
            "name": own.name,
            "servings": written.servings,
            "ingredients": [
                {"text": each.words, "food_id": each.food.food_id, "mass_g": each.mass_g}
                for each in own.ingredients
            ],
            "unknown": list(own.unknown),
            "energy_kcal": own.per_serving[Nutrient.ENERGY].amount,
            "allergens": sorted(own.allergens),
            "steps": list(own.steps),
        }
    )


def _written_at(source: str) -> WrittenRecipe:
    if "://" in source:
        return SchemaOrgRecipePages(PageFetcher(time.monotonic)).recipe_at(source)
    return written_recipe(Path(source).read_text(encoding="utf-8"))


def own_book() -> RecipeBook:
    """Return the recipe book of this checkout."""
    return plan_tables().book


def facts_of(recipe: Recipe, book: RecipeBook) -> dict[str, Any]:
    """Return what is written and computed about a recipe; amounts are per serving.

    Shape:
        `nutrients` maps each nutrient to its amount, `uncounted` to the number of ingredients
        that do not know it, where there are any.
    """
    cost = book.cost_usd(recipe)
    return {
        "recipe_id": recipe.recipe_id,
        "name": recipe.name,
        "kitchen": recipe.kitchen or "",
        "slots": sorted(recipe.slots),
        "servings": recipe.servings,
        "minutes": recipe.minutes,
        "energy_kcal": recipe.energy_kcal,
        "protein_g": recipe.per_serving[Nutrient.PROTEIN].amount,
        "cost_usd": cost.amount,
        "unpriced": cost.uncounted,
        "nutrients": {each.value: recipe.per_serving[each].amount for each in Nutrient},
        "uncounted": {
            each.value: recipe.per_serving[each].uncounted
            for each in Nutrient
            if recipe.per_serving[each].uncounted
        },
        "allergens": sorted(recipe.allergens),
        "diets": sorted(diets_of(recipe, book.fodmap_low_up_to_g)),
    }


def page_of(recipe: Recipe, facts: dict[str, Any]) -> str:
    """Return a recipe as a cook reads it, with its figures underneath."""
    time = f"{recipe.minutes} min ({recipe.active_minutes} active)"
    keeping = f"keeps {recipe.keeps_days} days" if recipe.keeps_days else "eat at once"
    keeping += ", freezes" if recipe.can_freeze else ""
    figures = (
        f"{facts['energy_kcal']:.0f} kcal",
        f"{facts['protein_g']:.0f} g protein",
        f"{facts['nutrients']['fiber_g']:.0f} g fiber",
        f"{facts['nutrients']['sodium_mg']:.0f} mg sodium",
        f"${facts['cost_usd']:.2f}",
    )
    return "\n".join(
        (
            f"{recipe.name} ({recipe.name_es})",
            f"{recipe.kitchen or 'own'}, serves {recipe.servings}, {time}, {keeping}",
            "",
            *(f"- {each.words} ({each.mass_g:g} g)" for each in recipe.ingredients),
            "",
            *(f"{number}. {step}" for number, step in enumerate(recipe.steps, start=1)),
            "",
            f"a serving: {', '.join(figures)}",
            f"allergens: {', '.join(facts['allergens']) or 'none listed'}",
            f"diets: {', '.join(facts['diets']) or 'none'}",
        )
    )


def _write(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
