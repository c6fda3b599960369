"""moto's DynamoDB writes, replaced: one lock, undo of the touched keys, ClientRequestToken.

What was wrong in moto 5.2: a transaction copies whole tables and an abort rolls other users' writes
back; no lock, so several of many identical markers win; the token is ignored; four megabytes are
accepted; a query walks the whole table. Held to the same suite as DynamoDB Local.
"""

import copy
import functools
import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from moto.core.responses import ActionResult
from moto.dynamodb import models
from moto.dynamodb.exceptions import ConditionalCheckFailed, DynamodbException
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

from local.moto_fixes import clocks
from local.moto_fixes.patching import Moto, replace
from local.moto_fixes.transactions import Before, transact_write_items

_TOKEN_LIFE_S: Final = 600
_INDEX_NAME: Final = 6  # its place among the arguments of moto's Table.query after the hash key
_lock = threading.RLock()


@dataclass(frozen=True, slots=True)
class _Done:
    """A transaction that was carried out under a token."""

    fingerprint: str
    at_s: float


_done: OrderedDict[tuple[str, str], _Done] = OrderedDict()


def _replaying(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Honour ClientRequestToken around moto's handling of the request."""

    def write(handler: Moto) -> Moto:
        token = handler.body.get("ClientRequestToken")
        if token is None:
            return original(handler)
        account = handler.current_account
        now = clocks.now(account)
        while _done and abs(now - next(iter(_done.values())).at_s) > _TOKEN_LIFE_S:
            _done.popitem(last=False)
        request = json.dumps(handler.body["TransactItems"], sort_keys=True, default=repr)
        fingerprint = hashlib.sha256(request.encode()).hexdigest()
        done = _done.get((account, token))
        if done is not None and done.fingerprint != fingerprint:
            raise DynamodbException(
                "com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException",
                "Another request with the same client token but different parameters was made",
            )
        if done is not None:
            return ActionResult({"ConsumedCapacity": [], "ItemCollectionMetrics": {}})
        answer = original(handler)
        _done[account, token] = _Done(fingerprint, now)
        return answer

    return write


def _locked(original: Callable[..., Any]) -> Callable[..., Any]:
    """Serve one request at a time: conditions hold until acted on, reads are whole."""

    @functools.wraps(original)
    def call_action(handler: Moto) -> Moto:
        with _lock:
            return original(handler)

    return call_action


def _all_or_nothing(original: Callable[..., Any]) -> Callable[..., Any]:
    """Leave the item as it was when an update expression fails half-way."""

    @functools.wraps(original)
    def update_item(
        backend: Moto, table_name: str, key: dict[str, Any], *args: Moto, **kw: Moto
    ) -> Moto:
        before = Before.of(backend, table_name, key)
        try:
            return original(backend, table_name, key, *args, **kw)
        except ConditionalCheckFailed:
            raise
        except DynamodbException:
            before.restore()
            raise

    return update_item


def _within_partition(original: Callable[..., Any]) -> Callable[..., Any]:
    """Let a query of the table itself look at its partition only."""

    @functools.wraps(original)
    def query(table: Moto, hash_key: Moto, *args: Moto, **kw: Moto) -> Moto:
        index_name = args[_INDEX_NAME] if len(args) > _INDEX_NAME else kw.get("index_name")
        if index_name or hash_key is None:
            return original(table, hash_key, *args, **kw)
        partition = copy.copy(table)
        partition.items = {hash_key: table.items.get(hash_key, {})}
        return original(partition, hash_key, *args, **kw)

    return query


@functools.cache
def install() -> None:
    """Let moto's DynamoDB write and query this way."""
    replace(models.DynamoDBBackend, "transact_write_items", transact_write_items)
    replace(
        models.DynamoDBBackend, "update_item", _all_or_nothing(models.DynamoDBBackend.update_item)
    )
    replace(Table, "query", _within_partition(Table.query))
    replace(DynamoHandler, "transact_write_items", _replaying(DynamoHandler.transact_write_items))
    replace(DynamoHandler, "call_action", _locked(DynamoHandler.call_action))
