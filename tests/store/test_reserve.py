"""A disk that runs full under a store: nothing half done, the way back open, and all well once there is room."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.upload.drafts import AS_OF, put, rows_of, ticket
from zhiping.cli.exits import Exit, exit_for
from zhiping.settings import PROJECT, settings_from
from zhiping.store import reserve
from zhiping.store.errors import StoreError
from zhiping.store.publishing import Store

BYTES_OF_OTHERS = 4 << 20
ROWS = 20


def _upload(number: int) -> list[dict[str, Any]]:
    """A ticket that every upload changes, and new ones with long titles that no format makes smaller."""
    long = (ticket(f"T{number}-{row}", title=secrets.token_hex(8_000)) for row in range(ROWS))
    return [ticket("ALL", title=str(number)), *long]


def _lived_through(disk: Path, elsewhere: Path) -> dict[str, Any]:
    """What a store on a small disk went through: filled by uploads, undone, and given room again."""

    def there() -> list[Path]:
        return sorted(file for part in ("rows", "files") for file in (disk / part).rglob("*"))

    others = disk / "others"
    with others.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, BYTES_OF_OTHERS)
    store = Store(settings_from({}, data=disk))
    receipts: list[str] = []
    found: dict[str, Any] = {}
    while not found:
        before = there()
        try:
            receipts.append(put(store, elsewhere, *_upload(len(receipts))).receipt)
        except StoreError as error:
            found |= {"refused": str(error), "exit": exit_for(error), "left": len(there()) - len(before)}
    with others.open("ab", buffering=0) as more:  # to the last byte
        try:
            while True:
                more.write(bytes(4096))
        except OSError:
            found["free"] = reserve.free_bytes(disk)
    undone = [store.undo(receipt, user="填报员", now=AS_OF) for receipt in reversed(receipts[-2:])]
    found["restored"] = [one.rows_restored for one in undone]
    found["stands"] = dict(rows_of(store))["ALL"] == str(len(receipts) - 3)
    store.tidy()
    found["problems"] = len(store.problems())
    others.unlink()
    put(store, elsewhere, *_upload(len(receipts)))
    store.tidy()
    found["reserve"] = (disk / reserve.NAME).stat().st_size
    found["problems_later"] = len(store.problems())
    found["rows"] = len(rows_of(store)) - (len(receipts) - 1) * ROWS
    store.close()
    found["uploads"] = len(receipts)
    return found


def test_a_disk_that_runs_full(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    script = 'mount -t tmpfs -o size=16m none "$0/disk" && exec "$1" -m tests.store.test_reserve "$0"'
    ended = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, str(tmp_path), sys.executable],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found.pop("uploads") >= 4
    assert found == {
        "refused": "没有发布，数据保持原样（磁盘已满）。请检查磁盘空间和文件夹权限后再试。",
        "exit": Exit.UNUSABLE,
        "left": 0,
        "free": 0,
        "restored": [1, 1],
        "stands": True,
        "problems": 0,
        "reserve": reserve.BYTES,
        "problems_later": 0,
        "rows": 1,
    }


if __name__ == "__main__":
    print(json.dumps(_lived_through(Path(sys.argv[1]) / "disk", Path(sys.argv[1]))))
