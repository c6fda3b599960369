"""Regular expressions that cost nothing until they are used."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Match = re.Match[str]


class Pattern:
    """A regular expression, compiled when it is first used.

    There are nearly two hundred in the domain, which together take 40 ms of every start; a message
    needs some of them. The methods are those of `re.Pattern`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Take an expression and its flags as `re.compile` does."""
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready to be used."""
        return re.compile(self.pattern, self.flags)

    def search(self, text: str, start: int = 0) -> Match | None:
        """Return the first match in the text from a place on."""
        return self.compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> Match | None:
        """Return the match at a place of the text."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> Match | None:
        """Return the match of the whole text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0) -> Iterator[Match]:
        """Return the matches in the text from a place on, in order."""
        return self.compiled.finditer(text, start)

    def findall(self, text: str) -> list[str]:
        """Return what matched, in order; the expression has at most one group."""
        return self.compiled.findall(text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """Return the parts of the text between the matches."""
        return self.compiled.split(text, maxsplit)

    def sub(self, new: str | Callable[[Match], str], text: str, count: int = 0) -> str:
        """Return the text with other words for each match."""
        return self.compiled.sub(new, text, count)
