"""The tables that intents are decided with, read from `data/`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.csv_rows import Row, read_rows
from adapters.sorted_rows import SortedRows
from domain.errors import InvalidTableError
from domain.messaging.phrases import Phrase
from domain.safety.red_flags import Danger, RedFlag
from domain.understanding.classifier import Classifier, Thresholds
from domain.understanding.danger_detector import DangerDetector, DangerThresholds
from domain.understanding.danger_signs import DangerWords, danger_words
from domain.understanding.decide import Tools
from domain.understanding.features import Lexicon, known_words
from domain.understanding.intents import Intent


@dataclass(frozen=True)
class IntentTables:
    """The tables under a data folder; one that breaks a rule is an error naming the file."""

    folder: Path

    def tools(self) -> Tools:
        """Return everything intents are decided with.

        Raises:
            InvalidTableError: A file is missing or a row breaks a rule.
        """
        return Tools(
            red_flags=self.red_flags(),
            opt_outs=tuple(self._rows("intents/opt_outs.csv", _phrase)),
            sayings=dict(self._rows("intents/sayings.csv", _saying)),
            rules=tuple(
                (intent, phrase)
                for intent, phrase in self._rows("intents/rules.csv", _rule)
                if phrase.is_whole  # a part of a message leaves open what the rest says
            ),
            classifier=self.classifier(),
            detector=self.detector(),
            languages_of=self._languages(),
        )

    def red_flags(self) -> tuple[RedFlag, ...]:
        """Return the phrases that tell of a danger."""
        return tuple(self._rows("safety/red_flags.csv", _red_flag))

    def classifier(self) -> Classifier:
        """Return the classifier with the weights of `intents/weights.csv`."""
        intents, weights = self._weights("intents/weights.csv")
        limits = dict(self._rows("intents/thresholds.csv", _threshold))
        return Classifier(intents, weights, Thresholds(**limits), self.lexicon())

    def detector(self) -> DangerDetector:
        """Return the detector of dangers with the weights of `safety/danger_weights.csv`."""
        columns, weights = self._weights("safety/danger_weights.csv")
        limits = dict(self._rows("safety/danger_thresholds.csv", _threshold))
        dangers = tuple(map(Danger, columns[1:]))
        words, lexicon = self.danger_words(), self.lexicon()
        return DangerDetector(dangers, weights, DangerThresholds(**limits), words, lexicon)

    def danger_words(self) -> DangerWords:
        """Return the kinds of words that dangers are told with."""
        return danger_words(self._rows("safety/danger_kinds.csv", _danger_kind))

    def lexicon(self) -> Lexicon:
        """Return the kinds of words and of the coach's messages."""
        kinds = self._rows("intents/word_kinds.csv", _kind)
        standards = dict(self._rows("intents/standard_words.csv", _standard))
        contexts = self._rows("intents/context_kinds.csv", _context)
        return Lexicon(known_words(kinds), standards, tuple(contexts))

    def _weights(self, name: str) -> tuple[tuple[str, ...], Mapping[str, str]]:
        """Return the columns and each feature's row; cells are read when they are needed."""
        try:
            text = (self.folder / name).read_bytes().decode()  # quicker than text
        except OSError as error:
            raise InvalidTableError(f"{name}: {error.strerror}") from error
        header, *lines = text.rstrip("\n").split("\n")  # features may hold any other character
        columns = tuple(header.split(",")[1:])
        if text.count(",") != len(columns) * (len(lines) + 1):  # all at once: fast at a start
            raise InvalidTableError(f"{name}: a row has not one cell for each column")
        return columns, SortedRows(lines)

    def _languages(self) -> Mapping[str, frozenset[str]]:
        spoken: dict[str, set[str]] = {}
        for word, language in self._rows("intents/language_words.csv", _language_word):
            spoken.setdefault(word, set()).add(language)
        return {word: frozenset(languages) for word, languages in spoken.items()}

    def _rows[T](self, name: str, read: Callable[[Row], T]) -> Iterator[T]:
        return read_rows(self.folder, name, read)


def _phrase(row: Row) -> Phrase:
    return Phrase(row["phrase"], row["match"] == "whole")


def _rule(row: Row) -> tuple[str, Phrase]:
    return Intent(row["intent"]).value, _phrase(row)


def _red_flag(row: Row) -> RedFlag:
    return RedFlag(Danger(row["danger"]), Phrase(row["phrase"]), row["says"] == "name")


def _saying(row: Row) -> tuple[str, str]:
    return row["saying"], row["intent"]


def _kind(row: Row) -> tuple[str, list[str]]:
    return row["kind"], row["words"].split()


def _danger_kind(row: Row) -> tuple[str, list[str]]:
    return row["kind"], row["phrases"].split("|")


def _standard(row: Row) -> tuple[str, str]:
    return row["word"], row["standard"]


def _context(row: Row) -> tuple[str, Phrase]:
    return row["kind"], Phrase(row["phrase"])


def _threshold(row: Row) -> tuple[str, float]:
    return row["name"], float(row["value"])


def _language_word(row: Row) -> tuple[str, str]:
    return row["word"], row["language"]
