"""What someone avoids, read from the words in which they say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.safety.gate.lexicon import Lexicon, Role, Words
from domain.safety.gate.ontology import Ontology
from domain.safety.gate.scanning import Break, Mention, Part, Sign, Unknown, scan

_TURNS = frozenset({Role.EXCEPT, Role.BUT, Role.NOT})


@dataclass(frozen=True)
class Avoidance:
    """What must not be served.

    `kinds` maps each kind that conflicts to the names of what was said to be avoided; `terms`
    are foods no kind groups ("jackfruit"). `permitted` foods are said to be fine. `unclear` are
    words nobody knows. Where `is_clear` is False nothing can be decided and it must be asked.
    """

    kinds: Mapping[str, tuple[str, ...]]
    terms: frozenset[Words]
    permitted: frozenset[Words]
    unclear: tuple[str, ...]
    is_clear: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one clause of the text names, and whether it is avoided or permitted.

    `is_narrow` says that nothing is avoided by caution ("only cashews", "other nuts are fine"),
    `is_all` that it speaks of everything.
    """

    is_avoided: bool
    mentions: tuple[Mention, ...]
    unknown: tuple[str, ...]
    is_narrow: bool
    is_all: bool


def read_avoidance(text: str, lexicon: Lexicon, ontology: Ontology) -> Avoidance:
    """Return what a text says someone avoids.

    What is said to be fine is taken out of it; a single kind brings those usually avoided with
    it, unless the text says only this one. A text that names nothing is not clear.
    """
    parts = scan(text, lexicon)
    clauses = _clauses(parts)
    avoided = [clause for clause in clauses if clause.is_avoided]
    permitted = [clause for clause in clauses if not clause.is_avoided]
    named = [mention for clause in avoided for mention in clause.mentions]
    unclear = tuple(word for clause in clauses for word in clause.unknown)
    has_none = any(isinstance(part, Sign) and part.role is Role.NONE for part in parts)
    is_clear = bool(named or has_none) and not unclear and not any(c.is_all for c in avoided)
    fine = [mention for clause in permitted for mention in clause.mentions]
    is_narrow = any(clause.is_narrow for clause in clauses)
    return Avoidance(
        _conflicts(named, fine, ontology, is_narrow=is_narrow),
        frozenset(mention.term.words for mention in named if not mention.term.kinds),
        frozenset(mention.term.words for mention in fine),
        unclear,
        is_clear,
    )


def _conflicts(
    named: Sequence[Mention], fine: Sequence[Mention], ontology: Ontology, *, is_narrow: bool
) -> dict[str, tuple[str, ...]]:
    said = {kind for mention in named for kind in mention.term.kinds} - _taken_out(named, fine)
    wider = set() if is_narrow else {kind for key in said for kind in ontology.taken_with(key)}
    allowed = {kind for mention in fine for kind in mention.term.kinds}
    inside = {kind for kind in allowed if _lies_within(kind, said | wider, ontology)}
    free = ontology.families(inside) - ontology.families(said & ontology.families(inside))
    found: dict[str, tuple[str, ...]] = {}
    for target in sorted(said | wider):
        for kind in sorted(ontology.related(target) - free):
            found[kind] = (*found.get(kind, ()), ontology.name_of(target))
    return found


def _taken_out(named: Iterable[Mention], fine: Iterable[Mention]) -> set[str]:
    """Return the kinds that are fine of a name for several: "nuts except peanuts"."""
    several = {
        kind for mention in named if len(mention.term.kinds) > 1 for kind in mention.term.kinds
    }
    plain = (mention.term for mention in fine if mention.term.is_itself)
    return several & {kind for term in plain if len(term.words) == 1 for kind in term.kinds}


def _lies_within(kind: str, targets: Iterable[str], ontology: Ontology) -> bool:
    return any(kind != target and kind in ontology.family(target) for target in targets)


def _clauses(parts: Sequence[Part]) -> list[_Clause]:
    """Split a text where its polarity may change: at breaks, "but", "except", "not".

    Everything begins as avoided. "Except" turns round what was said last; a list goes on as it
    began ("nuts except almonds, cashews"); "but not" permits, unless something was permitted
    before ("I can eat fish but not shrimp").
    """
    done, group, is_avoided, before = list[_Clause](), list[Part](), True, None
    for part in (*parts, Break("")):
        role = part.role if isinstance(part, Sign) else None
        if not (role in _TURNS or isinstance(part, Break)):
            group.append(part)
            continue
        done.append(_clause(group, is_avoided=is_avoided))
        if role is Role.EXCEPT:
            is_avoided = not _last_said(done)
        elif role is Role.NOT:
            is_contrast = before is Role.BUT and not group
            is_avoided = not (is_contrast and all(clause.is_avoided for clause in done))
        else:
            is_list = part == Break(",") and bool(group) and not _has(group, Role.ALLOW)
            is_avoided = done[-1].is_avoided if is_list else True
        group, before = [], role
    return done


def _last_said(clauses: Sequence[_Clause]) -> bool:
    """Return whether the last clause that says something avoids it."""
    said = (each for each in reversed(clauses) if each.mentions or not each.is_avoided)
    last = next(said, None)
    return last is None or last.is_avoided


def _clause(group: Sequence[Part], *, is_avoided: bool) -> _Clause:
    """Return a clause of its parts; its own words decide first whether it avoids or permits."""
    if _has(group, Role.AVOID):
        is_avoided = True
    elif _has(group, Role.ALLOW) or _has(group, Role.NONE):
        is_avoided = False
    return _Clause(
        is_avoided,
        tuple(part for part in group if isinstance(part, Mention)),
        tuple(_unplaced(group)),
        is_narrow=_has(group, Role.ONLY) or (_has(group, Role.OTHER) and not is_avoided),
        is_all=_has(group, Role.ALL),
    )


def _unplaced(group: Sequence[Part]) -> Iterable[str]:
    """Yield the unknown words of each member of a list that names nothing known."""
    member: list[Part] = []
    for part in (*group, Sign(Role.AND, "")):
        if not (isinstance(part, Sign) and part.role is Role.AND):
            member.append(part)
            continue
        if not any(isinstance(each, Mention) for each in member):
            yield from (each.said for each in member if isinstance(each, Unknown))
        member = []


def _has(group: Iterable[Part], role: Role) -> bool:
    return any(isinstance(part, Sign) and part.role is role for part in group)
