"""Holds what the coach said to what a line of a talk expects."""

import re

from tests.conversations.script import Line, Script
from tests.conversations.talker import Said

_NUMBER = re.compile(r"[\d.]+")


def energy_and_meals(words: str) -> tuple[float, int]:
    """Return the numbers of "1,301 kcal in 2 meals"."""
    energy, meals = _NUMBER.findall(words.replace(",", ""))
    return float(energy), int(meals)


def check(script: Script, line: Line, said: Said) -> None:
    """Fail, naming file and line, where a reply is not as expected."""
    where = f"{script.name} line {line.number}: {said.text!r} {said.buttons}"
    match line.kind:
        case "coach":
            assert line.words in said.text, where
        case "coach not":
            assert line.words not in said.text, where
        case "silent":
            assert said.text == "", where
        case "offers":
            assert ", ".join(said.buttons) == line.words, where


def check_day(script: Script, line: Line, today: tuple[float, int]) -> None:
    """Fail where the diary holds something else: whole kilocalories, the number of meals."""
    energy, meals = today
    expected = energy_and_meals(line.words)
    assert (round(energy), meals) == expected, f"{script.name} line {line.number}: {today}"
