"""A folder whose files are loaded by themselves: what is published, what waits for a person, and what a cut-off leaves."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.upload.conftest import EVERYWHERE, HEADERS, NOW
from tests.upload.drafts import rows_of
from zhiping.store.publishing import Store
from zhiping.upload.inbox import PROFILE, Outcome, ProfileError, profile_of, take_in, waiting_files

SOUND = f"{HEADERS}\nT1,150105,A,供热,2025-11-01\n"
FOREVER = datetime(2100, 1, 1).timestamp()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / PROFILE).write_text('dataset = "tickets"\n', "utf-8")
    return tmp_path / "in"


def looked(store: Store, folder: Path) -> list[Outcome]:
    return list(take_in(store, EVERYWHERE, folder, now=NOW, before=FOREVER))


def places(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()} - {PROFILE}


def test_a_sound_file_is_published_once_and_a_faulty_one_has_its_answer_beside(
    store: Store, folder: Path
) -> None:
    (folder / "a.csv").write_text(SOUND, "utf-8")
    (folder / "b.csv").write_text(SOUND.replace("T1", "T2").replace("2025-11-01", "2025-13-01"), "utf-8")
    (folder / "c.xlsx").write_bytes(b"no workbook")
    (folder / "d.csv.part").write_text(SOUND, "utf-8")
    done, faulty, unreadable = looked(store, folder)
    assert (done.place, done.told) == ("done/a.csv", f"已发布 1 行，回执号 {done.receipt}，数据版本 2。")
    assert (faulty.place, faulty.told, faulty.receipt) == (
        "faulty/b.csv",
        "有 1 处错误，什么都没有发布。",
        None,
    )
    assert unreadable.place == "faulty/c.xlsx"
    assert places(folder) == {
        *("done/a.csv", "done/a.csv.json", "d.csv.part", "faulty/b.csv", "faulty/b.csv.json"),
        *("faulty/b（标出错误）.xlsx", "faulty/c.xlsx", "faulty/c.xlsx.json"),
    }
    assert json.loads((folder / "faulty" / "b.csv.json").read_text("utf-8"))["faults"][0]["row"] == 2
    assert load_workbook(folder / "faulty" / "b（标出错误）.xlsx").worksheets[0]["E2"].comment
    assert rows_of(store, "ticket_id") == [("T1",)]

    (folder / "a.csv").write_text(
        SOUND, "utf-8"
    )  # as where it was published and then cut off before it was moved
    (again,) = looked(store, folder)
    assert (again.place, again.receipt) == ("done/a-2.csv", done.receipt)
    assert "内容完全相同" in again.told
    assert looked(store, folder) == []


@pytest.mark.parametrize(
    ("profile", "text", "told"),
    [
        ('mode = "replace-all"\n', SOUND.replace("T1", "T9"), "移除 1 行"),
        ("", SOUND.replace("派单时间", "派单时间,标题").replace("11-01", "11-01,张三13800138000"), "手机号"),
    ],
)
def test_what_a_clerk_would_be_asked_about_waits_for_a_person(
    store: Store, folder: Path, profile: str, text: str, told: str
) -> None:
    (folder / "a.csv").write_text(SOUND, "utf-8")
    looked(store, folder)
    (folder / PROFILE).write_text('dataset = "tickets"\n' + profile, "utf-8")
    (folder / "b.csv").write_text(text, "utf-8")
    (outcome,) = looked(store, folder)
    assert outcome.place == "faulty/b.csv"
    assert told in outcome.told
    assert rows_of(store, "ticket_id") == [("T1",)]


def test_a_file_that_is_still_written_to_waits(folder: Path) -> None:
    (file := folder / "a.csv").write_text(SOUND, "utf-8")
    assert waiting_files(folder, file.stat().st_mtime - 1) == []
    assert waiting_files(folder, file.stat().st_mtime) == [file]


def test_a_profile_says_how_and_a_wrong_one_is_a_sentence(folder: Path) -> None:
    written = 'dataset = "tickets"\nmode = "replace-scope"\nmost_removed = 9\n[match]\n"工单编号" = "No"\n[set]\n"工单类别" = "B"\n'
    (folder / PROFILE).write_text(written, "utf-8")
    profile = profile_of(folder)
    assert (profile.mode, profile.most_removed, profile.wishes.corrections) == (
        "replace-scope",
        9,
        {"ticket_id": "No"},
    )
    assert profile.wishes.options.set_values == {"ticket_class": "B"}
    (folder / PROFILE).write_text(
        'dataset = "tickets"\ndate_order = "ymd"\nyear = 2025\nditto = true\nheader_row = 3\n', "utf-8"
    )
    wishes = profile_of(folder).wishes
    assert (wishes.options.date_order, wishes.options.year, wishes.options.ditto) == ("ymd", 2025, True)
    assert wishes.header_row == 3
    for line, told in {
        'date_order = "ydm"': "date_order 只能是 ymd、mdy、dmy",
        'year = "2025"': "year 要是 1900 到",
        "header_row = 0": "header_row 要是 1 到",
        "ditto = 1": "ditto 只能是 true",
    }.items():
        (folder / PROFILE).write_text(f'dataset = "tickets"\n{line}\n', "utf-8")
        with pytest.raises(ProfileError, match=told):
            profile_of(folder)
    for wrong in (
        "",
        "dataset = 1",
        'dataset = "tickets"\nmods = 1',
        "dataset",
        'dataset = "tickets"\nmode = "x"',
    ):
        (folder / PROFILE).write_text(wrong, "utf-8")
        with pytest.raises(ProfileError):
            profile_of(folder)
    (folder / PROFILE).unlink()
    with pytest.raises(ProfileError, match="里没有 profile.toml"):
        profile_of(folder)
