"""What a food's name asks of a sentence: its words, and how much each is missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from domain.meals.resolving.words import NO, NO_REWRITING, Rewriting, Word, split

_PART_ENDS = frozenset(",;:.")
_ALTERNATIVE = frozenset({"or", "/"})
_LINKS = frozenset(
    {"with", "on", "in", "from", "made", "and", "filled", "to", "of", "for", "by", "w"}
)
_DENIERS = frozenset(
    {
        "no",
        "without",
        "not",
        "excluding",
        "excl",
        "sin",
        "minus",
        "except",
        "sans",
        "skipping",
        "skipped",
        "leaving",
        "leave",
        "never",
        "didn't",
        "don't",
        "haven't",
    }
)
_AFTERWARDS = frozenset({"eaten", "added", "included", "consumed"})
_NEW_START = frozenset({"|", "~", "^", ">", ".", "a", "an", "#", "paired", "one", "two"})
_DENIED_ON = frozenset({
    "a", "an", "added", "any", "extra", "much", "the", "other", "eat", "eaten", "have", "had",
    "drink", "get", "order", "put", "use", "my",
})  # fmt: skip
"""Words a denial goes past: "did not eat the cheese" denies the cheese."""
_LISTS = frozenset({"including", "excluding"})


class Term(NamedTuple):
    """One thing a name says: any of `forms` says it too; `penalty` is the price of its absence."""

    forms: tuple[str, ...]
    penalty: float
    is_head: bool
    part: int = 0


@dataclass(frozen=True)
class NameRules:
    """How names are read.

    `penalty` names the price of a missing word by where it stands (head, later, aside, denied);
    `words` gives single words a price of their own: what hardly matters ("raw") or always
    does ("diet").
    """

    penalty: Mapping[str, float]
    words: Mapping[str, float]
    rewriting: Rewriting = NO_REWRITING


def terms_of(name: str, rules: NameRules) -> tuple[tuple[Term, ...], bool]:
    """Return what a name says, and whether it is the food meant when no more is known.

    USDA marks such foods "NFS" (not further specified) or "NS as to ..."; what follows "NS as to"
    is not said and is left out.
    """
    words = [word.form for word in rules.rewriting.apply(split(name))]
    kept, is_default = _without_unspecified(words)
    return _NameReader(rules).terms(deny(kept)), is_default


def _without_unspecified(words: list[str]) -> tuple[list[str], bool]:
    kept: list[str] = []
    is_default = False
    place = 0
    while place < len(words):
        if words[place] == "nfs":
            is_default = True
        elif words[place] == "ns":
            is_default = True
            while place + 1 < len(words) and words[place + 1] not in {",", ";", ")"}:
                place += 1
        else:
            kept.append(words[place])
        place += 1
    return kept, is_default


def deny(words: list[str]) -> list[str]:
    """Return the words with what is denied marked: "no spread" becomes "no:spread".

    "Skin not eaten" denies the word before it; a list after "excluding" is denied to its end.
    """
    out: list[str] = []
    denying, whole_list = False, False
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in _DENIERS:
            if word == "not" and following in _AFTERWARDS and out:
                out[-1] = NO + out[-1].removeprefix(NO)
            else:
                denying, whole_list = True, word in {"excluding", "excl"}
            continue
        if denying and whole_list and word in _NEW_START:
            denying = False
        if word in _PART_ENDS or word in {"(", ")"}:
            denying = denying and whole_list and word == ","
            out.append(word)
        elif (
            denying and word not in _ALTERNATIVE and word not in _LINKS and word not in _AFTERWARDS
        ):
            out.append(NO + word)
            denying = whole_list or following in {"or", "/", "and"} or _is_adjective(word)
        elif denying and word in {"with", "on", "in", "but", "made"}:
            denying = False
            out.append(word)
        else:
            out.append(word)
    return out


def _is_adjective(word: str) -> bool:
    return word in _DENIED_ON


@dataclass(slots=True)
class _Place:
    """Where in a name a word stands."""

    part: int = 0
    depth: int = 0
    is_linked: bool = False
    is_listing: bool = False

    def pass_by(self, word: str) -> None:
        """Take note of a sign or a linking word."""
        if word == "(":
            self.depth += 1
        elif word == ")":
            self.depth = max(0, self.depth - 1)
        elif word in _PART_ENDS:
            self.is_listing = self.is_listing and word == ","
            if self.depth == 0 and not self.is_listing:
                self.part += 1
                self.is_linked = False
        elif word in _LISTS:
            self.is_listing = True
        elif word in _LINKS:
            self.is_linked = True

    @property
    def kind(self) -> str:
        """The name of the place, as the penalties know it."""
        if self.depth or self.is_listing:
            return "aside"
        if self.part:
            return "later"
        return "linked" if self.is_linked else "head"


class _NameReader:
    """Collects the terms of one name."""

    def __init__(self, rules: NameRules) -> None:
        self._rules = rules
        self._place = _Place()
        self._group: list[str] = []
        self._joins = False
        self._terms: list[Term] = []
        self._kind, self._part = "head", 0

    def terms(self, words: list[str]) -> tuple[Term, ...]:
        """Return the terms, alternatives joined by "or" as one term."""
        for word in words:
            if word in _ALTERNATIVE:
                self._joins = bool(self._group)
            elif not word[0].isalnum() or word in _LINKS or word in _LISTS or word in _AFTERWARDS:
                self._close(word)
            else:
                self._add(word)
        self._end_group()
        return tuple(self._terms)

    def _close(self, word: str) -> None:
        is_bridge = self._joins and word in _LINKS
        self._place.pass_by(word)
        if not is_bridge:
            self._end_group()

    def _add(self, word: str) -> None:
        if not self._joins:
            self._end_group()
        self._group.append(word)
        self._joins = False
        self._kind = self._place.kind
        self._part = self._place.part + self._place.is_linked

    def _end_group(self) -> None:
        if self._group:
            self._terms.append(self._term(tuple(self._group)))
        self._group, self._joins = [], False

    def _term(self, group: tuple[str, ...]) -> Term:
        penalty, words = self._rules.penalty, self._rules.words
        price = penalty[self._kind]
        own = [words[word] for word in group if word in words]
        if own:
            price = min(price, *own) if self._kind == "aside" else min(own)
        elif group[0].startswith(NO):
            price = min(price, penalty["denied"])
        return Term(group, price, self._kind == "head", self._part)


def content(words: list[Word]) -> list[Word]:
    """Return words with denial marked, each keeping where it stood."""
    marked = deny([word.form for word in words])
    kept: list[Word] = []
    at = 0
    for form in marked:
        bare = form.removeprefix(NO)
        while words[at].form != bare:
            at += 1
        kept.append(words[at]._replace(form=form))
        at += 1
    return kept
