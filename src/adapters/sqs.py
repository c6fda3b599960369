"""Queues: what is put on them, and how a consumer sends a record elsewhere."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from domain.errors import RetryableError
from domain.identity import ReplyId, UserId
from domain.messaging.inbound import InboundMessage
from domain.messaging.status import StatusReport

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


_LONGEST_VISIBILITY_S = 43_200


@dataclass(frozen=True, slots=True)
class SqsInboundQueue:
    """InboundQueue: one group a phone number, deduplicated by MessageSid."""

    client: "SQSClient"
    url: str

    def put(self, message: InboundMessage) -> None:
        """See InboundQueue.put."""
        send(self.client, self.url, inbound_body(message), message.phone_key, message.message_sid)


@dataclass(frozen=True, slots=True)
class SqsStatusQueue:
    """StatusQueue: unordered, the recorder keeps the order of ranks."""

    client: "SQSClient"
    url: str

    def put(self, report: StatusReport) -> None:
        """See StatusQueue.put."""
        send(self.client, self.url, status_body(report))


@dataclass(frozen=True, slots=True)
class SqsOutboundQueue:
    """Replies that may leave: one group a user, deduplicated by the reply's id."""

    client: "SQSClient"
    url: str

    def put(self, user_id: UserId, reply_id: ReplyId) -> None:
        """Enqueue a reply.

        Raises:
            RetryableError: The queue did not take it.
        """
        body = json.dumps({"version": 1, "user_id": user_id, "reply_id": reply_id})
        send(self.client, self.url, body, user_id, reply_id)


@dataclass(frozen=True, slots=True)
class SqsSourceQueue:
    """The queue a function consumes, and the one where what cannot be read is parked."""

    client: "SQSClient"
    url: str
    parking_url: str

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let a record come again after some seconds instead of the queue's visibility timeout."""
        with _translated():
            self.client.change_message_visibility(
                QueueUrl=self.url,
                ReceiptHandle=receipt,
                VisibilityTimeout=min(round(seconds), _LONGEST_VISIBILITY_S),
            )

    def park(self, body: str, group: str, record_id: str) -> None:
        """Put a record where a human is alarmed.

        Raises:
            RetryableError: The queue did not take it.
        """
        is_fifo = self.parking_url.endswith(".fifo")
        send(self.client, self.parking_url, body, group if is_fifo else "", record_id)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        raise RetryableError(f"queue: {code}") from error
    except BotoCoreError as error:
        raise RetryableError(f"queue: {type(error).__name__}") from error


def send(client: "SQSClient", url: str, body: str, group: str = "", once_id: str = "") -> None:
    """Put a text on a queue, in a group and once where the queue is FIFO.

    Raises:
        RetryableError: The queue did not take it.
    """
    with _translated():
        if group:
            client.send_message(
                QueueUrl=url,
                MessageBody=body,
                MessageGroupId=group,
                MessageDeduplicationId=once_id,
            )
        else:
            client.send_message(QueueUrl=url, MessageBody=body)


def inbound_body(message: InboundMessage) -> str:
    """Return an inbound message as `contracts.inbound_message` reads it; ASCII, so SQS takes it."""
    return json.dumps(
        {
            "version": 1,
            "message_sid": message.message_sid,
            "phone_key": message.phone_key,
            "user": str(message.user),
            "coach": str(message.coach),
            "text": message.text,
            "media": [asdict(each) for each in message.media],
            "received_at": message.received_at.isoformat(),
            "button": message.button,
            "has_location": message.has_location,
            "opt_out_type": message.opt_out_type,
            **({"page": asdict(message.page)} if message.page else {}),
        }
    )


def status_body(report: StatusReport) -> str:
    """Return a report as `contracts.status_report` reads it."""
    return json.dumps(
        {
            "version": 1,
            "user_id": report.user_id,
            "reply_id": report.reply_id,
            "sid": report.sid,
            "status": report.state,
            "error_code": report.error_code,
            "reported_at": report.reported_at.isoformat(),
        }
    )
