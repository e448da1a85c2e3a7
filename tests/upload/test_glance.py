"""The first rows of a large file: what is told of them early, and that all of it is told again in the end."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import duckdb
import pytest

from tests.effort import IS_WHOLE
from tests.sheets.outcomes import CLERK_OF_ALL, Case, areas, cases
from tests.sheets.sheet import WRITERS, Cell, Sheet
from tests.templates import copied, shipped
from tests.upload.conftest import EVERYWHERE, HEADERS, NOW
from tests.upload.reading.test_hostile import REFUSED
from tests.upload.reading.test_read import FORMS_OF_LINES
from tests.upload.test_several import Lines, book
from zhiping.access.permissions import Access
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.upload.checking.area_names import AreaName
from zhiping.upload.checking.check import Options
from zhiping.upload.checking.faults import Fault
from zhiping.upload.glance import Glance
from zhiping.upload.intake import Intake
from zhiping.upload.reading import files, first_rows
from zhiping.upload.reading.budget import Budget
from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.first_rows import FirstRows
from zhiping.upload.reading.members import pack, packed_name
from zhiping.upload.reading.texttable import TextTable, UnreadableFile
from zhiping.upload.wishes import Recall, Wishes

_ALONE = list(cases(1))
_TRIED = _ALONE if IS_WHOLE else _ALONE[:: max(1, len(_ALONE) // 30)]
_JUNK: tuple[Cell, ...] = (
    None, "", "某某", "2025-13-45", "13/05/2025", "05/13/2025", "03/04/2025", "25-11-4", "11-4", "30-13", "-5", "0.5",
    "9999999", "150105999999", "15", "同上", "#N/A", "约3", "1.2万", 0.5, True, datetime(2025, 3, 1),
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    data = copied(tmp_path_factory, tmp_path_factory.mktemp("glance") / "store", shipped)
    with closing(Store(settings_from({}, data=data))) as store:
        yield store


@pytest.fixture
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of any size are glanced at, four rows of them."""
    monkeypatch.setattr(first_rows, "MOST_ROWS", 4)
    for name in ("LEAST_TEXT", "LEAST_OTHER"):
        monkeypatch.setattr(files, name, 0)


class Given:
    """A file taken in, what was told of it on the way in its order, and what came of it."""

    def __init__(
        self,
        store: Store,
        path: Path,
        *,
        dataset: Dataset = DATASETS["tickets"],
        access: Access = EVERYWHERE,
        wishes: Wishes | None = None,
        recall: Recall | None = None,
        name: str | None = None,
        known: Sequence[AreaName] | None = None,
    ) -> None:
        self.told: list[str | Glance] = []
        self.refusal = ""
        self.faults: tuple[Fault, ...] = ()
        with ExitStack() as stack:
            try:
                intake = Intake(
                    store, access, dataset, path, now=NOW, wishes=wishes, recall=recall, file_name=name, areas=known,
                    on_stage=self.told.append, on_glance=self.told.append,
                )  # fmt: skip
            except UnreadableFile as error:
                self.refusal = str(error)
                return
            stack.enter_context(closing(intake))
            self.faults = intake.checked.faults
            tables = intake.workspace.execute(
                "select table_name from duckdb_tables() where table_name like 'text_%'"
            ).fetchall()
            self.tables_left = {table for (table,) in tables} - {intake.checked.table}

    @property
    def glance(self) -> Glance | None:
        """The one glance, None where nothing was told."""
        seen = [one for one in self.told if isinstance(one, Glance)]
        assert len(seen) < 2
        return seen[0] if seen else None

    @property
    def seen(self) -> list[tuple[int, str, str]] | None:
        """Where the glance saw what."""
        return [(one.row, one.column, one.kind) for one in self.glance.faults] if self.glance else None


def line(number: object, day: str = "2025-11-01", area: str = "150105", kind: str = "A") -> str:
    return f"{number},{area},{kind},供热,{day}"


def sheet(folder: Path, *lines: str, headers: str = HEADERS) -> Path:
    (file := folder / "十一月.csv").write_text("\n".join([headers, *lines, ""]), "utf-8")
    return file


def workbook(file: Path, sheets: Mapping[str, Lines]) -> Path:
    file.write_bytes(book(**sheets))
    return file


def several(folder: Path, contents: Mapping[str, Sequence[str]]) -> tuple[Path, str]:
    given = {name: "\n".join([HEADERS, *lines, ""]).encode() for name, lines in contents.items()}
    pack(folder / "given", given.items())
    return folder / "given", packed_name(given)


def spoilt(made: Sheet, rng: Random) -> None:
    """Write what may be wrong into cells that say something; what a merge covers says nothing."""
    for one in made.body:
        filled = [index for index, cell in enumerate(one.cells) if cell is not None]
        if one.truth is not None and rng.random() < 0.7:
            for index in rng.sample(filled, min(len(filled), 2)):
                one.cells[index] = rng.choice(_JUNK)


@pytest.mark.parametrize("case", _TRIED, ids=str)
def test_whatever_a_glance_says_the_whole_check_says_too(
    case: Case, opened: Store, any_size: None, tmp_path: Path
) -> None:
    rng = Random(case.seed)
    path = tmp_path / f"sheet.{case.form}"
    for _again in range(3):
        made = case.sheet()
        spoilt(made, rng)
        path.write_bytes(WRITERS[case.form](made))
        said = {name: value for name, value in made.answers.items() if hasattr(Options(), name)}
        for options in (Options(), Options(**said)) if said else (Options(),):
            given = Given(
                opened,
                path,
                dataset=case.dataset,
                access=CLERK_OF_ALL,
                wishes=Wishes(options=options),
                known=areas(),
            )
            if given.glance and not given.refusal:
                assert set(given.glance.faults) <= set(given.faults)


def test_the_faults_of_the_first_rows_are_told_before_the_rest_is_read(
    opened: Store, any_size: None, tmp_path: Path
) -> None:
    lines = [line(1), line(2, kind="X"), line(3, "2025-13-45"), line("", "昨天"), line(5, kind="Y"), line(6)]
    for path in (
        sheet(tmp_path, *lines),
        workbook(tmp_path / "一.xlsx", {"工单": ("甲区工单表", HEADERS, *lines), "空": ()}),
    ):
        given = Given(opened, path)
        first, glance, second = given.told
        assert (first, second) == ("正在读取文件", "正在核对每一格")
        assert isinstance(glance, Glance)
        assert (glance.file, glance.row_count) == (None, 4)
        down = 0 if path.suffix == ".csv" else 1
        assert given.seen == [
            (3 + down, "C", "choice"),
            (4 + down, "E", "date_impossible"),
            (5 + down, "A", "blank"),
            (5 + down, "E", "unreadable"),
        ]
        assert [*glance.faults, *given.faults[4:]] == list(given.faults)
        assert not glance.is_clean
        assert given.tables_left == set()


def test_a_column_that_is_missing_is_told_at_a_glance(opened: Store, any_size: None, tmp_path: Path) -> None:
    lines = [f"{number},150105,A,2025-11-01" for number in range(6)]
    given = Given(opened, sheet(tmp_path, *lines, headers="工单编号,区划代码,工单类别,派单时间"))
    assert given.seen == [(0, "", "missing_column")]
    assert set(given.glance.faults if given.glance else ()) == set(given.faults)


@pytest.mark.parametrize(
    ("first", "later", "is_clean"),
    [
        ([line(1), line(2), line(3), line(4)], [line(5, kind="X")], True),
        ([line(1), line(2), line(1), line(4)], [line(5)], False),
        ([line(1), line(2), "三,,,,", line(4)], [line(5)], False),
        ([line(1), line(2, "03/04/2025"), line(3), line(4)], [line(5, "13/04/2025")], False),
        ([line(1), line(2, "13/04/2025"), line(3, "04/13/2025"), line(4)], [line(5)], False),
        ([line(1, "13/04/2025"), line(2, "04/31/2025"), line(3), line(4)], [line(5, "04/13/2025")], False),
    ],
)
def test_what_hangs_on_later_rows_is_not_told_at_a_glance(
    first: list[str], later: list[str], is_clean: bool, opened: Store, any_size: None, tmp_path: Path
) -> None:
    given = Given(opened, sheet(tmp_path, *first, *later))
    assert given.glance is not None
    assert (given.glance.faults, given.glance.is_clean) == ((), is_clean)


def test_an_order_of_days_that_the_first_rows_prove_is_not_taken_for_that_of_the_whole(
    opened: Store, any_size: None, tmp_path: Path
) -> None:
    lines = [line(1, "13/04/2025"), line(2, "04/13/2025"), line(3, "31/31/2025"), line(4, "2025-02-30")]
    given = Given(opened, sheet(tmp_path, *lines[:1], *lines[2:], line(5), lines[1]))
    assert given.seen == [(4, "E", "date_impossible")]
    assert (3, "date_order") in {(one.row, one.kind) for one in given.faults}


def test_a_number_alone_that_later_rows_show_to_be_a_heading_is_not_told_as_a_fault(
    opened: Store, any_size: None, tmp_path: Path
) -> None:
    lines = [line("甲"), line("乙"), "丙,,,,", line("丁"), *(line(f"GD-{number}") for number in range(9))]
    given = Given(opened, sheet(tmp_path, *lines))
    assert given.faults == ()
    assert given.seen == []


@pytest.mark.parametrize(
    "wrong", [{1: "1,150105,A,供热"}, {5: "1,150105,A,供热"}, {3: "2,150105,A,供热", 5: '6,"150105,A,供热,'}]
)
def test_a_refusal_is_that_of_a_file_nobody_glanced_at(
    wrong: dict[int, str], opened: Store, monkeypatch: pytest.MonkeyPatch, any_size: None, tmp_path: Path
) -> None:
    lines = [wrong.get(number) or line(number) for number in range(8)]
    path = sheet(tmp_path, *lines)
    with_glance = Given(opened, path)
    monkeypatch.setattr(files, "LEAST_TEXT", 1 << 20)
    without = Given(opened, path)
    assert with_glance.refusal == without.refusal != ""
    assert without.glance is None


def test_a_file_that_is_checked_at_once_is_not_glanced_at(
    opened: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(first_rows, "MOST_ROWS", 4)
    lines = [line(number, kind="X") for number in range(6)]
    assert Given(opened, sheet(tmp_path, *lines)).glance is None
    assert Given(opened, workbook(tmp_path / "一.xlsx", {"工单": (HEADERS, *lines)})).glance is None


def test_of_several_sheets_nobody_knows_yet_which_is_meant(
    opened: Store, any_size: None, tmp_path: Path
) -> None:
    lines = (HEADERS, *(line(number, kind="X") for number in range(6)))
    path = workbook(tmp_path / "一.xlsx", {"一月": lines, "二月": lines})
    assert Given(opened, path).glance is None
    given = Given(opened, path, wishes=Wishes(sheets=("二月",)))
    assert given.glance is not None
    assert {one.sheet for one in given.glance.faults} == {"二月"}
    assert set(given.glance.faults) <= set(given.faults)


def test_of_several_files_the_first_is_glanced_at_by_its_name(
    opened: Store, any_size: None, tmp_path: Path
) -> None:
    faulty = [line(number, kind="X" if number == 2 else "A") for number in range(6)]
    path, name = several(tmp_path, {"乙.csv": faulty, "甲.csv": [line("甲" + str(n)) for n in range(6)]})
    given = Given(opened, path, name=name)
    assert given.glance is not None
    assert (given.glance.file, given.seen) == ("乙.csv", [(4, "C", "choice")])
    assert set(given.glance.faults) <= set(given.faults)
    assert Given(opened, path, name=name, wishes=Wishes(without=("乙.csv",))).glance is None


def test_what_was_said_last_time_holds_for_a_glance_too(
    opened: Store, any_size: None, tmp_path: Path
) -> None:
    by_name = Wishes(options=Options(area_names=True))
    path = sheet(tmp_path, *(line(number, area="赛罕区") for number in range(6)))
    assert Given(opened, path).seen is not None
    assert Given(opened, path, recall=lambda _headers: by_name).seen == []
    # Of several files what was said of one holds for all: of a first that is new nothing is known yet.
    files_given = {"乙.csv": [line(number, area="赛罕区") for number in range(6)], "甲.csv": [line("甲")]}
    path, name = several(tmp_path, files_given)
    assert Given(opened, path, name=name, recall=lambda _headers: by_name).seen == []
    assert Given(opened, path, name=name, recall=lambda _headers: None).seen is None


def test_a_glance_takes_nothing_of_what_a_file_may_cost(
    opened: Store, any_size: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "一.xlsx", {"工单": (HEADERS, *(line(number) for number in range(40)))})
    for cells in range(200, 500, 5):
        monkeypatch.setattr(Budget.__init__, "__defaults__", (cells, 1 << 30))
        monkeypatch.setattr(files, "LEAST_OTHER", 1 << 20)
        if not Given(opened, path).refusal:
            break
    monkeypatch.setattr(files, "LEAST_OTHER", 0)
    given = Given(opened, path)
    assert (given.refusal, given.seen) == ("", [])


def test_a_file_of_any_form_is_read_or_refused_as_if_nobody_had_glanced_at_it(
    any_size: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(first_rows, "MOST_ROWS", 1)
    seen: list[int] = []
    contents = [*(text.encode() for text in FORMS_OF_LINES), *(content for content, _why in REFUSED.values())]
    for number, content in enumerate(one for one in contents if len(one) < 1 << 16):
        (file := tmp_path / str(number)).write_bytes(content)
        assert read(file, seen.append) == read(file), content[:80]
    assert len(seen) > 10


def read(file: Path, see: Callable[[int], None] | None = None) -> object:
    """What a file is read as, or why it is not; `see` is told how many its first rows are."""
    with duckdb.connect() as con:

        def take(text: TextTable) -> None:
            see(text.row_count) if see else None
            con.execute(f"drop table {text.table}")

        try:
            _source, tables = text_tables(con, file, first=FirstRows(take) if see else None)
        except UnreadableFile as error:
            return str(error)
        rows = [con.execute(f"from {table.table} order by source_row").fetchall() for table in tables]
        return rows, [replace(table, table="") for table in tables]
