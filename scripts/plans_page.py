"""Writes `docs/plans.md`: twelve weeks, four kitchens at three budgets, as a user sees them.

python -m scripts.plans_page    plans them anew, in about a minute
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.tables import CsvTables
from domain.conversation.outcome import Knowledge
from services.plans.ports import Effort
from tests.conversations.talker import DirectTalker, Said
from tests.cooking import DATA, tables

PAGE = Path(__file__).resolve().parent.parent / "docs" / "plans.md"
KITCHENS = ("Mexican", "Indian", "Mediterranean", "American")
BUDGETS_USD = (35, 50, 80)
EFFORT = Effort(seconds_max=600.0)
STARTS_AT = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
_GREETED = ("hi", "yes", "none", "eat healthier")
_SALUDADO = ("hola", "sí", "ninguna", "comer mejor")
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MORE = frozenset({"More", "Más"})
_MOST_PAGES = 6

_INTRODUCTION = """\
# Twelve weeks

Written by `python -m scripts.plans_page` from what the coach answers to "plan my week under $…,
… food", "shopping list" and "Sunday" to "Saturday": four kitchens at three budgets, one adult of
unknown body (2,000 kcal a day), no allergies. One of them stands in Spanish too, and one recipe.
Prices are those of `data/foods/prices.csv`. What reading them critically changed stands at the end.
"""


class _Talk:
    """Somebody who has introduced themselves and now asks one thing after the other."""

    def __init__(self, knowledge: Knowledge, introduced: tuple[str, ...]) -> None:
        """Say what comes before the first week."""
        self.talker = DirectTalker(knowledge, "+12125550123", "whatsapp", STARTS_AT, EFFORT)
        self.at = STARTS_AT
        for text in introduced:
            self._say(text)

    def ask(self, text: str) -> str:
        """Return all pages of an answer, quoted."""
        said = [self._say(text)]
        while (more := _MORE & set(said[-1].buttons)) and len(said) < _MOST_PAGES:
            said.append(self._say(next(iter(more))))
        return "\n".join(f"> {line}  " for page in said for line in [*page.text.split("\n"), ""])

    def _say(self, text: str) -> Said:
        self.at += timedelta(seconds=20)
        return self.talker.say(text, self.at)


def page(read_critically: str) -> str:
    """Return the page: the weeks, then what was mended, as it stood."""
    knowledge = replace(CsvTables(DATA).knowledge(), cookbook=tables().cookbook)
    weeks = [_week(kitchen, usd, knowledge) for kitchen in KITCHENS for usd in BUDGETS_USD]
    return "\n".join([_INTRODUCTION, *weeks, _in_spanish(knowledge), read_critically])


def _week(kitchen: str, usd: int, knowledge: Knowledge) -> str:
    talk = _Talk(knowledge, _GREETED)
    told = [
        talk.ask(text) for text in (f"plan my week under ${usd}, {kitchen} food", "shopping list")
    ]
    days = [talk.ask(day) for day in _DAYS]
    folded = ["<details><summary>Day by day</summary>", "", *days, "</details>"]
    return "\n".join([f"## {kitchen}, under ${usd}", "", *told, "", *folded, ""])


def _in_spanish(knowledge: Knowledge) -> str:
    asked = ("planea mi semana con menos de $50, comida mexicana", "lista de compras", "lunes")
    talk, english = _Talk(knowledge, _SALUDADO), _Talk(knowledge, _GREETED)
    told = [talk.ask(text) for text in asked]
    english.ask("plan my week under $50, Mexican food")
    recipe = english.ask("recipe for Saturday")
    return "\n".join(
        ["## Mexican, under $50, in Spanish", "", *told, "", "## One recipe of it", "", recipe, ""]
    )


def main() -> None:
    """Write the page; what people wrote under "Read critically" stays."""
    mark = "## Read critically"
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    kept = mark + before.partition(mark)[2] if mark in before else mark + "\n"
    PAGE.write_text(page(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
