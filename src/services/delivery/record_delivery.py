"""Use case: keep what the provider reports of a reply."""

from dataclasses import dataclass

from domain.messaging.status import StatusReport
from services.delivery.ports import ReplyStore


@dataclass(frozen=True, slots=True)
class DeliveryRecorder:
    """Reports come late, doubled and out of order; only one that says more changes anything."""

    replies: ReplyStore

    def run(self, report: StatusReport) -> None:
        """Record the report.

        Raises:
            UnknownReplyError: It names a reply nobody made.
            RetryableError: The store is unavailable.
        """
        self.replies.record(report)
