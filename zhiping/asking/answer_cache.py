"""The newest answers, kept by everything that they depend on: nothing expires and nothing is stale."""

import threading
from collections import OrderedDict
from typing import Any


class Answers:
    """At most `most_answers`, and at most `most_rows` rows of them together; the longest unused goes first.

    An answer of more rows than that is not kept. Thread-safe.
    """

    def __init__(self, *, most_answers: int, most_rows: int) -> None:
        self._most_answers, self._most_rows = most_answers, most_rows
        self._lock = threading.Lock()
        self._kept: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
        self._rows = 0

    def get(self, key: Any) -> Any:
        """The answer kept under `key`, or None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Any, found: Any, row_count: int) -> None:
        """Keep an answer of so many rows."""
        with self._lock:
            if row_count > self._most_rows:
                return
            _former, former_rows = self._kept.pop(key, (None, 0))
            self._kept[key] = found, row_count
            self._rows += row_count - former_rows
            while len(self._kept) > self._most_answers or self._rows > self._most_rows:
                _key, (_gone, rows) = self._kept.popitem(last=False)
                self._rows -= rows

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()
            self._rows = 0
