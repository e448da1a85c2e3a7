"""Files from a terminal: checked, matched and loaded, and what is reported of them."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.terminal import FAULT, FAULTY, HEADERS, REPORT, SOUND, Run, answer_of, loaded, tickets_of


def test_a_sound_file_is_loaded_and_answered(run: Run, sheet) -> None:
    report = loaded(run, sheet(SOUND))
    assert list(report) == REPORT
    assert [report[key] for key in REPORT[:8]] == ["tickets", 2, 2, [], [], 0, [], 0]
    assert (report["receipt"][:2], type(report["version"])) == ("ZP", int)
    assert [row["ticket_id"] for row in tickets_of(run)] == ["C1", "C2"]
    funnel = answer_of(run("query", "tickets/funnel", "--area", "150105", "--class", "A", "--format", "json"))
    assert funnel[0]["ticket_count"] == 1
    (record, *_areas) = answer_of(run("history", "--dataset", "工单", "--format", "json"))
    assert (record["receipt"], record["rows_published"]) == (report["receipt"], 2)


def test_faults_are_listed_and_nothing_is_loaded(run: Run, sheet) -> None:
    for command in (["check"], ["load", "--yes"]):
        report = answer_of(run(*command, "tickets", sheet(FAULTY), "--format", "json"), exit_code=1)
        assert list(report) == REPORT
        assert [list(fault) for fault in report["faults"]] == [FAULT, FAULT]
        assert [(fault["row"], fault["column"], fault["value"]) for fault in report["faults"]] == [
            (3, "C", "D"),
            (3, "E", "2025-11-31 09:00"),
        ]
        assert all(fault["problem"] and fault["remedy"] for fault in report["faults"])
        assert (report["fault_count"], report["rows_read"], report["rows_published"]) == (2, 2, 0)
        assert (report["version"], report["receipt"]) == (None, None)
    assert tickets_of(run) == []


def test_a_faulty_file_is_answered_by_its_marked_workbook(run: Run, sheet, tmp_path: Path) -> None:
    for command in (["check"], ["load", "--yes"]):
        (answer := tmp_path / "标好.xlsx").unlink(missing_ok=True)
        said = run(*command, "tickets", sheet(FAULTY), "--answer", answer, "--format", "json")
        assert answer_of(said, exit_code=1)["answer"] == str(answer)
        assert load_workbook(answer).worksheets[0]["C3"].comment
    lost = run("check", "tickets", sheet(FAULTY), "--answer", tmp_path / "none" / "a.xlsx")
    assert (lost.exit_code, "写不进去" in lost.output) == (2, True)
    sound = run("check", "tickets", sheet(SOUND), "--answer", tmp_path / "b.xlsx", "--format", "json")
    assert (answer_of(sound)["answer"], (tmp_path / "b.xlsx").exists()) == (None, False)


def test_a_check_loads_nothing(run: Run, sheet) -> None:
    report = answer_of(run("check", "tickets", sheet(SOUND), "--format", "json"))
    assert (report["rows_read"], report["rows_published"], report["receipt"]) == (2, 0, None)
    assert tickets_of(run) == []


def test_what_was_not_read_is_named(run: Run, sheet) -> None:
    file = sheet(
        "十一月工单\n"
        + SOUND.replace("认领时间", "认领时间 ")
        .replace("诉求类别", "诉求类别,备注")
        .replace("供热", "供热,急")
        .replace("供水", "供水,")
    )
    told = run("check", "tickets", file).stdout
    assert "文件里没有用到的列：备注" in told


def test_cells_are_text_to_a_terminal_and_inert_in_csv(run: Run, sheet) -> None:
    loaded(run, sheet(SOUND.replace("供热", "[/x]\x1b[31m").replace("供水", "=1+1")))
    told = run("query", "tickets/rows")
    assert told.exit_code == 0, told.output
    assert "[/x][31m" in told.stdout
    assert "'=1+1" in run("query", "tickets/rows", "--format", "csv").stdout


def test_what_was_read_otherwise_than_written_is_reported(run: Run, sheet) -> None:
    stations = sheet(
        "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,状态\n"
        "YZ-1,暖新驿站,150502,122.3666,43.6953,GCJ-02,周一至周五 8:00-18:00,正常\n"
        "YZ-2,暖新驿站,150502,122.3606,43.6941,WGS-84,24/7,正常\n"
    )
    report = answer_of(run("check", "stations", stations, "--format", "json"))
    assert report["converted"] == {"GCJ-02": 1}
    reading = {
        "label": "营业时间",
        "written": "周一至周五 8:00-18:00",
        "read": "周一至周五 08:00–18:00；周六、周日 休息",
    }
    assert (report["readings"], report["reading_count"]) == ([reading], 1)
    table = run("check", "stations", stations)
    assert "把 1 行 GCJ-02 坐标换算成了 WGS-84。" in table.stdout
    assert "周一至周五 08:00–18:00" in table.stdout
    faults = run("check", "stations", stations, "--format", "csv")
    assert faults.stdout == ""
    assert "把 1 行 GCJ-02 坐标换算成了 WGS-84。" in faults.stderr
    plain = answer_of(run("check", "tickets", sheet(SOUND), "--format", "json"))
    assert (plain["converted"], plain["readings"], plain["reading_count"]) == ({}, [], 0)


def test_only_the_sound_rows(run: Run, sheet) -> None:
    report = loaded(run, sheet(FAULTY), "--sound-rows-only")
    assert (report["rows_published"], report["fault_count"]) == (1, 2)
    assert [(row["rows"], set(row)) for row in report["skipped"]] == [("3", {"sheet", "rows", "why"})]
    assert [row["ticket_id"] for row in tickets_of(run)] == ["C1"]


def test_without_yes_nobody_at_the_keyboard_loads_nothing(run: Run, sheet) -> None:
    result = run("load", "tickets", sheet(SOUND))
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert tickets_of(run) == []


def test_columns_are_matched_set_and_filled_as_said(run: Run, sheet) -> None:
    file = sheet(
        "案号,何处,分级,诉求类别,何时\nC1,赛罕区,A,,2025-11-01 09:00\nC2,赛罕区,,供水,2025-11-02 09:00\n"
    )
    options = ["--match", "工单编号=案号", "--match", "area_code=B", "--match", "dispatched_at=何时"]
    options += [
        "--fill",
        "诉求类别=供热",
        "--fill",
        "ticket_class=B",
        "--set",
        "主办单位=住建局",
        "--area-names",
    ]
    loaded(run, file, *options)
    found = [
        tuple(row[name] for name in ("ticket_id", "area_code", "ticket_class", "category", "lead_unit"))
        for row in tickets_of(run)
    ]
    assert found == [
        ("C1", "150105000000", "A", "供热", "住建局"),
        ("C2", "150105000000", "B", "供水", "住建局"),
    ]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2025-11-03", "2025-11-03 23:59:59"),
        ("2025-11-03T18:00", "2025-11-03 18:00:00"),
        (None, "2025-11-02 09:00:00"),
    ],
)
def test_the_data_date_is_what_is_said_or_the_latest_event(run: Run, sheet, written, stored) -> None:
    loaded(run, sheet(SOUND), *(["--as-of", written] if written else []))
    assert answer_of(run("history", "--dataset", "tickets", "--format", "json"))[0]["as_of"] == stored


@pytest.mark.parametrize(
    ("mode", "left"),
    [("upsert", ["C1", "C2", "C3"]), ("replace-scope", ["C1", "C3"]), ("replace-all", ["C3"])],
)
def test_the_mode_says_what_is_replaced(run: Run, sheet, mode: str, left: list[str]) -> None:
    loaded(run, sheet(SOUND))
    loaded(run, sheet(f"{HEADERS}\nC3,150105,A,供热,2025-11-02 10:00,\n"), "--mode", mode)
    assert [row["ticket_id"] for row in tickets_of(run)] == left


def test_several_files_are_loaded_as_one_upload(run: Run, sheet, tmp_path: Path) -> None:
    whole = sheet(SOUND).read_text("utf-8").splitlines(keepends=True)
    files = [tmp_path / f"{number}.csv" for number in "12"]
    for file, line in zip(files, whole[1:], strict=True):
        file.write_text(whole[0] + line, "utf-8")
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK")
    report = answer_of(run("check", "tickets", *files, broken, "--format", "json"), exit_code=1)
    assert [(fault["sheet"], fault["row"]) for fault in report["faults"]] == [("坏.xlsx", 0)]
    report = loaded(run, *files, broken, "--without", "坏.xlsx")
    assert (report["rows_published"], [one["sheet"] for one in report["skipped"]]) == (2, ["坏.xlsx"])
    (record, *_areas) = answer_of(run("history", "--dataset", "工单", "--format", "json"))
    assert record["file_name"] == "1等3个文件.zip"
    assert [row["source_sheet"] for row in tickets_of(run)] == ["1.csv", "2.csv"]
