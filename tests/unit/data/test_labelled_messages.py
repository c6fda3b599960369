"""The labelled messages: what the classifier learns from, and what it is measured with."""

import csv
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

LABELLED = Path(__file__).parents[3] / "data" / "intents" / "labelled"
COLUMNS = ["id", "text", "intent", "context", "language", "note"]
INTENT_NAMES = """
log_meal correct_meal undo repeat_meal ask_day ask_week ask_nutrition score_food
suggest_meal plan_week swap_meal shopping_list buy_groceries recipe rate_meal set_profile
log_weight log_symptom ask_insights connect_calendar sync_calendar set_reminder subscribe
manage_subscription export_data delete_data start stop help greet thanks confirm decline
out_of_scope red_flag
"""
INTENTS = set(INTENT_NAMES.split())
RESERVED = {
    "start": {"start", "unstop"},
    "stop": {"stop", "unsubscribe", "end", "quit", "stopall", "revoke", "optout", "cancel"},
}
DANGERS = {"self_harm", "eating_disorder", "anaphylaxis", "emergency"}
OTHER_LANGUAGES = {"pt", "fr", "de", "it", "hi", "zh"}
MANNERS = {
    "typo",
    "slang",
    "abbreviation",
    "emoji",
    "voice",
    "multi_intent",
    "near_miss",
    "injection",
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (LABELLED / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = (c for c in plain if not unicodedata.combining(c))
    spaced = "".join(" " if unicodedata.category(c).startswith("P") else c for c in kept)
    return " ".join(spaced.split())


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)


training, held_out = rows("training"), rows("held_out")
messages = training + held_out


def test_every_message_has_its_columns_filled_from_the_closed_sets():
    assert all(list(row) == COLUMNS for row in messages)
    assert all(row["text"].strip() for row in messages)
    assert {row["intent"] for row in messages} == INTENTS
    assert {row["language"] for row in messages} == {"en", "es", "other"}
    used = {word for row in messages for word in row["note"].split()}
    assert used == MANNERS | DANGERS | OTHER_LANGUAGES


def test_ids_are_one_sequence_over_both_files_and_each_file_is_sorted_by_them():
    ids = [[row["id"] for row in part] for part in (training, held_out)]

    assert sorted(ids[0] + ids[1]) == [f"m{n:04}" for n in range(1, len(messages) + 1)]
    assert all(part == sorted(part) for part in ids)


def test_there_are_enough_messages_of_every_intent():
    count = Counter(row["intent"] for row in messages)

    assert len(messages) >= 1_600
    assert min(count.values()) >= 35
    assert count["log_meal"] >= 200
    assert count["out_of_scope"] >= 180
    assert count["red_flag"] >= 130


def test_about_a_sixth_is_spanish_and_some_is_neither_spanish_nor_english():
    share = {
        language: count / len(messages)
        for language, count in Counter(row["language"] for row in messages).items()
    }

    assert 0.15 <= share["es"] <= 0.18
    assert 0.04 <= share["other"] <= 0.10


def test_every_intent_but_the_reserved_words_is_said_in_spanish_and_in_others():
    said = defaultdict(set)
    for row in messages:
        said[row["intent"]].add(row["language"])

    assert all(said[intent] == {"en", "es", "other"} for intent in INTENTS - RESERVED.keys())


def test_hard_near_misses_and_dangers_of_every_class_are_many():
    count = Counter(word for row in messages for word in row["note"].split())

    assert count["near_miss"] >= 200
    assert min(count[danger] for danger in DANGERS) >= 40


def test_a_danger_names_its_class_and_nothing_else_does():
    named = {row["id"] for row in messages if DANGERS & set(row["note"].split())}

    assert named == {row["id"] for row in messages if row["intent"] == "red_flag"}


def test_a_message_in_another_language_names_it():
    named = {row["id"] for row in messages if OTHER_LANGUAGES & set(row["note"].split())}

    assert named == {row["id"] for row in messages if row["language"] == "other"}


@pytest.mark.parametrize("intent", RESERVED)
def test_a_reserved_word_is_the_whole_message_of_its_intent_and_of_no_other(intent):
    words = {row["id"]: re.findall(r"[^\W_]+", folded(row["text"])) for row in messages}
    reserved = {
        key for key, said in words.items() if len(said) == 1 and said[0] in RESERVED[intent]
    }

    assert reserved == {row["id"] for row in messages if row["intent"] == intent}
    assert {words[key][0] for key in reserved} == RESERVED[intent]


def test_the_held_out_messages_are_those_the_rule_takes():
    groups = defaultdict(list)
    for row in messages:
        groups[row["intent"], row["language"]].append(row)

    taken = set()
    for group in groups.values():
        group.sort(key=lambda r: (hashlib.sha256(r["text"].encode()).hexdigest(), r["context"]))
        taken |= {row["id"] for row in group[: (3 * len(group) + 5) // 10]}

    assert taken == {row["id"] for row in held_out}


def test_no_message_stands_twice():
    said = Counter(
        (row["text"] if row["intent"] in RESERVED else folded(row["text"]), row["context"])
        for row in messages
    )

    assert [key for key, count in said.items() if count > 1] == []


def test_no_message_of_an_intent_stands_on_both_sides_of_the_split():
    sides = [
        {(folded(row["text"]), row["intent"]) for row in part if row["intent"] not in RESERVED}
        for part in (training, held_out)
    ]

    assert sides[0] & sides[1] == set()


def test_fresh_messages_are_labelled_alike_and_stand_nowhere_else():
    fresh, added = rows("fresh"), rows("more_training")
    learned = {(folded(row["text"]), row["context"]) for row in training + added}

    assert len(fresh) >= 150
    assert [row["id"] for row in fresh] == [f"f{n:04}" for n in range(1, len(fresh) + 1)]
    assert all(list(row) == COLUMNS and row["intent"] in INTENTS for row in fresh)
    free = [row for row in fresh if row["intent"] not in RESERVED]
    assert not [row["text"] for row in free if (folded(row["text"]), row["context"]) in learned]


def test_no_held_out_message_is_nearly_one_of_the_training_messages():
    known = defaultdict(list)
    for row in training:
        if row["intent"] not in RESERVED:
            known[row["context"]].append(frozenset(folded(row["text"]).split()))

    near = [
        row["text"]
        for row in held_out
        if row["intent"] not in RESERVED and (said := frozenset(folded(row["text"]).split()))
        if any(overlap(said, other) >= 0.9 for other in known[row["context"]])
    ]

    assert near == []


def test_messages_of_danger_are_split_by_their_hash_and_stand_once():
    halves = rows("danger_training"), rows("danger_testing")
    both = [row for half in halves for row in half]

    is_learned = [
        [int(hashlib.sha256(row["text"].encode()).hexdigest()[-1], 16) % 2 == 0 for row in half]
        for half in halves
    ]

    assert all(is_learned[0])
    assert not any(is_learned[1])
    assert sorted(row["id"] for row in both) == [f"d{n:04}" for n in range(1, len(both) + 1)]
    assert len({folded(row["text"]) for row in both}) == len(both)


def test_messages_of_danger_are_many_of_every_class_in_both_languages():
    both = rows("danger_training") + rows("danger_testing")
    count = Counter((row["note"], row["language"]) for row in both)
    dangers = sum(count[danger, language] for danger in DANGERS for language in ("en", "es"))

    assert all(list(row) == COLUMNS and row["intent"] in INTENTS for row in both)
    assert {row["note"] for row in both if row["intent"] == "red_flag"} == DANGERS
    assert {row["note"] for row in both if row["intent"] != "red_flag"} == {"near_miss"}
    assert dangers >= 700
    assert len(both) - dangers >= 700
    assert min(count[danger, "es"] for danger in DANGERS) >= 40


def test_what_danger_is_measured_with_is_learned_nowhere():
    names = ("training", "more_training", "danger_training", "danger_patterns")
    learned = {folded(row["text"]) for name in names for row in rows(name)}

    assert not [row["id"] for row in rows("danger_testing") if folded(row["text"]) in learned]


def test_patterns_of_danger_name_their_danger():
    patterns = rows("danger_patterns")

    assert [row["id"] for row in patterns] == [f"p{n:04}" for n in range(1, len(patterns) + 1)]
    assert all((row["intent"] == "red_flag") == (row["note"] in DANGERS) for row in patterns)
