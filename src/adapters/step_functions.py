"""Starts state machines; a start is named, so that starting again does nothing."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from domain.errors import PermanentError, RetryableError
from domain.identity import MessageSid, UserId

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

_REFUSED = frozenset(
    {"InvalidArn", "InvalidExecutionInput", "InvalidName", "AccessDeniedException"}
)


@dataclass(frozen=True, slots=True)
class StepFunctionsPlanning:
    """The state machine of weekly plans. The execution of an order has the order's name."""

    client: "SFNClient"
    state_machine_arn: str

    def start(self, user_id: UserId, order_id: MessageSid) -> None:
        """See Planning.start."""
        known = {"user_id": user_id, "order_id": order_id, "attempt": 0}
        try:
            self.client.start_execution(
                stateMachineArn=self.state_machine_arn, name=order_id, input=json.dumps(known)
            )
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            if code == "ExecutionAlreadyExists":  # it was started before and has ended
                return
            if code in _REFUSED:
                raise PermanentError(f"workflow refused: {code}") from error
            raise RetryableError(f"workflow: {code}") from error
        except BotoCoreError as error:
            raise RetryableError(f"workflow: {type(error).__name__}") from error
