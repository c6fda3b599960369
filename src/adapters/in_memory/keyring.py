"""PhoneKeyring with a key that is given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FixedKeyring:
    """Holds one key."""

    secret: bytes

    def key(self) -> bytes:
        """See PhoneKeyring.key."""
        return self.secret
