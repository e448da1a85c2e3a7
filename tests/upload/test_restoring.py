"""An undone upload published again: what stands afterwards, what is told before, and who may not."""

import pytest

from tests.upload.conftest import EVERYWHERE, HEADERS, HERE, NOW, TakeIn
from tests.upload.drafts import rows_of
from zhiping.access.permissions import NotAllowed
from zhiping.store.errors import StoreError
from zhiping.store.publishing import Store
from zhiping.upload.restoring import foresee, overtaken_words, restore

ROWS = "ticket_id, ticket_class, lead_unit"


def test_an_undone_upload_is_published_again_as_it_was(take_in: TakeIn, store: Store) -> None:
    take_in("T1,150105,A,供热,2025-11-01,住建局", headers=f"{HEADERS},主办单位").publish()
    upload = take_in("T1,150105,B,供热,2025-11-01", "T2,150105,A,供热,2025-11-02").publish()
    before = rows_of(store, ROWS)
    would, _closed = store.would_undo(upload.receipt)
    undone = store.undo(upload.receipt, user="填报员", now=NOW)
    assert (would.rows_removed, would.rows_restored) == (undone.rows_removed, undone.rows_restored) == (2, 1)
    take_in("T2,150105,C,供热,2025-11-02").publish()

    found = foresee(store, EVERYWHERE, upload.receipt)
    assert (found.preview.new, found.preview.changed) == (0, 2)
    assert overtaken_words(found).startswith("其中 1 行之后又由 ZP20251110-")
    again = restore(store, EVERYWHERE, upload.receipt, now=NOW)
    assert rows_of(store, ROWS) == before
    assert rows_of(store, "restores, source_row", dataset="uploads join lake.tickets using (upload_id)") == [
        (upload.receipt, 2),
        (upload.receipt, 3),
    ]
    with pytest.raises(StoreError, match=f"已经恢复过了，就是 {again.receipt}"):
        restore(store, EVERYWHERE, upload.receipt, now=NOW)
    store.undo(again.receipt, user="填报员", now=NOW)
    assert [row[:2] for row in rows_of(store, ROWS)] == [("T1", "A"), ("T2", "C")]


def test_a_column_that_only_the_row_before_had_stays_that_row_s(take_in: TakeIn, store: Store) -> None:
    headed = {"headers": f"{HEADERS},主办单位"}
    first = take_in("T1,150105,A,供热,2025-11-01,住建局", **headed).publish()
    upload = take_in("T1,150105,B,供热,2025-11-01").publish()
    store.undo(upload.receipt, user="填报员", now=NOW)
    store.undo(first.receipt, user="填报员", now=NOW)
    restore(store, EVERYWHERE, upload.receipt, now=NOW)
    assert rows_of(store, ROWS) == [("T1", "B", None)]


def test_a_replacing_upload_replaces_again_and_says_how_many(take_in: TakeIn, store: Store) -> None:
    take_in("T1,150105,A,供热,2025-11-01").publish()
    upload = take_in("T2,150105,A,供热,2025-11-01").publish(mode="replace-scope")
    store.undo(upload.receipt, user="填报员", now=NOW)
    found = foresee(store, EVERYWHERE, upload.receipt).preview
    assert (found.new, found.removed) == (1, 1)
    assert restore(store, EVERYWHERE, upload.receipt, now=NOW, removes=1).rows_removed == 1
    assert [key for (key,) in rows_of(store, "ticket_id")] == ["T2"]


@pytest.mark.damages
def test_who_may_not_undo_may_not_restore_and_what_stands_is_not_restored(
    take_in: TakeIn, store: Store
) -> None:
    upload = take_in("N1,150102,A,供热,2025-11-01").publish()
    with pytest.raises(StoreError, match="还在生效"):
        restore(store, EVERYWHERE, upload.receipt, now=NOW)
    store.undo(upload.receipt, user="填报员", now=NOW)
    with pytest.raises((NotAllowed, StoreError)):
        restore(store, HERE, upload.receipt, now=NOW)
    store.kept_file(rows_of(store, "file_hash", dataset="uploads")[-1][0]).unlink()
    with pytest.raises(StoreError, match="原文件不在了"):
        restore(store, EVERYWHERE, upload.receipt, now=NOW)
    assert rows_of(store, "ticket_id") == []
