"""Bedrock on this machine; see `double.py`."""

from local.doubles.bedrock.double import BedrockDouble
from local.doubles.bedrock.faults import FAULT_MODES

__all__ = ["FAULT_MODES", "BedrockDouble"]
