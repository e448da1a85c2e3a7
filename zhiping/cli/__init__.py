"""The same from a terminal: check, load, query, history, undo, template, verify, repair. `python -m zhiping --help`."""

from zhiping.cli import asking, keeping, loading
from zhiping.cli.opening import app

__all__ = ["app", "asking", "keeping", "loading"]
