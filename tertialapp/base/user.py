"""Who works with the program."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """The user, as the system calls them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user that the system has no name for
        return "okänd"
