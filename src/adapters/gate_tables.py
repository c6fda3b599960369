"""What the allergen gate knows, read from `data/allergens` and the food table."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from adapters.tables import CsvTables
from domain.errors import InvalidTableError
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify
from domain.safety.gate.gate import Gate
from domain.safety.gate.lexicon import Lexicon, Meaning, Role, Swap, Term, Words, phrase
from domain.safety.gate.ontology import Kind, Kinds, Ontology

Row = Mapping[str, str]

_MADE_WITHOUT = frozenset({"vegan", "free"})
"""Words of foods made otherwise than usual: there the gate's own row is the better one."""


@dataclass(frozen=True)
class GateTables:
    """The gate's tables in a folder; a row that breaks a rule is an error naming file and row."""

    folder: Path

    @cache  # noqa: B019 (a process reads one folder, or two)
    def gate(self) -> Gate:
        """Return the gate.

        Raises:
            InvalidTableError: A file is missing or a row breaks a rule.
        """
        in_foods, in_allergies = self._signs("food"), self._said | self._signs("allergy")
        swaps = self._swaps  # what is quick to read is read first: a bad row is told at once
        foods = dict[Words, Meaning](self._own_terms)
        for term in self._coarse_terms:
            foods[term.words] = term
        foods |= {words: _with_swap(foods, words, swap) for words, swap in swaps.items()}
        return Gate(
            self._ontology,
            Lexicon(foods | in_foods, self._plain_words),
            Lexicon(foods | self._names | in_allergies, self._plain_words),
        )

    @cached_property
    def _ontology(self) -> Ontology:
        rows = self._rows("kinds.csv")
        kinds = {
            row["kind"]: Kind(
                row["kind"],
                row["name"],
                frozenset(row["within"].split()),
                frozenset(row["taken_with"].split()),
            )
            for row in rows
        }
        named = {other for kind in kinds.values() for other in kind.within | kind.taken_with}
        if unknown := named - kinds.keys():
            raise InvalidTableError(f"kinds.csv: no such kind {min(unknown)}")
        return Ontology(kinds)

    @cached_property
    def _own_terms(self) -> Mapping[Words, Term]:
        files = (
            ("gate_harmless.csv", False),
            ("gate_products.csv", False),
            ("gate_names.csv", True),
        )
        terms = [
            self._term(name, row, is_itself=itself)
            for name, itself in files
            for row in self._rows(name)
        ]
        return {term.words: term for term in terms}

    @cached_property
    def _swaps(self) -> Mapping[Words, Swap]:
        """Return what some foods stand for in some dishes."""
        dishes = dict[str, set[Words]]()
        for row in self._rows("gate_swap_dishes.csv"):
            dishes.setdefault(row["dishes"], set()).add(phrase(row["food_words"]))
        found = dict[Words, Swap]()
        for row in self._rows("gate_swaps.csv"):
            if row["dishes"] not in dishes:
                raise InvalidTableError(f"gate_swaps.csv: no such dishes {row['dishes']}")
            named = frozenset(dishes[row["dishes"]])
            after = named if row["may_follow"] == "yes" else frozenset[Words]()
            kinds = self._known("gate_swaps.csv", row)
            found[phrase(row["food_words"])] = Swap(kinds, named, after)
        return found

    @cached_property
    def _names(self) -> dict[Words, Meaning]:
        """Return the allergens' own names: who avoids mustard does not avoid what a jar holds."""
        return {words: term for words, term in self._own_terms.items() if term.is_itself}

    def _term(self, name: str, row: Row, *, is_itself: bool) -> Term:
        kinds = self._known(name, row)
        return Term(phrase(row["food_words"]), kinds, row["source"], is_itself)

    def _known(self, name: str, row: Row) -> Kinds:
        kinds = frozenset(row["kinds"].split())
        if unknown := kinds - self._ontology.kinds.keys():
            raise InvalidTableError(f"{name}: no such kind {min(unknown)}")
        return kinds

    @cached_property
    def _coarse_terms(self) -> tuple[Term, ...]:
        """Return the foods of the other tables, with what their own words tell more exactly."""
        inner = Lexicon(dict(self._own_terms), frozenset())
        coarse, notes = dict[Words, Kinds](), dict[Words, str]()
        for words, kinds, note in self._tabled():
            coarse[words] = coarse.get(words, frozenset()) | kinds
            notes.setdefault(words, note)
        return tuple(
            self._refined(words, kinds, notes[words], inner) for words, kinds in coarse.items()
        )

    def _refined(self, words: Words, coarse: Kinds, note: str, inner: Lexicon) -> Term:
        """Return a food of the tables with what the gate's own row knows as well.

        Where the gate's row is of a food made otherwise than usual, it is the better one.
        """
        own = self._own_terms.get(words)
        if own is None:
            fine = _kinds_inside(words, inner) - self._foreign(coarse)
            return Term(words, self._ontology.refined(coarse, fine), note)
        if _MADE_WITHOUT & set(words):
            return own
        kinds = self._ontology.refined(coarse, own.kinds)
        return replace(own, kinds=kinds, is_itself=own.is_itself and kinds == own.kinds)

    def _foreign(self, coarse: Kinds) -> Kinds:
        """Return the kinds the tables speak of and this food's row does not list."""
        return self._spoken_of - self._ontology.families(coarse)

    @cached_property
    def _spoken_of(self) -> Kinds:
        spoken = frozenset(row["allergen"] for row in self._rows("allergens.csv"))
        return self._ontology.families(spoken)

    def _tabled(self) -> Iterator[tuple[Words, Kinds, str]]:
        table = CsvTables(self.folder).foods()
        names = [(food.name, food) for food in table.foods.values()]
        names += [(alias, table.foods[food_id]) for alias, food_id in table.aliases.items()]
        for name, food in names:
            yield phrase(name), food.allergens, food.source
        for row in self._rows("hidden_sources.csv"):
            yield phrase(row["food_word"]), frozenset(row["allergens"].split()), row["source"]

    @cached_property
    def _said(self) -> dict[Words, Meaning]:
        said: dict[Words, Meaning] = {
            phrase(row["word"]): Term(phrase(row["word"]), frozenset(row["allergens"].split()), "")
            for row in self._rows("words.csv")
            if phrase(row["word"]) not in self._own_terms
        }
        own: dict[Words, Meaning] = {
            phrase(row["allergy_words"]): Term(
                phrase(row["allergy_words"]), self._known("gate_allergies.csv", row), row["source"]
            )
            for row in self._rows("gate_allergies.csv")
        }
        return said | own

    def _signs(self, scope: str) -> dict[Words, Meaning]:
        signs: dict[Words, Meaning] = {
            phrase(row["phrase"]): _role(row["role"])
            for row in self._rows("gate_markers.csv")
            if row["scope"] == scope
        }
        return signs | {phrase(words): Role.PLAIN for words in self._plain_phrases}

    @cached_property
    def _plain_phrases(self) -> frozenset[str]:
        rows = self._rows("gate_plain_words.csv")
        return frozenset(row["words"] for row in rows if len(canonical_words(row["words"])) > 1)

    @cached_property
    def _plain_words(self) -> frozenset[str]:
        return frozenset(simplify(row["words"]) for row in self._rows("gate_plain_words.csv"))

    def _rows(self, name: str) -> tuple[Row, ...]:
        try:
            with (self.folder / "allergens" / name).open(encoding="utf-8", newline="") as file:
                rows = tuple(csv.DictReader(file, strict=True))
        except OSError as error:
            raise InvalidTableError(f"{name}: {error.strerror}") from error
        for line, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                raise InvalidTableError(f"{name} line {line}: not as many cells as the header")
        return rows


def _with_swap(foods: Mapping[Words, Meaning], words: Words, swap: Swap) -> Term:
    term = foods.get(words)
    if not isinstance(term, Term):
        raise InvalidTableError(f"gate_swaps.csv: no such food {' '.join(words)}")
    return replace(term, swap=swap)


def _role(key: str) -> Role:
    try:
        return Role[key.upper()]
    except KeyError as error:
        raise InvalidTableError(f"gate_markers.csv: no such role {key}") from error


def _kinds_inside(words: Words, inner: Lexicon) -> Kinds:
    """Return the kinds of the foods a longer name names."""
    kinds, place = frozenset[str](), 0
    while place < len(words):
        length, meaning = inner.longest_at(words, place)
        kinds |= meaning.kinds if isinstance(meaning, Term) else frozenset()
        place += length
    return kinds
