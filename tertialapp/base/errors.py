"""What the surroundings can do to us: each is one Swedish sentence with what to do about it.

Faults in the user's data are values, not exceptions; our own bugs are ordinary exceptions.
"""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is an answer to the user, not a fault of ours
    """The act can't be done; the message is shown to the user as it stands, and nothing was changed."""


class Cancelled(Exception):  # noqa: N818 - it is an answer, not a fault
    """Whoever asked for something that takes a while does not want it any more."""


class BadFile(Refusal):
    """A file is missing, damaged, not ours, too new, or can't be read or written."""


class BadInput(Refusal):
    """What was read or given does not hold a report."""
