"""Several files of one dataset, or several sheets of one workbook, taken as one upload."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.upload.conftest import EVERYWHERE, HEADERS, NOW
from tests.upload.drafts import rows_of
from zhiping.contracts import DATASETS
from zhiping.store.publishing import Store
from zhiping.upload.answer import answer, answer_name, left_out
from zhiping.upload.checking.check import Options
from zhiping.upload.intake import Intake, NothingToPublish
from zhiping.upload.matching import MatchError, header_key
from zhiping.upload.reading.budget import Budget
from zhiping.upload.reading.members import pack, packed_name
from zhiping.upload.reading.texttable import TextTable, UnreadableFile
from zhiping.upload.wishes import Wishes, recalled

FOREIGN = "号,地区代码,工单类别,诉求类别,派单时间"
Lines = tuple[str, ...]
Give = Callable[..., Intake]


def csv(*lines: str, headers: str = HEADERS) -> bytes:
    return "\n".join([headers, *lines, ""]).encode()


def line(number: object, day: str = "2025-11-01", area: str = "150105", category: str = "供热") -> str:
    return f"{number},{area},A,{category},{day}"


def book(**sheets: Lines) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for one in lines:
            sheet.append([cell or None for cell in one.split(",")])
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.fixture
def give(store: Store, tmp_path: Path) -> Iterator[Give]:
    """`give({name: content}, …)`: what a clerk gives at once, checked."""
    with ExitStack() as open_ones:

        def given(
            files: Mapping[str, bytes], wishes: Wishes | None = None, dataset: str = "tickets"
        ) -> Intake:
            file = tmp_path / "given"
            if len(files) == 1:
                ((name, content),) = files.items()
                file.write_bytes(content)
            else:
                name = packed_name(files)
                pack(file, files.items())
            intake = Intake(
                store, EVERYWHERE, DATASETS[dataset], file, now=NOW, file_name=name, wishes=wishes
            )
            return open_ones.enter_context(closing(intake))

        yield given


def faults(intake: Intake) -> list[tuple[str | None, int, str, str]]:
    return [(one.sheet, one.row, one.column, one.kind) for one in intake.checked.faults]


def test_several_files_are_one_upload_each_row_of_its_own_file(give: Give, store: Store) -> None:
    files = {"乙.csv": csv(line(1), line(2)), "甲.xlsx": book(一月=(HEADERS, line(3)))}
    intake = give(files)
    assert (intake.checked.rows_read, intake.new_count, intake.checked.fault_count) == (3, 3, 0)
    assert intake.preview("upsert").new == 3
    receipt = intake.publish().receipt
    assert rows_of(store, "ticket_id, source_sheet, source_row") == [
        ("1", "乙.csv", 2),
        ("2", "乙.csv", 3),
        ("3", "甲.xlsx · 一月", 2),
    ]
    (upload,) = rows_of(store, "file_name, rows_published, rows_read", dataset="uploads")
    assert upload == ("乙等2个文件.zip", 3, 3)
    assert give(dict(reversed(files.items()))).earlier_receipts() == [receipt], "in whatever order they come"
    store.undo(receipt, user="填报员", now=NOW)
    assert rows_of(store) == []


@pytest.mark.parametrize("is_book", [True, False])
def test_a_key_in_two_files_names_both_places(give: Give, is_book: bool) -> None:
    one, two = (HEADERS, line(1), line(2)), (HEADERS, line(3), line(1, "2025-11-02"))
    if is_book:
        intake = give({"表.xlsx": book(一月=one, 二月=two)}, Wishes(sheets=("*",)))
    else:
        intake = give({"一.csv": csv(*one[1:]), "二.csv": csv(*two[1:])})
    first, second = ("一月", "二月") if is_book else ("一.csv", "二.csv")
    assert faults(intake) == [(first, 2, "A", "duplicate"), (second, 3, "A", "duplicate")]
    name = f"工作表“{second}”" if is_book else f"“{second}”"
    assert intake.checked.faults[0].problem == f"工单编号与{name}第 3 行重复，其他内容不同。"
    assert intake.checked.sound_count == 2
    assert not intake.may_publish_whole


def test_every_fault_names_its_own_file_sheet_row_and_column(give: Give) -> None:
    intake = give(
        {
            "一.csv": csv(line(1), line(2, "2025-13-45")),
            "二.xlsx": book(
                页=("标题", "派单时间,工单编号,区划代码,工单类别,诉求类别", "2025-13-46,3,150105,A,供热")
            ),
        }
    )
    assert faults(intake) == [
        ("一.csv", 3, "E", "date_impossible"),
        ("二.xlsx · 页", 3, "A", "date_impossible"),
    ]
    assert intake.skipped() == [{"sheet": "二.xlsx · 页", "rows": "1", "why": "表头以上的标题行"}]
    with pytest.raises(NothingToPublish):
        intake.publish()
    assert intake.publish(sound_rows_only=True).rows_published == 1


def test_a_file_that_cannot_be_read_stops_the_others_until_it_is_given_up(give: Give, store: Store) -> None:
    files = {"一.csv": csv(line(1)), "二.xlsx": b"PK\x03\x04 broken", "三.csv": csv(line(1))}
    intake = give(files)
    assert [(one.sheet, one.row, one.kind) for one in intake.checked.faults] == [
        ("三.csv", 0, "file"),
        ("二.xlsx", 0, "file"),
    ]
    assert intake.checked.faults[0].problem == "和“一.csv”的内容完全相同。"
    assert "打不开" in intake.checked.faults[1].problem
    assert not intake.may_publish(sound_rows_only=True)
    without = give(files, Wishes(without=("二.xlsx", "三.csv")))
    assert without.skipped() == [
        {"sheet": name, "rows": "全部", "why": "不要这个文件"} for name in ("二.xlsx", "三.csv")
    ]
    without.publish()
    assert rows_of(store, "ticket_id, source_sheet") == [("1", "一.csv")]
    with pytest.raises(UnreadableFile, match="“二.xlsx”：.*打不开"):
        give({"二.xlsx": files["二.xlsx"], "空.csv": b""})


def test_a_file_of_another_dataset_is_told_by_its_name(give: Give) -> None:
    intake = give({"一.csv": csv(line(1)), "站.csv": csv("YZ-1,暖新驿站", headers="驿站编号,驿站名称")})
    assert {(sheet, kind) for sheet, _row, _column, kind in faults(intake)} == {("站.csv", "missing_column")}
    assert not intake.may_publish(sound_rows_only=True)
    assert give(
        {"一.csv": csv(line(1)), "站.csv": csv("x,y", headers="甲,乙")}, Wishes(without=("站.csv",))
    ).may_publish_whole


def test_another_header_row_is_matched_for_itself(give: Give, store: Store) -> None:
    files = {
        "一.csv": csv(line(1)),
        "二.csv": csv(line(2), headers=FOREIGN),
        "三.csv": csv(line(3), headers=FOREIGN),
    }
    assert {fault[0] for fault in faults(give(files))} == {"二.csv", "三.csv"}
    own = Wishes().corrected(FOREIGN.split(","), {"ticket_id": "号", "area_code": "B"})
    said = give(files, Wishes.of(json.loads(json.dumps(own.kept(FOREIGN.split(","))))))
    assert said.may_publish_whole, "a header that only some have is corrected there"
    give(files, own).publish()
    assert [row[0] for row in rows_of(store, "ticket_id")] == ["1", "2", "3"]
    with pytest.raises(MatchError, match="没有“编码”这一列"):
        give(files, Wishes({"ticket_id": "编码"}))


def test_a_recalled_header_row_is_read_as_it_was_each_by_its_own(store: Store, tmp_path: Path) -> None:
    pack(
        file := tmp_path / "given", {"一.csv": csv(line(1)), "二.csv": csv(line(2), headers=FOREIGN)}.items()
    )
    kept = {header_key(FOREIGN.split(",")): Wishes({"ticket_id": "号", "area_code": "地区代码"})}
    with closing(
        Intake(
            store, EVERYWHERE, DATASETS["tickets"], file, now=NOW,
            recall=lambda headers: kept.get(header_key(headers)),
        )
    ) as intake:  # fmt: skip
        assert intake.may_publish_whole
        assert intake.wishes.own.keys() == kept.keys()
        assert Wishes.of(json.loads(json.dumps(asdict(intake.wishes)))) == intake.wishes, (
            "a session may break"
        )


SHEETS_LAST = {
    "the same ones": (("一月", "二月"), ("一月", "二月")),
    "all that fit": (("*",), ("*",)),
    "others than last time are asked about": (("十一月", "一月"), ()),
    "the one with that header": (("十月",), ("一月",)),
}


@pytest.mark.parametrize(("last", "now"), SHEETS_LAST.values(), ids=SHEETS_LAST)
def test_the_sheets_of_last_time(last: Lines, now: Lines) -> None:
    tables = [TextTable("t", name, ("号",), 1, 1) for name in ("一月", "二月")]
    found = recalled(lambda _headers: Wishes(sheets=last), tables)
    assert found and found.sheets == now


def test_columns_that_only_some_have_are_not_taken_for_empty(give: Give, store: Store) -> None:
    full, short = csv(line(1) + ",满意", headers=HEADERS + ",满意度"), csv(line(2))
    for files in ({"一.csv": full, "二.csv": short}, {"一.csv": short, "二.csv": full}):
        intake = give(files)
        (fault,) = intake.checked.faults
        assert (fault.row, fault.kind) == (0, "unlike_columns")
        assert "没有“满意度”这几列" in fault.problem
        set_value = Options(set_values={"satisfaction": "不满意"})
        give(files, Wishes(options=set_value)).publish()
        assert rows_of(store, "ticket_id, satisfaction") == [("1", "满意"), ("2", "不满意")]


ORDERS = {
    "both prove one": (("11/14/2025", "11/04/2025"), ("11/15/2025",), 0),
    "one proves nothing": (("11/14/2025",), ("11/04/2025",), 1),
    "they differ": (("11/14/2025",), ("14/11/2025", "04/11/2025"), 1),
    "one has no such day": (("11/14/2025", "11/04/2025"), ("2025-11-03",), 0),
    "short years prove nothing": (("11/14/2025",), ("25-11-4",), 1),
}


@pytest.mark.parametrize(("first", "second", "count"), ORDERS.values(), ids=ORDERS)
def test_no_file_proves_the_order_of_day_and_month_of_another(
    give: Give, first: Lines, second: Lines, count: int
) -> None:
    files = {
        f"{name}.csv": csv(*(line(f"{name}{number}", day) for number, day in enumerate(days)))
        for name, days in (("一", first), ("二", second))
    }
    found = faults(give(files))
    assert {kind for *_where, kind in found} <= {"date_order"}
    assert bool(found) == bool(count)


def test_ditto_does_not_reach_over_a_border_of_files(give: Give) -> None:
    files = {"一.csv": csv(line(1), line(2)), "二.csv": csv(line(3, category="同上"), line(4))}
    assert [fault[:2] for fault in faults(give(files, Wishes(options=Options(ditto=True))))] == [
        ("二.csv", 2)
    ]


def test_marks_and_shown_numbers_stay_with_their_cells(give: Give, store: Store) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append("派单时间,区划代码,工单类别,诉求类别,工单编号".split(","))
    sheet.append(["2025-11-01", "150105", "A", 0.5, 7])
    sheet.append(["2025-11-01", "150105", "A", "供热", 8])
    sheet["E2"].number_format = sheet["E3"].number_format = "0000"
    content = io.BytesIO()
    made.save(content)
    for names in (("一.csv", "二.xlsx"), ("二.csv", "一.xlsx")):
        intake = give({names[0]: csv(line(1)), names[1]: content.getvalue()})
        assert faults(intake) == [(f"{names[1]} · Sheet", 2, "D", "cell_number")]
        assert intake.publish(sound_rows_only=True).rows_published == 2
        assert [row[0] for row in rows_of(store, "ticket_id")] == ["0008", "1"]


def test_sheets_are_taken_together_where_the_clerk_says_so(give: Give) -> None:
    files = {"表.xlsx": book(一月=(HEADERS, line(1)), 二月=(HEADERS, line(2)), 备注=("甲,乙", "1,2"))}
    with pytest.raises(UnreadableFile, match="一月、二月、备注"):
        give(files)
    for sheets in (("一月", "二月"), ("*",)):
        intake = give(files, Wishes(sheets=sheets))
        assert (intake.checked.rows_read, intake.may_publish_whole) == (2, True)
        assert intake.source.members == ()
    two = files | {"三月.xlsx": book(三月=(HEADERS, line(3)))}
    assert [fault[0] for fault in faults(give(two))] == ["表.xlsx"]
    assert give(two, Wishes(sheets=("一月", "二月"))).checked.rows_read == 3


def test_the_answer_to_several_files_is_a_zip_of_them_that_mended_goes_through(
    give: Give, store: Store
) -> None:
    files = {
        "一.csv": csv(line(1)),
        "二.xlsx": book(页=(HEADERS, line(2, "2025-13-45")), 说明=("甲,乙", "1,2")),
        "三.csv": csv(line(3, "2025-13-46"), line(4)),
    }
    intake = give(files)
    assert answer_name(intake) == "一等3个文件（标出错误）.zip"
    with zipfile.ZipFile(io.BytesIO(answer(intake))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    assert members.keys() == {"一.csv", "二.xlsx", "三.xlsx"}
    assert members["一.csv"] == files["一.csv"]
    for name, cell in (("二.xlsx", "E2"), ("三.xlsx", "E2")):
        workbook = load_workbook(io.BytesIO(members[name]))
        marked = workbook.worksheets[0][cell]
        assert "不是存在的日期" in marked.comment.text
        assert [row[2] for row in workbook["错误说明"].iter_rows(min_row=2, values_only=True)] == [2]
        marked.value = "2025-11-05"
        workbook.save(mended := io.BytesIO())
        members[name] = mended.getvalue()
    rows = load_workbook(io.BytesIO(left_out(intake)))
    assert [[sheet.title, sheet["A2"].value] for sheet in rows.worksheets] == [
        ["三.csv", "3"],
        ["二.xlsx · 页", "2"],
    ]
    give(members).publish()
    assert [row[0] for row in rows_of(store, "ticket_id")] == ["1", "2", "3", "4"]


def test_the_answer_to_several_sheets_is_their_workbook(give: Give) -> None:
    sheets = {"一月": (HEADERS, line(1, "2025-13-45")), "二月": (HEADERS, line(2), line(3, "2025-13-46"))}
    intake = give({"表.xlsx": book(**sheets)}, Wishes(sheets=("*",)))
    workbook = load_workbook(io.BytesIO(answer(intake)))
    assert workbook["一月"]["E2"].comment and workbook["二月"]["E3"].comment
    assert not workbook["二月"]["E2"].comment


def test_all_files_together_have_one_budget(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        f"{name}.xlsx": book(页=(HEADERS, *(line(f"{name}{row}") for row in range(20)))) for name in "一二三"
    }
    assert give(files).checked.rows_read == 60
    monkeypatch.setattr(Budget.__init__, "__defaults__", (250, 1 << 30))
    with pytest.raises(UnreadableFile, match="万格"):
        give(files)


def test_names_written_by_a_chinese_windows_are_read(store: Store, tmp_path: Path) -> None:
    with zipfile.ZipFile(file := tmp_path / "given", "w") as package:
        for place in "12":
            package.writestr(place * 17, csv(line(place)))
    raw = file.read_bytes()
    for place, name in (("1", "十一月/赛罕区.csv"), ("2", "十一月/新城区.csv")):
        raw = raw.replace(place.encode() * 17, name.encode("gb18030"))
    file.write_bytes(raw)
    with closing(Intake(store, EVERYWHERE, DATASETS["tickets"], file, now=NOW)) as intake:
        assert [part.text.name for part in intake.chosen.parts] == ["新城区.csv", "赛罕区.csv"]
