"""TransactWriteItems as DynamoDB does it: all conditions first, then all writes, undone on failure.

The caller holds the lock of the store.
"""

import copy
import json
from dataclasses import dataclass
from typing import Any, Final

from moto.dynamodb import models
from moto.dynamodb.comparisons import get_filter_expression
from moto.dynamodb.exceptions import (
    DynamodbException,
    MockValidationException,
    MultipleTransactionsException,
    TooManyTransactionsException,
    TransactionCanceledException,
    TransactWriteSingleOpException,
)

from local.moto_fixes.patching import Moto

_MOST_ACTIONS: Final = 100
_MOST_BYTES: Final = 4 * 1024 * 1024
_plain_update = models.DynamoDBBackend.update_item  # without an undo of its own

type Reason = tuple[str | None, str | None, dict[str, Any] | None]
_FINE: Final[Reason] = (None, None, None)


@dataclass(frozen=True, slots=True)
class Before:
    """One item as it was before it was touched."""

    table: Moto
    hash_key: Moto
    range_key: Moto
    item: Moto

    @classmethod
    def of(cls, backend: Moto, table_name: str, key: dict[str, Any]) -> "Before":
        """Remember an item, or that there is none; updates change it in place, so copy it."""
        table = backend.get_table(table_name)
        hash_key, range_key = backend.get_keys_value(table, key)
        return cls(table, hash_key, range_key, copy.deepcopy(table.get_item(hash_key, range_key)))

    def restore(self) -> None:
        """Put it back as it was."""
        self.table.delete_item(self.hash_key, self.range_key)
        if self.item is None:
            return
        if self.range_key:
            self.table.items[self.hash_key][self.range_key] = self.item
        else:
            self.table.items[self.hash_key] = self.item


@dataclass(frozen=True, slots=True)
class _Action:
    """One action of a transaction, on one item."""

    kind: str
    request: dict[str, Any]
    table_name: str
    key: dict[str, Any]

    @classmethod
    def of(cls, backend: Moto, entry: dict[str, Any]) -> "_Action":
        if len(entry) != 1:
            raise TransactWriteSingleOpException
        kind, request = next(iter(entry.items()))
        table = backend.get_table(request["TableName"])
        if kind != "Put":
            return cls(kind, request, table.name, request["Key"])
        names = [name for name in (table.hash_key_attr, table.range_key_attr) if name]
        missing = [name for name in names if name not in request["Item"]]
        if missing:
            raise MockValidationException(
                "One or more parameter values were invalid: "
                f"Missing the key {missing[0]} in the item"
            )
        return cls(kind, request, table.name, {name: request["Item"][name] for name in names})

    def identity(self) -> tuple[str, str]:
        """Return what no two actions of a transaction may share."""
        return self.table_name, json.dumps(self.key, sort_keys=True, default=repr)

    def check(self, backend: Moto) -> Reason:
        """Return why the action's condition does not hold, if it does not."""
        current = backend.get_item(self.table_name, self.key)
        condition = get_filter_expression(
            self.request.get("ConditionExpression"),
            self.request.get("ExpressionAttributeNames"),
            self.request.get("ExpressionAttributeValues"),
        )
        if condition.expr(current):
            return _FINE
        wants_item = self.request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
        item = current.to_json()["Attributes"] if current and wants_item else None
        return "ConditionalCheckFailed", "The conditional request failed", item

    def apply(self, backend: Moto) -> Reason:
        """Do it; return what was wrong with the values, if anything was."""
        try:
            if self.kind == "Put":
                backend.put_item(self.table_name, self.request["Item"], overwrite=True)
            elif self.kind == "Delete":
                backend.delete_item(self.table_name, self.key)
            elif self.kind == "Update":
                _plain_update(
                    backend,
                    self.table_name,
                    self.key,
                    update_expression=self.request["UpdateExpression"],
                    expression_attribute_names=self.request.get("ExpressionAttributeNames", {}),
                    expression_attribute_values=self.request.get("ExpressionAttributeValues", {}),
                )
        except MockValidationException as error:
            return "ValidationError", error.exception_msg, None
        return _FINE


def transact_write_items(self: Moto, transact_items: list[dict[str, Any]]) -> None:
    """Do all of it or none; the caller holds the lock."""
    if not transact_items:
        raise MockValidationException(
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy "
            "constraint: Member must have length greater than or equal to 1"
        )
    if len(transact_items) > _MOST_ACTIONS:
        raise TooManyTransactionsException
    actions = [_Action.of(self, entry) for entry in transact_items]
    if len({action.identity() for action in actions}) < len(actions):
        raise MultipleTransactionsException
    _cancel_if([action.check(self) for action in actions])
    before = [Before.of(self, action.table_name, action.key) for action in actions]
    try:
        _cancel_if([action.apply(self) for action in actions])
        _refuse_if_too_large(self, actions)
    except DynamodbException:
        for item in before:
            item.restore()
        raise


def _cancel_if(reasons: list[Reason]) -> None:
    if any(code for code, _, _ in reasons):
        raise TransactionCanceledException(list(reasons))


def _refuse_if_too_large(backend: Moto, actions: list[_Action]) -> None:
    items = [backend.get_item(action.table_name, action.key) for action in actions]
    if sum(item.size() for item in items if item) > _MOST_BYTES:
        raise MockValidationException("Transaction request cannot exceed the maximum size of 4 MB")
