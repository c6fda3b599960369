"""What messages are understood as: `python -m bench.intents [--write-docs]`.

Measured on the kept-out labelled messages, of which nobody reads more than these figures; on
`fresh.csv`, written when everything was tuned and before any of it was tried; on
`danger_testing.csv`, oblique dangers and talk that sounds like one; and on CLINC150
(`../shared/data/intent` beside the repository or under `$PLATEWISE_SHARED`), from which nothing
is learned. `--write-docs` writes docs/intents.md.
"""

import csv
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from adapters.intent_tables import IntentTables
from bench.path.report import Figure, at_most, figure, progress, publish
from cli.training.messages import read_messages
from domain.messaging.phrases import spoken
from domain.safety.red_flags import Danger
from domain.understanding.decide import Decision, Tools, decide

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "data" / "intents" / "labelled"
PAGE = ROOT / "docs" / "intents.md"

ABSTAINED = "abstained"
FOOD_INTENTS = """
recipe cook_time ingredients_list ingredient_substitution calories nutrition_info meal_suggestion
food_last restaurant_suggestion restaurant_reviews restaurant_reservation accept_reservations
cancel_reservation confirm_reservation how_busy shopping_list shopping_list_update order
order_status reminder reminder_update calendar calendar_update measurement_conversion
greeting goodbye thank_you yes no maybe repeat what_can_i_ask_you are_you_a_bot who_made_you
what_is_your_name cancel weather tell_joke
"""
"""CLINC150's intents that touch food, the plan or the talk itself; two others for contrast."""

type Judged = tuple[Mapping[str, str], Decision]


def main() -> None:
    """Decide, compare, print one JSON object."""
    shared = Path(os.environ.get("PLATEWISE_SHARED", ROOT.parent / "shared"))
    clinc_file = shared / "data" / "intent" / "clinc150_train_val.json"
    if not clinc_file.is_file():
        sys.exit(f"{clinc_file} is missing: point PLATEWISE_SHARED at the reference data")
    tools = IntentTables(ROOT / "data").tools()
    judged = judge(rows(LABELLED / "held_out.csv"), tools)
    fresh = judge(rows(LABELLED / "fresh.csv"), tools)
    clinc = json.loads(clinc_file.read_text(encoding="utf-8"))
    figures = (
        labelled_figures(judged)
        | fresh_figures(fresh)
        | danger_figures(judge(rows(LABELLED / "danger_testing.csv"), tools))
        | clinc_figures(clinc, tools)
        | speed(judged, tools)
    )
    publish(figures)
    if "--write-docs" in sys.argv:
        PAGE.write_text(page(figures, clinc, tools), encoding="utf-8")
        progress(f"wrote {PAGE.name}")


def rows(file: Path) -> list[Mapping[str, str]]:
    """Return the rows of a labelled file."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def judge(messages: Iterable[Mapping[str, str]], tools: Tools) -> list[Judged]:
    """Decide every message."""
    return [(row, decide(row["text"], row["context"], tools)) for row in messages]


def labelled_figures(judged: Sequence[Judged]) -> dict[str, Figure]:
    """Return the figures of must-show 1 but the time."""
    by_language = {
        f"1.accuracy_{language}": share(
            [pair for pair in judged if pair[0]["language"] == language]
        )
        for language in ("en", "es", "other")
    }
    return {
        "1.kept_out_messages": figure(len(judged), "messages"),
        "1.accuracy": at_least(accuracy(judged), 0.95),
        **by_language,
        "1.accuracy_of_texts_never_learned": share(never_learned(judged)),
        "1.stop_recall": at_least(recall(judged, "stop"), 1.0),
        "1.stop_precision": at_least(precision(judged, "stop"), 1.0),
        "1.red_flag_recall": at_least(recall(judged, "red_flag"), 1.0),
        "1.red_flag_precision": at_least(precision(judged, "red_flag"), 0.95),
        "1.out_of_scope_recall": at_least(recall(judged, "out_of_scope"), 0.92),
        "1.out_of_scope_precision": at_least(precision(judged, "out_of_scope"), 0.92),
        "1.asked_instead_of_acted": figure(
            round(sum(not decision.is_sure for _, decision in judged) / len(judged), 4), "share"
        ),
        "1.accuracy_when_sure": share([pair for pair in judged if pair[1].is_sure]),
    }


def never_learned(judged: Sequence[Judged]) -> list[Judged]:
    """Return those whose words no pattern of `more_training.csv` happens to make, either."""
    learned = {spoken(message.text) for message in read_messages(LABELLED)}
    return [pair for pair in judged if spoken(pair[0]["text"]) not in learned]


def fresh_figures(fresh: Sequence[Judged]) -> dict[str, Figure]:
    """Return how the messages of `fresh.csv` fare, on which nothing is ever tuned."""
    acted = [pair for pair in fresh if pair[1].is_sure]
    return {
        "1.fresh_messages": figure(len(fresh), "messages"),
        "1.fresh_accuracy": share(fresh),
        "1.fresh_accuracy_when_sure": share(acted),
        "1.fresh_red_flag_recall": figure(round(recall(fresh, "red_flag"), 4), "share"),
        "1.fresh_red_flag_precision": figure(round(precision(fresh, "red_flag"), 4), "share"),
        "1.fresh_out_of_scope_recall": figure(round(recall(fresh, "out_of_scope"), 4), "share"),
    }


def danger_figures(judged: Sequence[Judged]) -> dict[str, Figure]:
    """Return how dangers told between the lines fare, and near misses written to be mistaken."""
    dangers = [pair for pair in judged if pair[0]["intent"] == "red_flag"]
    told = [(row, decision.danger) for row, decision in dangers if decision.danger]
    by_danger = {
        f"1.oblique_{danger}_recall": share([p for p in dangers if p[0]["note"] == danger])
        for danger in Danger
    }
    right = sum(row["note"] == danger for row, danger in told)
    return {
        "1.oblique_dangers": figure(len(dangers), "messages"),
        "1.oblique_near_misses": figure(len(judged) - len(dangers), "messages"),
        "1.oblique_recall": share(dangers),
        "1.oblique_precision": figure(round(precision(judged, "red_flag"), 4), "share"),
        **by_danger,
        "1.oblique_answered_as_one_danger": figure(round(len(told) / len(dangers), 4), "share"),
        "1.oblique_that_danger_right": figure(round(right / len(told), 4), "share"),
    }


def clinc_figures(clinc: Mapping[str, Sequence[Sequence[str]]], tools: Tools) -> dict[str, Figure]:
    """Return which share of CLINC150's out-of-scope sentences is declined."""
    outcomes = Counter(outcome(decide(text, "", tools)) for text, _ in clinc["oos_val"])
    declined = (outcomes["out_of_scope"] + outcomes[ABSTAINED]) / outcomes.total()
    return {
        "2.clinc_out_of_scope_declined": at_least(declined, 0.90),
        "2.clinc_out_of_scope_by_intent": figure(
            round(outcomes["out_of_scope"] / outcomes.total(), 4), "share"
        ),
    }


def speed(judged: Sequence[Judged], tools: Tools) -> dict[str, Figure]:
    """Return how long a decision takes: the best of three runs of each message."""
    times = sorted(min(_timed(row, tools) for _ in range(3)) for row, _ in judged)
    loads = [_loaded() for _ in range(5)]
    return {
        "1.load_time": figure(round(min(loads), 1), "ms"),
        "1.median_time": at_most(round(times[len(times) // 2], 3), 1.0, "ms"),
        "1.p99_time": at_most(round(times[int(0.99 * len(times))], 3), 1.0, "ms"),
    }


def page(
    figures: Mapping[str, Figure], clinc: Mapping[str, Sequence[Sequence[str]]], tools: Tools
) -> str:
    """Return docs/intents.md."""
    measured = [
        f"| {name.partition('.')[2].replace('_', ' ')} | {shown['value']} | {shown['bar'] or ''} |"
        for name, shown in figures.items()
        if not name.endswith("time")
    ]
    mapped = [
        f"| {name} | {told(Counter(outcome(decide(text, '', tools)) for text in texts))} |"
        for name, texts in _by_intent(clinc["val"]).items()
    ]
    return "\n".join([_TOP, *measured, _MIDDLE, *mapped, ""])


_TOLD_FROM = 0.1
"""Share of an intent's sentences from which an outcome is named."""


def told(outcomes: Counter[str]) -> str:
    """Return the outcomes of one intent of CLINC150 with their shares, the rare ones summed up."""
    common = [(name, count / outcomes.total()) for name, count in outcomes.most_common(4)]
    return ", ".join(f"{name} {share:.0%}" for name, share in common if share >= _TOLD_FROM)


def outcome(decision: Decision) -> str:
    """Return the intent acted on, or that the coach asks."""
    return decision.intent if decision.is_sure else ABSTAINED


def accuracy(judged: Sequence[Judged]) -> float:
    """Return the share decided as labelled."""
    return sum(row["intent"] == decision.intent for row, decision in judged) / len(judged)


def recall(judged: Sequence[Judged], intent: str) -> float:
    """Return the share of an intent's messages that are found."""
    return accuracy([pair for pair in judged if pair[0]["intent"] == intent])


def precision(judged: Sequence[Judged], intent: str) -> float:
    """Return the share of what is taken for an intent that is it."""
    return accuracy([pair for pair in judged if pair[1].intent == intent])


def share(judged: Sequence[Judged]) -> Figure:
    """Return an accuracy without a bar."""
    return figure(round(accuracy(judged), 4), "share")


def at_least(value: float, bar: float) -> Figure:
    """Return a share that must not be below its bar."""
    return figure(round(value, 4), "share", bar, holds=value >= bar)


def _timed(row: Mapping[str, str], tools: Tools) -> float:
    start = time.perf_counter()
    decide(row["text"], row["context"], tools)
    return 1000 * (time.perf_counter() - start)


def _loaded() -> float:
    start = time.perf_counter()
    IntentTables(ROOT / "data").tools()
    return 1000 * (time.perf_counter() - start)


def _by_intent(sentences: Sequence[Sequence[str]]) -> Mapping[str, list[str]]:
    texts: dict[str, list[str]] = {name: [] for name in FOOD_INTENTS.split()}
    for text, name in sentences:
        if name in texts:
            texts[name].append(text)
    return {name: found for name, found in texts.items() if found}


_TOP = """\
# Intents

Generated by `python -m bench.intents --write-docs`.

A message is decided by the first that is certain: reserved words, phrases of danger
(`data/safety/red_flags.csv`), the detector of danger (`data/safety/danger_weights.csv`), free
words for STOP (`data/intents/opt_outs.csv`), fixed phrases (`data/intents/sayings.csv`,
`rules.csv`), then the classifier (`data/intents/weights.csv`), which asks when it is not sure. Why
dangers have a detector of their own: [ADR 0019](adr/0019-a-detector-of-danger.md).

## Kept-out messages

Nobody reads these messages while rules, phrases or weights are tuned. Some are short things that
everybody says and that are learned, too: *accuracy of texts never learned* leaves those out.
*Fresh* are the messages of `data/intents/labelled/fresh.csv`, written when everything was tuned and
before any was tried. *Oblique* are those of `danger_testing.csv`: dangers told between the lines,
and near misses written to be taken for one. The weights are learned anew, the same to the byte, by
`platewise intent train`; a decision takes under a millisecond (`make bench-intents` tells).

| figure | value | bar |
|---|---|---|"""

_MIDDLE = """
## CLINC150's intents

How sentences of CLINC150 (Larson et al. 2019, CC BY 3.0; nothing is learned from it) are decided;
outcomes of at least 10 %. `abstained` is a question with choices.

| CLINC150 | ours |
|---|---|"""


if __name__ == "__main__":
    main()
