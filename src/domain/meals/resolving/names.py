"""What a food's name asks of a sentence: its words, and how much each is missed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from domain.meals.resolving.words import NO, NO_REWRITING, Rewriting, Word, split

_PART_ENDS = frozenset(",;:.")
_ALTERNATIVE = frozenset({"or", "/"})
_LINKS = frozenset({"with", "on", "in", "from", "made", "and", "filled", "to", "of", "for", "by", "w"})
_DENIERS = frozenset({"no", "without", "not", "excluding", "excl", "sin", "minus", "except", "sans", "skipping", "skipped",
                      "leaving", "leave"})
_AFTERWARDS = frozenset({"eaten", "added", "included", "consumed"})
_NEW_START = frozenset({"|", "~", "^", ">", ".", "a", "an", "#", "paired", "one", "two"})
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
    reader = _NameReader(rules)
    return tuple(reader.terms(deny(kept))), is_default


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
        if denying and word in _NEW_START:
            denying = False
        if word in _PART_ENDS or word in {"(", ")"}:
            denying = denying and whole_list and word == ","
            out.append(word)
        elif denying and word not in _ALTERNATIVE and word not in _LINKS and word not in _AFTERWARDS:
            out.append(NO + word)
            denying = whole_list or following in {"or", "/", "and"} or _is_adjective(word)
        elif denying and word in {"with", "on", "in", "but", "made"}:
            denying = False
            out.append(word)
        else:
            out.append(word)
    return out


def _is_adjective(word: str) -> bool:
    return word in {"added", "any", "extra", "much", "the", "other"}


@dataclass(frozen=True, slots=True)
class _NameReader:
    rules: NameRules

    def terms(self, words: list[str]) -> Iterator[Term]:
        """Yield the terms of a name, alternatives joined by "or" as one term."""
        part, depth, after_link, listing = 0, 0, False, False
        group: list[str] = []
        joins = False
        place_class, place_part = "head", 0
        for word in words:
            if word == "(":
                depth += 1
            elif word == ")":
                depth = max(0, depth - 1)
            elif word in _PART_ENDS:
                if depth == 0 and not (listing and word == ","):
                    part += 1
                    after_link = False
                listing = listing and word == ","
            elif word in _ALTERNATIVE:
                joins = bool(group)
                continue
            elif word == "-":
                continue
            elif word in _LINKS or word in _AFTERWARDS or word == "#":
                after_link = after_link or word in _LINKS
                if joins:
                    continue
            elif word in _LISTS:
                listing = True
            else:
                if group and not joins:
                    yield self._term(group, place_class, place_part)
                    group = []
                group.append(word)
                joins = False
                place_class = self._place(part, depth, listing=listing, linked=after_link)
                place_part = part + after_link
                continue
            joins = False
            if group:
                yield self._term(group, place_class, place_part)
                group = []
        if group:
            yield self._term(group, place_class, place_part)

    def _place(self, part: int, depth: int, *, listing: bool, linked: bool) -> str:
        if depth or listing:
            return "aside"
        if part:
            return "later"
        return "linked" if linked else "head"

    def _term(self, group: list[str], place: str, part: int) -> Term:
        price = self.rules.penalty[place]
        own = [self.rules.words[word] for word in group if word in self.rules.words]
        if own:
            price = min(own) if place != "aside" else min(price, *own)
        if group[0].startswith(NO):
            price = min(price, self.rules.penalty["denied"])
        return Term(tuple(group), price, place == "head", part)


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
