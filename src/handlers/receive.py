"""HTTP API: messages and delivery reports from Twilio."""

import base64
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from domain.errors import RetryableError, UserFacingError
from runtime.bootstrap.receive import message_acceptor, status_acceptor
from runtime.observability import logger, where
from services.webhook.accept import RefusedError
from services.webhook.form import TooLargeError, WebhookRequest

Response = dict[str, Any]

_EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
_STATUS_ROUTE = "/webhooks/twilio/status"
_STATUSES = {RefusedError: 403, TooLargeError: 413}


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Response:  # noqa: ARG001  # Lambda's signature
    """Verify, enqueue, answer; nothing slow stands between Twilio and its 200."""
    try:
        request = _request(event)
        use_case = status_acceptor() if request.path == _STATUS_ROUTE else message_acceptor()
        accepted = use_case.run(request)
    except UserFacingError as error:
        status = _STATUSES.get(type(error), 400)
        logger.warning("webhook refused", status=status, kind=type(error).__name__)
        return _response(status, "text/plain", str(error))
    except RetryableError as error:
        logger.error("webhook not taken", reason=str(error))
        return _response(503, "text/plain", "try again")
    except Exception as error:  # noqa: BLE001  # its message may quote the request, so it ends here
        logger.error("unforeseen", kind=type(error).__name__, where=where(error))
        return _response(500, "text/plain", "error")
    logger.info("webhook taken", path=request.path, outcome=accepted.value)
    return _response(200, "text/xml", _EMPTY_TWIML)


def _request(event: dict[str, Any]) -> WebhookRequest:
    """Return the request; its path comes from the route, which no stage name precedes."""
    headers = event.get("headers", {})
    return WebhookRequest(
        path=event["routeKey"].partition(" ")[2],
        query=event.get("rawQueryString", ""),
        content_type=headers.get("content-type", ""),
        signature=headers.get("x-twilio-signature", ""),
        body=_body(event),
    )


def _body(event: dict[str, Any]) -> bytes:
    body: str = event.get("body", "")
    if not event.get("isBase64Encoded", False):
        return body.encode(errors="surrogatepass")  # half a character is then found not to be UTF-8
    try:
        return base64.b64decode(body, validate=True)
    except ValueError as error:
        raise UserFacingError("body is not base64") from error


def _response(status: int, content_type: str, body: str) -> Response:
    return {"statusCode": status, "headers": {"content-type": content_type}, "body": body}
