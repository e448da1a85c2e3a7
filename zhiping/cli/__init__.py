"""The same from a terminal: check, load, query, history, undo, template. `python -m zhiping --help`."""

from zhiping.cli import asking, loading
from zhiping.cli.opening import app

__all__ = ["app", "asking", "loading"]
