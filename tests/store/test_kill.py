"""A store that is killed at any moment: what was acknowledged is whole, and of the rest nothing is there."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.effort import tries
from tests.upload.drafts import AS_OF, put, ticket
from zhiping.settings import PROJECT, settings_from
from zhiping.store.publishing import Store

KILLS = tries(60)
ROWS = 40


def test_kills_lose_nothing_acknowledged_and_leave_nothing_half_done(tmp_path: Path) -> None:
    """Each round: publish, undo and tidy in a loop, die by SIGKILL 0-150 ms after an acknowledgement, open again."""
    moments = random.Random(20251104)
    acknowledged: list[str] = []
    for round_number in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.test_kill", str(tmp_path), str(round_number)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        ) as publisher:
            assert publisher.stdout is not None
            acknowledged.append(publisher.stdout.readline().strip())
            time.sleep(moments.uniform(0, 0.15))
            publisher.kill()
            acknowledged += publisher.stdout.read().split()
        found = _uploads_after(tmp_path)
        assert set(acknowledged) <= found
        assert len(found) <= len(acknowledged) + round_number + 1  # committed, and killed before it was said
    assert len(acknowledged) >= KILLS


def _uploads_after(folder: Path) -> set[str]:
    """The receipts in the reopened store, each with all of its rows, its coverage and its file."""
    store = Store(settings_from({}, data=folder / "store"))
    try:
        with store.workspace() as con:
            uploads = con.execute(
                "select upload_id, receipt, rows_published, undone_at is not null, file_hash from lake.uploads order by all"
            ).fetchall()
            rows = con.execute(
                "select upload_id, count(*) from lake.tickets group by all order by all"
            ).fetchall()
            put_rows = con.execute(
                "select upload_id, count(*) from lake.puts.tickets group by all order by all"
            ).fetchall()
            covered = con.execute("select upload_id from lake.coverage order by all").fetchall()
        assert put_rows == [(upload_id, count) for upload_id, _receipt, count, _undone, _hash in uploads]
        assert rows == [
            (upload_id, count) for upload_id, _receipt, count, undone, _hash in uploads if not undone
        ]
        assert covered == [(upload_id,) for upload_id, *_rest in uploads]
        assert store.problems() == []
        assert all(store.kept_file(file_hash).is_file() for *_rest, file_hash in uploads)
        return {receipt for _id, receipt, *_rest in uploads}
    finally:
        store.close()


def _publish_until_killed(folder: Path, round_number: str) -> None:
    """Uploads of ROWS new tickets each, for ever, every third undone; each receipt is written once it is acknowledged."""
    store = Store(settings_from({}, data=folder / "store"))
    for number in range(1_000):
        rows = (ticket(f"{round_number}-{number}-{row}") for row in range(ROWS))
        receipt = put(store, folder, *rows).receipt
        print(receipt, flush=True)
        if number % 3 == 2:
            store.undo(receipt, user="填报员", now=AS_OF)
        store.tidy()


if __name__ == "__main__":
    _publish_until_killed(Path(sys.argv[1]), sys.argv[2])
