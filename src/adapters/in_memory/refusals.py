"""How a stand-in plays a dependency that is down for its next calls."""

from dataclasses import dataclass

from domain.errors import RetryableError


@dataclass(slots=True)
class Refusals:
    """The number of calls still to be refused."""

    left: int = 0

    def pass_or_raise(self, who: str) -> None:
        """Return if the call may go through.

        Raises:
            RetryableError: This call is one of those to be refused.
        """
        if self.left > 0:
            self.left -= 1
            raise RetryableError(f"{who} is down")
