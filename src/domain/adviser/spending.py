"""What a model call can cost at most, and what it did cost, in micro-dollars.

A dollar per million tokens is a micro-dollar per token.
"""

import math
from dataclasses import dataclass

CACHE_WRITE_FACTOR = 1.25
"""Source: Amazon Bedrock pricing, prompt caching of Anthropic models, writes for five minutes"""

CACHE_READ_FACTOR = 0.1
"""Source: Amazon Bedrock pricing, prompt caching of Anthropic models, reads"""

TOOL_OVERHEAD_TOKENS = 1000
"""What a provider adds to a prompt with tools.

Source: own choice, above the 313 to 700 tokens that Anthropic tells of its models
"""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a model's tokens cost, in US dollars a million."""

    input_usd_per_million: float
    output_usd_per_million: float


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens of one call as the provider reports them; `input` are those of no cache."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0


def most_uusd(prices: Prices, request_bytes: int, output_tokens_max: int) -> int:
    """Return what a call can cost at most, rounded up.

    A token is at least one byte, so a request has no more tokens than bytes; all of it may be
    written into the provider's cache, which is the dearest that can happen to it.
    """
    tokens = request_bytes + TOOL_OVERHEAD_TOKENS
    dearest = prices.input_usd_per_million * CACHE_WRITE_FACTOR
    return _whole(tokens * dearest + output_tokens_max * prices.output_usd_per_million)


def cost_uusd(prices: Prices, usage: Usage) -> int:
    """Return what a call cost, rounded up."""
    read = (
        usage.input_tokens
        + usage.cache_write_tokens * CACHE_WRITE_FACTOR
        + usage.cache_read_tokens * CACHE_READ_FACTOR
    )
    written = usage.output_tokens * prices.output_usd_per_million
    return _whole(read * prices.input_usd_per_million + written)


def _whole(uusd: float) -> int:
    return math.ceil(round(uusd, 6))
