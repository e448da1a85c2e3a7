"""Passwords: what one has to be, and how it is kept (argon2id).

Whether a name is known cannot be told from the time that an answer takes: where there is none, the same work is done.
"""

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from zhiping.words import _

LEAST, MOST = 12, 128
_LEAST_DIFFERENT = 5
_ONCE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another one
_ONCE_GROUPS, _ONCE_GROUP = 4, 4
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # as OWASP advises
_AT_ONCE = threading.Semaphore(
    2
)  # each takes 19 MB and a processor: many at once are no way to stop the server
_OF_NOBODY = _HASHER.hash(secrets.token_urlsafe())


class PasswordRefused(ValueError):
    """A password that is too easily guessed; the message says why and what to do."""


def one_time_password() -> str:
    """A random password for the first time, easily read out: 79 bits in four groups."""
    groups = (
        "".join(secrets.choice(_ONCE_LETTERS) for _letter in range(_ONCE_GROUP))
        for _group in range(_ONCE_GROUPS)
    )
    return "-".join(groups)


def check_password(password: str, name: str) -> None:
    """Raises PasswordRefused for a password that is too short, too long, or easily guessed."""
    if not LEAST <= len(password) <= MOST:
        raise PasswordRefused(_("口令要有 {least} 到 {most} 个字符。").format(least=LEAST, most=MOST))
    if len(set(password.casefold())) < _LEAST_DIFFERENT:
        raise PasswordRefused(_("口令里不同的字符太少，容易猜到。请换一个。"))
    if name.casefold() in password.casefold():
        raise PasswordRefused(_("口令里不要写用户名，容易猜到。请换一个。"))
    if _runs_on(password):
        raise PasswordRefused(_("口令是连续或重复的字符，容易猜到。请换一个。"))


def _runs_on(password: str) -> bool:
    """Whether it is one step after the other ("abcdefghijkl", "111222333444") in most places."""
    codes = [ord(letter) for letter in password.casefold()]
    steps = [abs(after - before) <= 1 for before, after in zip(codes, codes[1:], strict=False)]
    return sum(steps) * 4 >= len(steps) * 3


def hashed(password: str) -> str:
    """How a password is kept."""
    return _HASHER.hash(_plain(password))


def is_of(password: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; None, which takes as long: nobody's."""
    try:
        with _AT_ONCE:
            return _HASHER.verify(kept or _OF_NOBODY, _plain(password[: MOST + 1])) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


def _plain(password: str) -> str:
    # Keyboards write one letter in several ways.
    return unicodedata.normalize("NFKC", password)
