"""A double of Twilio: REST API, media, content templates, callbacks, and the users' phones."""

from local.doubles.twilio.callbacks import Delays
from local.doubles.twilio.double import TwilioDouble
from local.doubles.twilio.faults import FAULT_MODES
from local.doubles.twilio.inbound import Attachment

__all__ = ["FAULT_MODES", "Attachment", "Delays", "TwilioDouble"]
