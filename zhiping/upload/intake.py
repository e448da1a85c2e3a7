"""Taking in a clerk's upload: read, match, check, confirm, publish. The pages and the terminal both use this."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import duckdb

from zhiping.access.permissions import (
    Access,
    NotAllowed,
    check_may_publish,
    check_may_replace_all,
    check_may_upload_dataset,
)
from zhiping.asking.run import run
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import covered_ranges
from zhiping.store.closed import closed_words
from zhiping.store.drafts import Draft, Receipt
from zhiping.store.errors import StoreError
from zhiping.store.publishing import Store
from zhiping.upload.checking.area_names import AreaName
from zhiping.upload.checking.check import Checked, check
from zhiping.upload.checking.unit_lists import standing_meanings
from zhiping.upload.chosen_sheets import EVERY, Chosen, chosen
from zhiping.upload.cross_checks import advice
from zhiping.upload.data_date import DataDate, data_date
from zhiping.upload.figures import FigureChange, figure_changes
from zhiping.upload.glance import Glance, glance
from zhiping.upload.matching import MatchError, known_labels_of
from zhiping.upload.ownership import check_companies, check_keys_in_scope
from zhiping.upload.personal import Personal, mask, personal_cells
from zhiping.upload.preview import Preview, known_count, preview
from zhiping.upload.reach import codes_spoken_for, reach, replaced_areas
from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.first_rows import FirstRows
from zhiping.upload.reading.texttable import GivenFile, TextTable, UnreadableFile, unforeseen
from zhiping.upload.reports import left_out_rows
from zhiping.upload.seen_areas import area_names
from zhiping.upload.wishes import Recall, Wishes, recalled
from zhiping.words import _

Stage = Callable[[str], None]
_TOLD = (UnreadableFile, MatchError, NotAllowed, StoreError)  # whose message is for the clerk


class NothingToPublish(ValueError):
    """The upload cannot be published as it is; the message says why and what to do."""


class Intake:
    """One upload on its way in: a file, or several of one dataset in a zip. Holds a cursor with the typed rows until it is published or closed."""

    def __init__(
        self,
        store: Store,
        access: Access,
        dataset: Dataset,
        path: Path,
        *,
        now: datetime,
        file_name: str | None = None,
        wishes: Wishes | None = None,
        on_stage: Stage = lambda _words: None,
        areas: Sequence[AreaName] | None = None,
        given_by: str = "",
        recall: Recall | None = None,
        on_glance: Callable[[Glance], None] | None = None,
    ) -> None:
        """Read, match and check; nothing is published. Raises UnreadableFile, MatchError, NotAllowed.

        `areas`: what `area_names` gives, for who takes in many files one after the other. `recall`: what the
        clerk said last of a file with these headers; it becomes `wishes` where they say nothing. `on_glance` is
        told of a large file what is wrong in its first rows, before the rest of it is read.
        """
        check_may_upload_dataset(access.user, dataset)
        self.given_by = given_by
        wishes = wishes or Wishes()
        self.store, self.access, self.dataset, self.path = store, access, dataset, path
        self.wishes, self.now, self.file_name = wishes, now, file_name or path.name
        self._previews: dict[tuple[str, int], Preview] = {}
        self._figures: dict[tuple[Any, ...], tuple[FigureChange, ...] | None] = {}
        self._workspace = store.workspace()
        self._con = self._workspace.__enter__()
        try:
            on_stage(_("正在读取文件"))
            self.area_changes = store.versions.area_changes()
            checking = partial(
                check,
                self._con,
                dataset=dataset,
                areas=area_names(store, access) if areas is None else areas,
                scope=access.user.scope,
                now=now,
                changes=self.area_changes,
            )
            first = on_glance and FirstRows(
                partial(glance, self._con, dataset, wishes, recall, checking, on_glance)
            )
            self.source, tables = self.read(self._con, wishes.sheets, first)
            if recall and wishes == Wishes():
                self.wishes = wishes = recalled(recall, tables) or wishes
            self.chosen: Chosen = chosen(self._con, tables, dataset, wishes, self.source.refused)
            on_stage(_("正在核对每一格"))
            self.checked: Checked = checking(
                self.chosen.parts,
                options=wishes.options,
                meanings=standing_meanings(self._con, dataset),
                refused=self.chosen.faults(),
            )
            check_companies(self._con, access.user, self.checked.table)
            self.known_count = known_count(
                self._con, self.access, self.dataset, self.checked.table, self.area_changes.homes
            )
            self.new_count = self.checked.sound_count - self.known_count
        except BaseException as error:
            self.close()
            if isinstance(error, Exception) and not isinstance(error, _TOLD):
                raise unforeseen(dataset.name, error) from error
            raise

    def read(
        self, con: duckdb.DuckDBPyConnection, sheets: Sequence[str], first: FirstRows | None = None
    ) -> tuple[GivenFile, list[TextTable]]:
        """The tables of the upload, or of these sheets, as text in `con`. Raises UnreadableFile."""
        return text_tables(
            con,
            self.path,
            self.file_name,
            scratch=self.store.settings.scratch,
            sheets=[name for name in sheets if name != EVERY],
            known=known_labels_of(self.dataset),
            header_row=self.wishes.header_row,
            first=first,
        )

    def close(self) -> None:
        """Let go of the rows; nothing that was not published is kept."""
        self._workspace.__exit__(None, None, None)

    @property
    def may_publish_whole(self) -> bool:
        return self.may_publish(sound_rows_only=False)

    def may_publish(self, *, sound_rows_only: bool) -> bool:
        """Whether there is anything to publish: sound rows, and beside faults only where no more than these are asked for."""
        return self.checked.sound_count > 0 and (sound_rows_only or not self.checked.fault_count)

    @property
    def workspace(self) -> duckdb.DuckDBPyConnection:
        """The cursor that holds the checked rows."""
        return self._con

    @cached_property
    def data_date(self) -> DataDate:
        """Up to when the file is complete unless the clerk says otherwise, and whether that is to be asked."""
        checked, areas = self.checked, covered_ranges(self._area_codes())
        return data_date(self._con, self.dataset, checked.table, checked.latest_event, areas, self.now)

    @cached_property
    def personal(self) -> tuple[Personal, ...]:
        """Phones, identity cards and doors of homes in the sound rows' columns of text."""
        return personal_cells(self._con, self.dataset, self.checked.table)

    def preview(self, mode: str) -> Preview:
        """What publishing the sound rows in that mode would do to what stands now. Raises NotAllowed."""
        version = self.store.versions.latest()
        if (mode, version) not in self._previews:
            check_keys_in_scope(
                self._con, self.access.user, self.dataset, self.checked.table, self.area_changes.homes
            )
            self._previews[mode, version] = preview(
                self._con,
                self.dataset,
                self.checked.table,
                self.checked.recorded,
                mode,
                replaced_areas(
                    self.dataset, mode, self.access.user.scope, self._area_codes(), self.area_changes.homes
                ),
                self.access.user.name,
            )
        return self._previews[mode, version]

    def earlier_receipts(self) -> list[str]:
        """The receipts of live uploads of this dataset whose file has the same content."""
        rows = run(self.store, "uploads/history", self.access, dataset=self.dataset.name).rows
        own, live = self.source.sha256, [row for row in rows if row["undone_at"] is None]
        return [row["receipt"] for row in live if row["file_hash"] == own]

    def skipped(self) -> list[dict[str, Any]]:
        """The rows that were read over: `{sheet, rows, why}`."""
        return [asdict(one) for one in self.chosen.skipped]

    def remarks(self) -> list[dict[str, Any]]:
        """What was read and should be known, as skipped() tells it: hidden rows, merged cells."""
        return [asdict(one) for part in self.chosen.parts for one in part.text.remarks]

    def publish(
        self,
        *,
        mode: str = "upsert",
        sound_rows_only: bool = False,
        as_of: datetime | None = None,
        removes: int | None = None,
        is_masked: bool = False,
        is_demo: bool = False,
        reason: str | None = None,
    ) -> Receipt:
        """Publish what was checked. Raises NothingToPublish, NotAllowed, StoreError; then nothing has changed.

        `removes`: how many rows the clerk was told would be removed; where it has become another number, nothing is.
        `is_masked`: numbers of persons are masked in what is published. `reason`: why it corrects a closed period.
        """
        checked = self.checked
        if checked.fault_count and not sound_rows_only:
            raise NothingToPublish(
                _("有 {n} 处错误，什么都没有发布。请改正后重新上传，或选择只发布没有错误的行。").format(
                    n=checked.fault_count
                )
            )
        if not checked.sound_count:
            raise NothingToPublish(_("没有一行可以发布。请按列出的错误改正后重新上传。"))
        check_keys_in_scope(self._con, self.access.user, self.dataset, checked.table, self.area_changes.homes)
        check_may_publish(self.access.user, self.given_by)
        if mode == "replace-all":
            check_may_replace_all(self.access.user)
        if is_masked:
            mask(self._con, self.dataset, checked.table)
        draft = replace(
            self.draft(mode),
            as_of=min(as_of or self.data_date.likely, self.now),
            removes=removes,
            is_demo=is_demo,
            reason=reason,
        )
        return self.store.publish(self._con, draft)

    def draft(self, mode: str) -> Draft:
        """What a publish in that mode would put into the store."""
        checked = self.checked
        return Draft(
            dataset=self.dataset,
            table=checked.table,
            recorded=checked.recorded,
            areas=replaced_areas(
                self.dataset, mode, self.access.user.scope, self._area_codes(), self.area_changes.homes
            ),
            common_area=reach(
                self._con,
                self.dataset,
                checked.table,
                mode,
                self.access.user.scope,
                self.area_changes.homes,
            ),
            mode=mode,
            as_of=min(self.data_date.likely, self.now),
            published_by=self.access.user.name,
            published_at=self.now,
            file=self.path,
            file_name=self.file_name,
            rows_read=checked.rows_read,
            fault_count=checked.fault_count,
            warning_count=checked.warning_count,
            skipped=json.dumps(self.skipped() + left_out_rows(checked), ensure_ascii=False),
            given_by=self.given_by or None,
        )

    def closed(self, mode: str) -> str:
        """What publishing in that mode would change in closed periods, for which it takes a reason; "" for nothing."""
        return closed_words(self.store.closed.by_publish(self._con, self.draft(mode)))

    def advice(self, mode: str = "upsert") -> tuple[str, ...]:
        """What the rows cannot show by themselves, were the file published in that mode; a sentence each."""
        if not self.checked.sound_count:
            return ()
        return advice(self._con, self.store, self.access, self.draft(mode))

    def figures(self, mode: str, counts: Collection[str] | None = None) -> tuple[FigureChange, ...] | None:
        """How these columns of the system's key figures would change, were the sound rows published in that mode.

        None where they are not known in time, or the system has no key figures.
        """
        asked = mode, self.store.versions.latest(), counts and tuple(counts)
        if asked not in self._figures:
            self._figures[asked] = figure_changes(
                self._con, self.store, self.access, self.draft(mode), counts
            )
        return self._figures[asked]

    def _area_codes(self) -> tuple[str, ...]:
        homes = self.area_changes.homes
        return codes_spoken_for(self._con, self.dataset, self.checked, self.access, homes)
