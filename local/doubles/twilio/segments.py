"""How many SMS segments a text is billed as."""

from math import ceil

_GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_7_EXTENSION = frozenset("^{}\\[~]|€\f")  # each costs an escape besides itself


def count_segments(text: str, channel: str) -> int:
    """Count segments: 160 or 153 of GSM-7, 70 or 67 of UCS-2; WhatsApp knows no segments."""
    if channel != "sms":
        return 1
    if set(text) <= _GSM_7 | _GSM_7_EXTENSION:
        units = len(text) + sum(character in _GSM_7_EXTENSION for character in text)
        whole, part = 160, 153
    else:
        units = len(text.encode("utf-16-be")) // 2
        whole, part = 70, 67
    return 1 if units <= whole else ceil(units / part)
