"""What a call costs, and what it can cost at most."""

from hypothesis import given
from hypothesis import strategies as st

from domain.adviser.spending import TOOL_OVERHEAD_TOKENS, Prices, Usage, cost_uusd, most_uusd

PRICES = Prices(input_usd_per_million=1.0, output_usd_per_million=5.0)


def test_a_dollar_per_million_tokens_is_a_micro_dollar_per_token():
    assert cost_uusd(PRICES, Usage(input_tokens=1000, output_tokens=200)) == 2000


def test_writing_into_the_cache_costs_more_and_reading_from_it_less():
    usage = Usage(input_tokens=0, cache_write_tokens=1000, cache_read_tokens=1000)

    assert cost_uusd(PRICES, usage) == 1250 + 100


def test_a_part_of_a_micro_dollar_is_a_whole_one():
    assert cost_uusd(Prices(0.25, 0), Usage(input_tokens=1)) == 1


COUNTS = st.integers(0, 100_000)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_no_call_costs_more_than_its_most(fresh, written, read, said):
    request_bytes = fresh + written + read  # a token is at least a byte
    usage = Usage(fresh, said, read, written)

    assert cost_uusd(PRICES, usage) <= most_uusd(PRICES, request_bytes, said)


def test_what_the_provider_adds_to_a_prompt_with_tools_is_counted():
    assert most_uusd(PRICES, 0, 0) == TOOL_OVERHEAD_TOKENS * 1.25
