"""Brings the numbers of talks up to what the coach says now, for a human to review in the diff.

python -m tests.conversations.rewrite           every talk
python -m tests.conversations.rewrite NAME…     these: "spanish/peso", "first_morning"

Only numbers change (kilocalories, grams, the `day:` lines): a line whose words differ is left as it
is, and said. Exits 1 if such a line is left.
"""

import re
import sys
from dataclasses import replace
from pathlib import Path

from adapters.tables import CsvTables
from domain.conversation.outcome import Knowledge
from tests import cooking
from tests.conversations.script import Script, exchanges, list_scripts, read_script
from tests.conversations.talker import DirectTalker, Said

ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"\d[\d,.\u202f]*(?<![,.])")


def rewritten(script: Script, knowledge: Knowledge) -> tuple[dict[int, str], list[int]]:
    """Return the lines that say other numbers now, by their place, and those that say other words.

    Places count from 1, as editors do.
    """
    talker = DirectTalker(knowledge, script.user, script.channel, script.starts_at)
    changed: dict[int, str] = {}
    left: list[int] = []
    for exchange in exchanges(script):
        said = talker.say(exchange.text, exchange.at)
        for line in exchange.lines:
            if line.kind == "day":
                changed[line.number] = _day(talker.today())
            elif line.kind == "coach" and line.words not in said.text:
                words = _with_numbers_of(said, line.words)
                changed.update({line.number: f"coach: {words}"} if words else {})
                left += [] if words else [line.number]
    return changed, left


def _day(today: tuple[float, int]) -> str:
    energy, meals = today
    return f"day: {energy:.0f} kcal in {meals} meal{'' if meals == 1 else 's'}"


def _with_numbers_of(said: Said, words: str) -> str:
    """Return the words with the numbers they have in a reply now, empty if they are not in it."""
    pattern = _NUMBER.pattern.join(re.escape(part) for part in _NUMBER.split(words))
    found = re.search(pattern, said.text)
    return found[0] if found else ""


def rewrite(file: Path, knowledge: Knowledge) -> bool:
    """Rewrite a talk; return whether all of it goes as written now."""
    changed, left = rewritten(read_script(file), knowledge)
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, text in changed.items():
        lines[number - 1] = text
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for number in left:
        sys.stderr.write(f"{file} line {number}: {lines[number - 1]!r} is not said any more\n")
    return not left


def main(names: list[str]) -> int:
    """Rewrite the talks named, or all."""
    tables = CsvTables(ROOT / "data").knowledge()
    knowledge = replace(tables, cookbook=cooking.tables().cookbook)
    files = [file for file in list_scripts() if not names or read_script(file).name in names]
    results = [rewrite(file, knowledge) for file in files]
    return 0 if files and all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
