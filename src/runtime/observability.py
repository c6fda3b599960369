"""Logging: ids, kinds and numbers only. What people say, eat or are called never goes in."""

import traceback

from aws_lambda_powertools import Logger

logger = Logger(log_uncaught_exceptions=False)


def where(error: BaseException) -> list[str]:
    """Return where an error came from, innermost last, without its message: it may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
