"""A command beside the process that holds the store: it asks that process, over a socket in the store's folder.

The catalogue takes one opener. Who may write the folder may ask; nothing is reached from outside the machine.
"""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

Asked = dict[str, str]  # "do", and what with
Answered = dict[str, Any]  # "error": what went wrong, "" where it is done; and what came of it
NAME = "beside.socket"
_SECONDS_TO_LOOK = 1.0  # how soon a listener sees that it is to end
_SECONDS_TO_ANSWER = 3_600.0  # a backup of a large store


@contextmanager
def _address(folder: Path) -> Iterator[str]:
    """The socket's address; through the open folder, for the path itself may be longer than an address can be."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{NAME}"
    finally:
        os.close(handle)


def listen(folder: Path, answer: Callable[[Asked], Answered], ended: threading.Event) -> None:
    """Answer whoever asks, one after the other, until `ended`. `answer`: what was asked -> what came of it."""
    with suppress(FileNotFoundError):
        (folder / NAME).unlink()  # of a process that was killed: nobody else holds this store
    with _address(folder) as address, socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        (folder / NAME).chmod(0o600)
        door.listen()
        door.settimeout(_SECONDS_TO_LOOK)
        while not ended.is_set():
            try:
                caller, _from = door.accept()
            except TimeoutError:
                continue
            with caller, suppress(OSError):
                caller.settimeout(_SECONDS_TO_ANSWER)
                asked = caller.makefile("r", encoding="utf-8").readline()
                caller.sendall(json.dumps(answer(json.loads(asked))).encode() + b"\n")
    with suppress(FileNotFoundError):
        (folder / NAME).unlink()


def ask(folder: Path, asked: Asked) -> Answered | None:
    """What the process that holds the store answers; None: nobody listens."""
    try:
        with _address(folder) as address, socket.socket(socket.AF_UNIX) as line:
            line.settimeout(_SECONDS_TO_ANSWER)
            line.connect(address)
            line.sendall(json.dumps(asked).encode() + b"\n")
            answered: Answered = json.loads(line.makefile("r", encoding="utf-8").readline())
            return answered
    except (OSError, ValueError):
        return None
