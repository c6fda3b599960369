"""What the tests of the local stack share besides fixtures."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
import urllib3
from botocore.config import Config

SMALL_PRODUCT = Path(__file__).parent / "local_product" / "template.yaml"


def eventually(check: Callable[[], Any], *, within_s: float = 30) -> Any:
    """Return the check's first true answer; fail after the deadline."""
    until = time.monotonic() + within_s
    while not (answer := check()):
        if time.monotonic() > until:
            pytest.fail(f"not true within {within_s} s")
        time.sleep(0.01)
    return answer


_PATIENCE_S = 90  # a busy machine is no failure


@dataclass(frozen=True)
class Web:
    """A small HTTP client of one address."""

    url: str

    def request(self, method: str, path: str, **options: Any) -> urllib3.BaseHTTPResponse:
        return urllib3.request(
            method, self.url + path, retries=False, timeout=_PATIENCE_S, **options
        )

    def get(self, path: str) -> Any:
        return self.request("GET", path).json()

    def post(self, path: str, document: Any) -> urllib3.BaseHTTPResponse:
        return self.request("POST", path, json=document)

    def work(self, **order: Any) -> None:
        answer = self.post("/work", order)
        assert answer.status == 200, answer.data


def aws_client(service: str, url: str, read_timeout_s: float = 5) -> Any:
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(
            retries={"total_max_attempts": 1},
            read_timeout=read_timeout_s,
            max_pool_connections=50,
        ),
    )
