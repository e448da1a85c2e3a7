"""Headers and columns: what fits, what is asked."""

import pytest

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Column, Dataset
from zhiping.upload.matching import MatchError, _column_forms, match, nearest_header

TICKETS = DATASETS["tickets"]
FEES = Dataset(
    "fees",
    "费用",
    "tickets",
    "每行一笔",
    columns=(
        Column("fee_id", "编号", "code", is_required=True, is_key=True),
        Column("fee_yuan", "金额(元)", "number", unit="元"),
    ),
)


@pytest.mark.parametrize(
    "header",
    [
        "派单时间",
        " 派单\n时间 ",
        "*派单时间",
        "派单时间*",
        "派单时间（必填）",
        "dispatched_at",
        "Dispatched At",
        "派发时间",
        "派单时间：",
    ],
)
def test_a_header_fits_by_label_name_or_synonym(header: str) -> None:
    assert match(["x", header], TICKETS).columns == {"dispatched_at": 1}


@pytest.mark.parametrize(
    ("header", "fits"),
    [("金额(元)", True), ("金额", True), ("金额（元）", True), ("金额(万元)", False), ("金额(计划)", False)],
)
def test_only_a_bracket_that_changes_nothing_is_dropped(header: str, fits: bool) -> None:
    assert ("fee_yuan" in match([header], FEES).columns) is fits


def test_what_is_missing_and_what_is_left_over() -> None:
    matching = match(["工单编号", "备注", ""], TICKETS)
    assert matching.missing_required == ("area_code", "ticket_class", "category", "dispatched_at")
    assert matching.unused == ("备注",)


def test_two_headers_for_one_column_are_asked_about() -> None:
    matching = match(["编号", "工单号"], TICKETS)
    assert "ticket_id" not in matching.columns and "ticket_id" in matching.missing_required
    assert [(a.name, a.headers) for a in matching.ambiguous] == [("ticket_id", ("A列“编号”", "B列“工单号”"))]


def test_the_label_goes_before_a_synonym() -> None:
    matching = match(["编号", "工单编号"], TICKETS)
    assert matching.columns == {"ticket_id": 1} and matching.ambiguous == () and matching.unused == ("编号",)


@pytest.mark.parametrize("theirs", ["甲", "B", "ｂ"])
@pytest.mark.parametrize("ours", ["ticket_id", "工单编号"])
def test_a_correction_wins(ours: str, theirs: str) -> None:
    assert match(["工单编号", "甲"], TICKETS, {ours: theirs}).columns == {"ticket_id": 1}


def test_a_correction_settles_what_was_ambiguous_or_leaves_a_column_out() -> None:
    settled = match(["编号", "工单号"], TICKETS, {"ticket_id": "A"})
    assert settled.columns == {"ticket_id": 0} and settled.ambiguous == ()
    assert match(["工单编号"], TICKETS, {"ticket_id": ""}).columns == {}


def test_an_unknown_column_lists_the_nearest_first() -> None:
    with pytest.raises(
        MatchError, match=r"“工单”里没有“派单日”这一项。可以是：派单时间\(dispatched_at\)、.*等。"
    ):
        match(["a"], TICKETS, {"派单日": "a"})


def test_an_unknown_header_lists_the_nearest_first() -> None:
    with pytest.raises(MatchError, match="文件里没有“编码”这一列。可以是：B列“编号”、"):
        match(["标题", "编号"], TICKETS, {"ticket_id": "编码"})


def test_a_header_that_stands_twice_is_named_by_letter() -> None:
    with pytest.raises(MatchError, match="文件里有多列叫“时间”，请改用列号：A列“时间”、B列“时间”。"):
        match(["时间", "时间"], TICKETS, {"派单时间": "时间"})


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda dataset: dataset.name)
def test_every_contract_matches_its_own_labels_and_names(dataset: Dataset) -> None:
    whole = {column.name: index for index, column in enumerate(dataset.columns)}
    assert match([column.label for column in dataset.columns], dataset).columns == whole
    assert match([column.name for column in dataset.columns], dataset).columns == whole


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda dataset: dataset.name)
def test_no_header_fits_two_columns_of_a_contract(dataset: Dataset) -> None:
    forms = [form for column in dataset.columns for form in frozenset().union(*_column_forms(column))]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("header", "fits"),
    [
        ("基本情况 / 金额(元)", True),
        ("基本情况 / 金额 / 元", False),
        ("计划 / 金额", False),
        ("上年同期 / 金额", False),
        ("2024年 / 金额", False),
    ],
)
def test_a_heading_over_a_header_may_make_it_another_column(header: str, fits: bool) -> None:
    assert ("fee_yuan" in match([header], FEES).columns) is fits


def test_a_heading_and_what_stands_below_it_may_be_one_word() -> None:
    headers = ["派单 / 时间", "认领 / 时间", "办结 / 时间"]
    assert match(headers, TICKETS).columns == {"dispatched_at": 0, "claimed_at": 1, "closed_at": 2}


def test_a_header_said_in_one_row_goes_before_one_of_several() -> None:
    assert match(["本年 / 金额", "金额"], FEES).columns == {"fee_yuan": 1}
    assert match(["甲 / 金额", "乙 / 金额"], FEES).ambiguous[0].name == "fee_yuan"


def test_the_header_that_looks_most_like_a_column_is_named() -> None:
    headers = ["工单编号", "诉求类型别", "派单的时间", "x" * 50_000]
    matching = match(headers, TICKETS)
    named = [nearest_header(headers, matching, TICKETS.column(name)) for name in matching.missing_required]
    assert named == ["", "", "B列“诉求类型别”", "C列“派单的时间”"]
