"""What of a message the classifier looks at: words, pieces of words, kinds of words, context."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import simplify
from domain.pattern import Pattern

LONGEST_READ = 160
"""Characters of a message that are looked at. Source: own choice, one SMS."""

_TOKEN = Pattern(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s.,;:'\"()*\-\u2013_/+&]")
_CLAUSE_END = Pattern(r"[.,;!?\n]\s+(?=\S)| (?:and|but|y|btw|also|so) ")
_IDEOGRAPH = "\u2e80"  # from here on words are written without spaces
_SUBSTITUTED = frozenset({"food", "number", "day", "meal", "unit"})
_SHORT, _LONG = 3, 5  # the lengths of pieces of words
_FEW = 5  # words
_PLAIN = "plain"  # the kind of words that say nothing by themselves
_EDGE = "^", "$"
_PLURALS = ("ies", "y"), ("oes", "o"), ("ches", "ch"), ("shes", "sh"), ("s", "")


@dataclass(frozen=True)
class Lexicon:
    """What is known of words beforehand.

    `kinds` are the kinds a word is of ("banana" is a food), `standards` the words slang and
    abbreviations stand for, `contexts` the phrases that tell what kind of message the coach sent
    last.
    """

    kinds: Mapping[str, tuple[str, ...]]
    standards: Mapping[str, str]
    contexts: Sequence[tuple[str, Phrase]]

    def standard(self, tokens: Iterable[str]) -> list[str]:
        """Return the tokens with slang and abbreviations spelled out."""
        return [word for token in tokens for word in self.standards.get(token, token).split()]

    def kinds_of(self, word: str) -> tuple[str, ...]:
        """Return the kinds of a word, of its singular where it is unknown itself."""
        if word[0].isdigit():
            return ("number",)
        return self.kinds.get(word) or self.kinds.get(_singular(word), ())

    def context_kinds(self, context: str) -> tuple[str, ...]:
        """Return the kinds of message the coach's last message is."""
        said = spoken(context)
        return tuple(dict.fromkeys(kind for kind, phrase in self.contexts if phrase.is_in(said)))


def _singular(word: str) -> str:
    for plural, singular in _PLURALS:
        if word.endswith(plural) and len(word) > len(plural) + 2:
            return word.removesuffix(plural) + singular
    return word


def find_features(text: str, context: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the features of a message, each once, in a fixed order."""
    seen = simplify(text)[:LONGEST_READ]
    tokens = tokens_of(seen, lexicon)
    kinds = [lexicon.kinds_of(token) for token in tokens]
    found = dict.fromkeys(_of_message(text, tokens, kinds))
    start = _CLAUSE_END.split(seen, maxsplit=1)
    if len(start) > 1:
        found.update(dict.fromkeys(_of_start(tokens_of(start[0], lexicon), lexicon)))
    found.update(dict.fromkeys(_of_context(tokens, kinds, context, lexicon)))
    return tuple(found)


def tokens_of(text: str, lexicon: Lexicon) -> list[str]:
    """Return the words, numbers and signs of a simplified text, slang spelled out."""
    return lexicon.standard(token.replace("'", "") for token in _TOKEN.findall(text))


def _of_message(
    text: str, tokens: Sequence[str], kinds: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    yield "bias"
    if tokens:
        yield f"opens {_name(tokens[0], kinds[0])}"
        yield from (f"opens kind:{kind}" for kind in kinds[0])
    yield f"length:{_length(len(tokens))}"
    yield f"foods:{_share(sum('food' in each for each in kinds), len(tokens))}"
    unknown = sum(token.isalpha() and not each for token, each in zip(tokens, kinds, strict=True))
    yield f"unknown:{_share(unknown, len(tokens))}"
    yield f"unknown:{_length(unknown)}"
    if "?" in text:
        yield "mark:?"
    if not any(token[0].isalnum() for token in tokens):
        yield "no words"
    yield from (f"kind:{kind}" for each in kinds for kind in each)
    together = sorted({kind for each in kinds for kind in each} - {_PLAIN})
    yield from (f"kinds:{a}+{b}" for a, b in combinations(together, 2))
    yield from _runs(tokens, kinds)
    for token in tokens:
        yield from _pieces(token)


def _of_start(tokens: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield what the first of several wishes says: it is the one to act on."""
    kinds = [lexicon.kinds_of(token) for token in tokens]
    yield from (f"first {token}" for token in tokens if not token[0].isdigit())
    yield from (f"first kind:{kind}" for each in kinds for kind in each)
    yield f"first foods:{_share(sum('food' in each for each in kinds), len(tokens))}"


def _runs(tokens: Sequence[str], kinds: Sequence[tuple[str, ...]]) -> Iterator[str]:
    line = [_EDGE[0], *map(_name, tokens, kinds), _EDGE[1]]
    yield from (token for token in tokens if not token[0].isdigit())
    yield from (f"{a} {b}" for a, b in pairwise(line))
    yield from (f"{a} {b} {c}" for a, b, c in zip(line, line[1:], line[2:], strict=False))
    yield from (f"{a} _ {c}" for a, c in zip(line, line[2:], strict=False))


def _name(token: str, kinds: tuple[str, ...]) -> str:
    substitute = next((kind for kind in kinds if kind in _SUBSTITUTED), None)
    return f"<{substitute}>" if substitute else token


def _pieces(token: str) -> Iterator[str]:
    if token[0].isdigit():
        yield f"size:{_size(token)}"
        return
    if not token.isalnum():
        return
    if token[0] >= _IDEOGRAPH:
        yield from (f"sign:{sign}" for sign in token)
        yield from (f"sign:{a}{b}" for a, b in pairwise(token))
        return
    edged = f"{_EDGE[0]}{token}{_EDGE[1]}"
    for length in range(_SHORT, _LONG + 1):
        for start in range(len(edged) - length + 1):
            yield f"~{edged[start : start + length]}"


def _of_context(
    tokens: Sequence[str], kinds: Sequence[tuple[str, ...]], context: str, lexicon: Lexicon
) -> Iterator[str]:
    if not context:
        yield f"after nothing length:{_length(len(tokens))}"
        return
    length = _length(len(tokens))
    said = [kind for each in kinds for kind in each]
    heard = spoken(context).split()
    echo = _share(sum(token in heard for token in tokens), len(tokens))
    for asked in lexicon.context_kinds(context) or ("other",):
        yield f"after {asked}"
        yield f"after {asked} length:{length}"
        yield from (f"after {asked} kind:{kind}" for kind in said)
        yield from (f"after {asked} {token}" for token in tokens if "," not in token)
        yield f"after {asked} echo:{echo}"


def _length(count: int) -> str:
    if count <= _FEW:
        return str(count)
    return "some" if count <= 2 * _FEW else "many"


def _share(part: int, whole: int) -> str:
    if part == 0:
        return "none"
    return "all" if part == whole else "most" if 2 * part >= whole else "some"


def _size(number: str) -> str:
    for mark, name in ((":", "time"), ("/", "fraction")):
        if mark in number:
            return name
    digits = re.split("[.,]", number)[0]
    shape = "decimal" if digits != number else "whole"
    return f"{shape} {len(digits) if len(digits) != 1 else 'small' if digits <= '5' else '1'}"


def known_words(rows: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    """Return the kinds of each word from rows of a kind and its words."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, said in rows:
        for word in said:
            kinds[word] = (*kinds.get(word, ()), kind)
    return kinds
