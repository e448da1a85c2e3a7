"""The same from a terminal: the files of clerks, the questions, and keeping the store. `python -m zhiping --help`."""

from zhiping.cli import accounts, asking, auditing, bulletins, closing, keeping, loading, tasks, watching
from zhiping.cli.opening import app

__all__ = [
    "accounts",
    "app",
    "asking",
    "auditing",
    "bulletins",
    "closing",
    "keeping",
    "loading",
    "tasks",
    "watching",
]
