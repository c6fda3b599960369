"""What a text says is left out: "dairy-free cheese", "pasta without egg", "sin gluten".

A claim takes off what a food is made with, never an allergen named by its own name: "nut-free
granola with almonds" holds almonds. What a claim cannot be tied to, it does not change.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from domain.safety.gate.lexicon import Lexicon, Role, Words
from domain.safety.gate.ontology import Kinds, Ontology
from domain.safety.gate.scanning import Break, Mention, Part, Sign, Unknown
from domain.safety.gate.swaps import swaps_at

ANIMAL = frozenset({"milk", "egg", "fish", "crustacean", "mollusc", "meat", "gelatin", "honey"})
"""Kinds that nothing vegan holds."""
_VEGAN: Words = ("vegan",)
_LONGEST_CLAIM = 60
"""Words and signs one claim reaches over: what it lists beyond counts as being in the food.

Source: own choice, thrice the longest list of allergens on a label
"""
_DENIED_WITHIN = 4
_SLACK = 1
_DENYING = frozenset({Role.DENIAL, Role.WITHOUT})
_MADE_WITHOUT = frozenset({"vegan", "free", "sin"})
"""Words of foods made otherwise than usual."""
_CONNECTED = (Role.AND, Role.OR)
_SUBSTANCES = frozenset({"gluten", "dairy", "lactose", "casein"})
"""What nobody names as an ingredient: in a list before "free" it is always meant as left out."""
_CATEGORIES = _SUBSTANCES | {"nut", "peanut", "soy", "soya", "wheat", "milk", "egg"}
_LISTED = _CATEGORIES | {"nuts", "peanuts", "eggs"}
_ARTICLES = frozenset(
    {"a", "an", "any", "the", "all", "added", "of", "other", "de", "del", "el", "la", "los", "las"}
)
"""Words that may stand between "no" and what is left out; "no bake cheesecake" holds cheese."""


@dataclass(frozen=True, slots=True)
class Held:
    """A food named in a text and the kinds it holds after what the text says is left out."""

    mention: Mention
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class Contents:
    """The foods a text names, and the words in it that nobody knows."""

    foods: tuple[Held, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is left out; `slack` is how many words of no food may stand before its food."""

    kinds: Kinds
    end: int
    is_vegan: bool = False
    slack: int = _SLACK

    def is_over_at(self, part: Part) -> bool:
        if isinstance(part, Sign):
            is_slack = part.role is Role.PLAIN and self.slack > 0 and " " not in part.said
            return not is_slack
        return isinstance(part, Break)


_NO_CLAIM = _Claim(frozenset(), 0)


@dataclass
class _Reader:
    """One pass over the parts of a text."""

    parts: Sequence[Part]
    lexicon: Lexicon
    ontology: Ontology
    held: dict[int, Held] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def read(self) -> Contents:
        place, pending = 0, _NO_CLAIM
        while place < len(self.parts):
            claim = self._claim_at(place)
            if claim is not None and self._is_own_word(place):
                self.held[place - 1] = self._without(self.held[place - 1], claim)
                place += 1
            elif claim is not None:
                place, pending = self._claimed(claim, place, pending)
            else:
                pending = self._plainly(place, pending)
                place += 1
        return Contents(tuple(self.held.values()), tuple(dict.fromkeys(self.unknown)))

    def _plainly(self, place: int, pending: _Claim) -> _Claim:
        """Take one part as it stands; return the claim that holds for the next."""
        part = self.parts[place]
        if isinstance(part, Mention):
            self._mentioned(part, place, pending)
        elif isinstance(part, Unknown):
            self.unknown.append(part.said)
        if pending.is_over_at(part):
            return _NO_CLAIM
        return replace(pending, slack=pending.slack - 1) if isinstance(part, Sign) else pending

    def _mentioned(self, part: Mention, place: int, pending: _Claim) -> None:
        """Keep a food with what it holds here; one whose "free" is denied is not known."""
        kinds = part.term.kinds - self.ontology.all_related(part.cut_off)
        self.held[place] = self._without(Held(part, kinds), pending)
        if _MADE_WITHOUT & set(part.term.words) and self._is_denied(place, {Role.DENIAL}):
            self.unknown.append(part.said)
        for at, swapped in swaps_at(self.parts, place, part):
            if dish := self.held.get(at):
                self.held[at] = replace(dish, kinds=self.ontology.without(dish.kinds, swapped))

    def _claimed(self, claim: _Claim, place: int, pending: _Claim) -> tuple[int, _Claim]:
        """Tie a claim to the foods after it, or to those before it; return where to go on."""
        is_prefix = self._is_sign(place, Role.WITHOUT)
        joined = _Claim(claim.kinds | pending.kinds, claim.end, claim.is_vegan or pending.is_vegan)
        if not is_prefix:
            end = self._joint_at(claim.end)
            if self._claim_at(end) is not None and not self._is_sign(end, Role.WITHOUT):
                return end, joined
            if self._food_follows(claim.end):
                return claim.end, joined
        self._apply_before(place, joined, in_clause=is_prefix)
        return claim.end, pending

    def _claim_at(self, place: int) -> _Claim | None:
        """Return the claim that begins at a place; what only seems so ("vegan-looking") is none."""
        claim = None if self._is_denied(place) else self._said_at(place)
        return None if claim is None or self._is_sign(claim.end, Role.SEEMING) else claim

    def _said_at(self, place: int) -> _Claim | None:
        if self._is_sign(place, Role.VEGAN) or self._is_sign(place, Role.VEGAN_AFTER):
            return _Claim(ANIMAL, place + 1, is_vegan=True)
        if self._is_sign(place, Role.WITHOUT):
            return self._listed_after(place + 1, place + _LONGEST_CLAIM)
        return self._suffixed(place)

    def _is_own_word(self, place: int) -> bool:
        """Whether a claim belongs to the food just before it: "queso vegano"."""
        return self._is_sign(place, Role.VEGAN_AFTER) and place - 1 in self.held

    def _suffixed(self, place: int) -> _Claim | None:
        """Return the claim of "nut free", "nut and dairy free", "soy, nut and dairy free"."""
        kinds, at, end = frozenset[str](), place, min(len(self.parts), place + _LONGEST_CLAIM)
        while at < end and isinstance(part := self.parts[at], Mention):
            kinds |= part.term.kinds
            if self._is_sign(at + 1, Role.FREE):
                return _Claim(kinds, at + 2)
            joint = self._joint_at(at + 1)
            if part.said not in (_CATEGORIES if joint == at + 1 else _SUBSTANCES):
                return None
            at = joint
        return None

    def _listed_after(
        self, place: int, end: int, kinds: Kinds = frozenset(), last: int | None = None
    ) -> _Claim | None:
        """Return the claim of the foods listed after "without": "nuts", "eggs or milk"."""
        while self._is_article(place):
            place += 1
        is_over = place >= min(len(self.parts), end)
        if is_over or not isinstance(part := self.parts[place], Mention):
            return None if last is None else _Claim(kinds, last)
        kinds |= part.term.kinds
        if self._is_sign(place + 1, Role.OR):
            return self._listed_after(place + 2, end, kinds, place + 1)
        if part.said in _LISTED and self._is_sign(place + 1, Role.AND):
            after = self.parts[place + 2] if place + 2 < len(self.parts) else None
            if isinstance(after, Mention) and after.said in _LISTED:
                return self._listed_after(place + 2, end, kinds, last)
        return _Claim(kinds, place + 1)

    def _joint_at(self, place: int) -> int:
        """Return the place after what joins two names: a comma, "and", both, or nothing."""
        if place < len(self.parts) and self.parts[place] == Break(","):
            place += 1
        return place + 1 if any(self._is_sign(place, role) for role in _CONNECTED) else place

    def _food_follows(self, place: int) -> bool:
        place += self._is_sign(place, Role.PLAIN)
        return place < len(self.parts) and isinstance(self.parts[place], Mention | Unknown)

    def _apply_before(self, place: int, claim: _Claim, *, in_clause: bool) -> None:
        """Take a claim off the foods before it: those of its clause, else the one just before."""
        passed = False
        for at in reversed(range(place)):
            part = self.parts[at]
            if isinstance(part, Break):
                if passed or part.mark not in {",", "("}:
                    return
                passed = True
            elif at in self.held:
                if not in_clause and not passed:
                    return
                self.held[at] = self._without(self.held[at], claim)
                if passed:
                    return

    def _without(self, food: Held, claim: _Claim) -> Held:
        is_imitation = claim.is_vegan and claim.slack == _SLACK
        if food.mention.term.is_itself and not is_imitation:
            return food
        left = self.ontology.without(food.kinds, claim.kinds)
        made = None
        if claim.kinds & ANIMAL and left != food.kinds:
            made = self.lexicon.term(_VEGAN + food.mention.term.words)
        return replace(food, kinds=left | (made.kinds if made is not None else frozenset()))

    def _is_denied(self, place: int, roles: AbstractSet[Role] = _DENYING) -> bool:
        """Whether a claim is said not to hold: "not peanut-free"."""
        for part in reversed(self.parts[max(0, place - _DENIED_WITHIN) : place]):
            if isinstance(part, Break):
                return False
            if isinstance(part, Sign) and part.role in roles:
                return True
        return False

    def _is_article(self, place: int) -> bool:
        part = self.parts[place] if place < len(self.parts) else None
        return isinstance(part, Sign) and part.said in _ARTICLES

    def _is_sign(self, place: int, role: Role) -> bool:
        part = self.parts[place] if place < len(self.parts) else None
        return isinstance(part, Sign) and part.role is role


def contents_of(parts: Sequence[Part], lexicon: Lexicon, ontology: Ontology) -> Contents:
    """Return the foods the parts of a text name, with what is left out taken off."""
    return _Reader(parts, lexicon, ontology).read()
