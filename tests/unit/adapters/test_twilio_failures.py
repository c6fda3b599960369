"""What each of Twilio's answers means for a reply."""

import pytest

from adapters.twilio.failures import PERMANENT, TEMPORARY, raise_for
from domain.errors import RetryableError
from services.delivery.errors import RefusedReplyError, UncertainDeliveryError


@pytest.mark.parametrize(
    "code", [21211, 21610, 21614, 21617, 63003, 63013, 63016, 63021, 63024, 63049]
)
def test_a_permanent_code_refuses_the_reply_for_good(code):
    with pytest.raises(RefusedReplyError) as error:
        raise_for(400, code)

    assert error.value.code == code
    assert code in PERMANENT


@pytest.mark.parametrize("code", [20429, 63018, 30001, 30008])
def test_a_temporary_code_lets_the_reply_come_again(code):
    with pytest.raises(RetryableError) as error:
        raise_for(400, code)

    assert not isinstance(error.value, UncertainDeliveryError)
    assert code in TEMPORARY


@pytest.mark.parametrize("code", [None, 20429, 21211])
def test_too_many_requests_let_the_reply_come_again_whatever_the_code(code):
    with pytest.raises(RetryableError) as error:
        raise_for(429, code)

    assert not isinstance(error.value, UncertainDeliveryError)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
@pytest.mark.parametrize("code", [None, 20500, 21211])
def test_after_a_server_error_nobody_knows_whether_it_was_taken(status, code):
    with pytest.raises(UncertainDeliveryError):
        raise_for(status, code)


@pytest.mark.parametrize("status", [401, 403])
def test_wrong_credentials_are_ours_to_mend_and_lose_no_reply(status):
    with pytest.raises(RetryableError) as error:
        raise_for(status, 20003)

    assert error.value.retry_after_s == 300
    assert not isinstance(error.value, UncertainDeliveryError)


@pytest.mark.parametrize(("status", "code", "kept"), [(400, 21999, 21999), (404, None, 404)])
def test_a_code_nobody_named_refuses_the_reply_and_is_kept(status, code, kept):
    with pytest.raises(RefusedReplyError) as error:
        raise_for(status, code)

    assert error.value.code == kept


def test_no_code_is_both_permanent_and_temporary():
    assert PERMANENT.keys().isdisjoint(TEMPORARY)
