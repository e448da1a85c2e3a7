"""A real second process that has a store open."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhiping.settings import PROJECT

_WAITS = (
    "import sys; from pathlib import Path; from zhiping.settings import settings_from;"
    "from zhiping.store.publishing import Store; store = Store(settings_from({}, data=Path(sys.argv[1])));"
    "print('open', flush=True); sys.stdin.read()"
)


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Another process has the store of a folder open meanwhile."""
    with subprocess.Popen(
        [sys.executable, "-c", _WAITS, str(folder)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        # After what the engine says of its progress where it is slow.
        assert b"open\n" in iter(holder.stdout.readline, b"")
        yield
        holder.communicate(b"")
