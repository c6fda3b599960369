"""`platewise plan`: a week for a profile, with its proof."""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from adapters.planning.solver import HighsWeekSolver
from adapters.planning.tables import PlanTables
from cli.adviser import ASKER, plan_adviser
from cli.tables import DATA, plan_tables
from domain.invention.wish import InventionWish
from domain.meals.nutrients import Nutrient
from domain.plans.request import LIKED, PlanRequest, UnreadableRequestError, request_of
from domain.plans.verify import amount_per_serving
from domain.recipes.recipe import Slot
from services.adviser.ask import Answered
from services.adviser.plans import Invented, Understood
from services.plans.plan_week import PlanWeek, Status, WeekPlanned
from services.plans.ports import Effort

EFFORT = Effort()


def plan(  # noqa: PLR0913 (the options of a command)
    profile: Annotated[Path, typer.Option(help="A JSON file of what is wished for.")],
    *,
    words: Annotated[str, typer.Option(help="Wishes in free words, beside the file.")] = "",
    invent: Annotated[
        list[Slot] | None, typer.Option(help="A meal to invent a recipe for; may be repeated.")
    ] = None,
    theme: Annotated[str, typer.Option(help="What the invented recipes should be like.")] = "",
    model: Annotated[str, typer.Option(help="A model of Bedrock; without one none is asked.")] = "",
    endpoint: Annotated[str, typer.Option(help="Where Bedrock is, if not at AWS.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Plan a week."""
    tables = plan_tables()
    advised = plan_adviser(tables, DATA, model, endpoint)
    try:
        wished = json.loads(profile.read_text(encoding="utf-8"))
        understood = advised.constraints_from_words(
            words, request_of(wished, _next_monday()), ASKER
        )
        request = understood.narrowed.request
        command = tables.command(request, replace(EFFORT, seed=request.seed))
    except (OSError, ValueError, UnreadableRequestError) as error:
        raise typer.BadParameter(f"{profile.name}: {error}") from error
    wishes = understood.narrowed.applied(command.wishes, tables.recipes.values())
    invented = [
        advised.invent_recipes(_wish(slot, request, theme), request, command.rules, ASKER)
        for slot in invent or ()
    ]
    recipes = [recipe for each in invented for recipe in each.recipes]
    liked = dict.fromkeys((str(recipe.recipe_id) for recipe in recipes), LIKED)
    command = replace(
        command,
        wishes=replace(wishes, tastes={**wishes.tastes, **liked}),
        menu=command.menu.adding(recipes),
    )
    started = time.perf_counter()
    planned = tables.planner(HighsWeekSolver()).run(command)
    took = time.perf_counter() - started
    result = result_of(planned, command, tables, took) | advice_of(understood, invented)
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        _show(result)


def _wish(slot: Slot, request: PlanRequest, theme: str) -> InventionWish:
    """Return a wish for a meal that is quick enough for every day."""
    limits = [m for m in (request.minutes_weekday, request.minutes_weekend) if m is not None]
    return InventionWish(
        slot,
        minutes_max=min(limits, default=None),
        kitchens=request.kitchens,
        theme=theme,
    )


def advice_of(understood: Understood, invented: Sequence[Invented]) -> dict[str, Any]:
    """Return what words came to and which recipes were proposed, as the command tells it.

    Shape:
        `by` is where an answer came from ("model", "shared", "none" …) and `why` why there is none;
        `invented` recipes are a model's where `is_invented`, else the house's.
    """
    return {
        "unread": understood.unread,
        "words": _answered(understood.answered),
        "invented": [
            {
                "recipe": recipe.recipe_id,
                "name": recipe.name,
                "is_invented": each.is_invented,
                "energy_kcal": recipe.energy_kcal,
                "ingredients": [i.words for i in recipe.ingredients],
                "steps": list(recipe.steps),
                **_answered(each.answered),
            }
            for each in invented
            for recipe in each.recipes
        ],
    }


def _answered(answered: Answered) -> dict[str, str | None]:
    return {"by": answered.level.value, "why": answered.why and answered.why.value}


def _next_monday() -> date:
    today = date.today()  # noqa: DTZ011
    return today + timedelta(days=7 - today.weekday())


def result_of(
    planned: WeekPlanned, command: PlanWeek, tables: PlanTables, took: float
) -> dict[str, Any]:
    """Return a planned week in the form the command promises.

    Shape:
        `servings` and `energy_kcal` are those of the first eater; `quarters` lists everybody's
        portions in quarters of a serving. `relaxations` tells by which share a wish of the
        conflict must give way.
    """
    conflict, proof = planned.conflict, planned.proof
    return {
        "days": _days(planned, command, tables),
        "cost_usd": None if planned.cost_usd is None else round(planned.cost_usd, 2),
        "status": planned.status.value,
        "conflict": [] if conflict is None else list(conflict.wishes),
        "relaxations": []
        if conflict is None
        else [{"wish": each.wish, "share": round(each.share, 4)} for each in conflict.relaxations],
        "points": None if planned.points is None else round(planned.points, 3),
        "bound": None if planned.bound is None else round(planned.bound, 3),
        "gap": None if planned.gap is None else round(planned.gap, 4),
        "solve_s": round(took, 3),
        "constraints": []
        if proof is None
        else [
            {
                "name": check.name,
                "value": round(float(check.value), 3),
                "limit": check.limit,
                "holds": check.holds,
            }
            for check in proof.checks
        ],
        "violations": [] if proof is None else [check.name for check in proof.violations],
        "allergens_checked": [] if proof is None else list(proof.served),
    }


def _days(planned: WeekPlanned, command: PlanWeek, tables: PlanTables) -> list[dict[str, Any]]:
    if planned.plan is None:
        return []
    days = []
    for wish, meals in zip(command.wishes.days, planned.plan.days, strict=True):
        eaten = [
            {
                "slot": meal.slot.value,
                "recipe": meal.dish_id,
                "name": planned.dishes[meal.dish_id].name,
                "servings": meal.quarters[0] / 4,
                "quarters": list(meal.quarters),
                "energy_kcal": _amount(tables, planned, meal.dish_id, Nutrient.ENERGY)
                * meal.quarters[0]
                / 4,
                "protein_g": _amount(tables, planned, meal.dish_id, Nutrient.PROTEIN)
                * meal.quarters[0]
                / 4,
                "leftover": meal.is_leftover,
            }
            for meal in meals
        ]
        sums = {
            name: round(sum(float(str(meal[name])) for meal in eaten), 1)
            for name in ("energy_kcal", "protein_g")
        }
        days.append({"date": wish.on.isoformat(), "meals": [_rounded(m) for m in eaten], **sums})
    return days


def _amount(tables: PlanTables, planned: WeekPlanned, dish_id: str, nutrient: Nutrient) -> float:
    dishes = planned.dishes or {}
    return amount_per_serving(dishes[dish_id], tables.by_id, nutrient)


def _rounded(meal: dict[str, Any]) -> dict[str, Any]:
    return {
        key: round(value, 1) if key.endswith(("kcal", "_g")) else value
        for key, value in meal.items()
    }


def _show(result: dict[str, Any]) -> None:
    console = Console()
    for day in result["days"]:
        table = Table(
            "meal", "dish", "servings", "kcal",
            title=f"{day['date']}  {day['energy_kcal']:.0f} kcal, {day['protein_g']:.0f} g protein",
        )  # fmt: skip
        for meal in day["meals"]:
            name = meal["name"] + (" (leftover)" if meal["leftover"] else "")
            table.add_row(meal["slot"], name, f"{meal['servings']:g}", f"{meal['energy_kcal']:.0f}")
        console.print(table)
    for each in result["invented"]:
        by = "invented" if each["is_invented"] else "of the house"
        console.print(f"{each['name']} ({by}, {each['energy_kcal']:.0f} kcal a serving)")
    if result["unread"]:
        console.print(f"not understood: {result['unread']}")
    console.print(f"{result['status']}, ${result['cost_usd']}, {result['solve_s']} s")
    if result["status"] != Status.VERIFIED:
        console.print(*result["conflict"], *result["violations"], sep="\n")
