"""How fast passwords can be tried: after some failures each further one makes the next wait twice as long.

Counted for a name (whether or not anybody has it) and for an address, in this process, which is the only one that
answers. Behind a proxy all come from one address, so an address may fail more often.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_OF_A_NAME, FREE_OF_AN_ADDRESS = 5, 30
FIRST, LONGEST = timedelta(seconds=4), timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)
MOST = 20_000  # so many names and addresses are remembered; the one that failed longest ago goes first


@dataclass
class _Failures:
    count: int
    last: datetime


class Attempts:
    """What has failed since the start of the process."""

    def __init__(self) -> None:
        self._failed: OrderedDict[tuple[str, str], _Failures] = OrderedDict()

    def seconds_to_wait(self, name: str, address: str, now: datetime) -> int:
        """How long until a password may be tried again for this name from this address; 0: now."""
        return max(self._wait(key, now) for key in _keys(name, address))

    def note_failure(self, name: str, address: str, now: datetime) -> None:
        """One more."""
        for key in _keys(name, address):
            found = self._failed.pop(key, None)
            is_old = found is None or now - found.last >= FORGOTTEN_AFTER
            self._failed[key] = _Failures(1 if found is None or is_old else found.count + 1, now)
        while len(self._failed) > MOST:
            self._failed.popitem(last=False)

    def note_success(self, name: str) -> None:
        """What was tried for the name does not count any more; what came from an address still does."""
        self._failed.pop(("name", name.casefold()), None)

    def _wait(self, key: tuple[str, str], now: datetime) -> int:
        found = self._failed.get(key)
        if found is None:
            return 0
        over = found.count - (FREE_OF_A_NAME if key[0] == "name" else FREE_OF_AN_ADDRESS)
        if over < 0:
            return 0
        wait = min(LONGEST, FIRST * 2 ** min(over, 20))
        return max(0, -int((now - found.last - wait) // timedelta(seconds=1)))


def _keys(name: str, address: str) -> tuple[tuple[str, str], ...]:
    return ("name", name.casefold()), ("address", address)
