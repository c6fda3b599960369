"""Kinds of allergens, and which lie within which."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

type Kinds = frozenset[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of allergen: `almond` lies within `tree_nut`.

    `taken_with` are the wider kinds someone avoids by caution who names only this one: most
    people allergic to one tree nut are told to avoid them all.
    """

    key: str
    name: str
    within: Kinds = frozenset()
    taken_with: Kinds = frozenset()


@dataclass(frozen=True)
class Ontology:
    """All kinds by key. A kind within no other stands for itself."""

    kinds: Mapping[str, Kind]

    @cached_property
    def _families(self) -> Mapping[str, Kinds]:
        return {
            key: frozenset(other for other in self.kinds if key in self._lines[other])
            for key in self.kinds
        }

    @cached_property
    def _lines(self) -> Mapping[str, Kinds]:
        return {key: self._line(key) for key in self.kinds}

    def _line(self, key: str) -> Kinds:
        return frozenset({key}).union(*(self._line(wider) for wider in self.kinds[key].within))

    def name_of(self, key: str) -> str:
        """Return what a kind is called."""
        return self.kinds[key].name

    def family(self, key: str) -> Kinds:
        """Return a kind and all that lie within it."""
        return self._families[key]

    def families(self, keys: Iterable[str]) -> Kinds:
        """Return some kinds and all that lie within them."""
        return frozenset[str]().union(*(self._families[key] for key in keys))

    def related(self, key: str) -> Kinds:
        """Return what may hold a kind: its family, and the wider kinds left unspecified."""
        return self._families[key] | self._lines[key]

    def wider(self, keys: Iterable[str]) -> Kinds:
        """Return some kinds and all that they lie within."""
        return frozenset[str]().union(*(self._lines[key] for key in keys))

    def all_related(self, keys: Iterable[str]) -> Kinds:
        """Return what may hold one of some kinds."""
        return frozenset[str]().union(*(self.related(key) for key in keys))

    def taken_with(self, key: str) -> Kinds:
        """Return the wider kinds avoided by caution with a kind."""
        return self.kinds[key].taken_with

    def without(self, held: Kinds, claimed: AbstractSet[str]) -> Kinds:
        """Return what is held when claimed kinds are left out.

        Leaving out a part of a kind keeps its other parts: milk without lactose is milk protein.
        """
        gone = self.families(claimed)
        kept = held - gone
        split = {key for key in kept if self._families[key] & gone}
        parts = frozenset(
            part for key in split for part in self.kinds if key in self.kinds[part].within
        )
        return (kept - split) | (parts - gone)

    def refined(self, coarse: AbstractSet[str], fine: AbstractSet[str]) -> Kinds:
        """Return coarse kinds, each replaced by the finer kinds that are known of it."""
        every = frozenset(coarse) | frozenset(fine)
        told = {wider for key in every for wider in self._lines[key] - {key}}
        return (frozenset(coarse) - told) | frozenset(fine)
