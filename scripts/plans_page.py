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
_INTRODUCED, _MOST_SAID = 4, 12

_INTRODUCTION = """\
# Twelve weeks

Written by `python -m scripts.plans_page` from what the coach answers to "plan my week under $…,
… food" and "shopping list": four kitchens at three budgets, one adult of unknown body (2,000 kcal
a day), no allergies. Prices are those of `data/foods/prices.csv`. What reading them critically
changed stands at the end.
"""


def page(read_critically: str) -> str:
    """Return the page: the weeks, then what was mended, as it stood."""
    knowledge = replace(CsvTables(DATA).knowledge(), cookbook=tables().cookbook)
    weeks = [_week(kitchen, usd, knowledge) for kitchen in KITCHENS for usd in BUDGETS_USD]
    return "\n".join([_INTRODUCTION, *weeks, read_critically])


def _week(kitchen: str, usd: int, knowledge: Knowledge) -> str:
    talker = DirectTalker(knowledge, "+12125550123", "whatsapp", STARTS_AT, EFFORT)
    at, said = STARTS_AT, list[Said]()
    wish = f"plan my week under ${usd}, {kitchen} food"
    for text in ("hi", "yes", "none", "eat healthier", wish, "shopping list"):
        at += timedelta(seconds=20)
        said.append(talker.say(text, at))
        while "More" in said[-1].buttons and len(said) < _MOST_SAID:
            said.append(talker.say("more", at))
    shown = [each.text for each in said[_INTRODUCED:]]
    quoted = [f"> {line}  " for text in shown for line in [*text.split("\n"), ""]]
    return "\n".join([f"## {kitchen}, under ${usd}", "", *quoted, ""])


def main() -> None:
    """Write the page; what people wrote under "Read critically" stays."""
    mark = "## Read critically"
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    kept = mark + before.partition(mark)[2] if mark in before else mark + "\n"
    PAGE.write_text(page(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
