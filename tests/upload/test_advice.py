"""What a clerk is told before a publish: schemes that do not agree, in the mode that was chosen, and orphans."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.upload.taking import Taken, taking
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.as_if import run_as_if_published
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.store.publishing import Store

NOW = datetime(2025, 11, 5, 9)
ACCESS = Access(DEMO_USER)
SCHEME = "区划代码,年度,考核组,重点任务权重(%),指标(服务标准)项数\n152530,2025,推动高质量发展,40,2\n"
HEADERS = "区划代码,年度,考核组,指标编号,指标名称,维度,权重,方向,计分方法,是否重点任务\n"


def indicators(*weights: tuple[str, float, str], year: int = 2025) -> str:
    """Rows of 考核指标: code, weight, 是 or 否."""
    rows = (
        f"152530,{year},推动高质量发展,{code},{code},维度,{weight},正向,直接得分,{is_key}"
        for code, weight, is_key in weights
    )
    return HEADERS + "\n".join(rows) + "\n"


@pytest.fixture
def taken(store: Store, tmp_path: Path) -> Iterator[Taken]:
    """`taken("appraisal_indicators", text)`: the checked file."""
    with taking(store, tmp_path, NOW) as take:
        yield take


@pytest.fixture
def agreed(taken: Taken) -> None:
    """A scheme of two indicators that agrees with itself."""
    taken("appraisal_schemes", SCHEME).publish()
    taken("appraisal_indicators", indicators(("Z1", 40, "是"), ("Z2", 60, "否"))).publish()


@pytest.mark.usefixtures("agreed")
def test_a_whole_new_list_is_judged_by_the_mode_in_which_it_is_published(taken: Taken) -> None:
    """Added to what stands the weights sum to 200; in its place they sum to 100."""
    new = taken("appraisal_indicators", indicators(("Y1", 40, "是"), ("Y2", 60, "否")))
    assert any("200" in sentence for sentence in new.advice("upsert"))
    assert new.advice("replace-scope") == ()
    assert new.advice("replace-all") == ()


@pytest.mark.usefixtures("agreed")
def test_a_part_of_the_list_is_whole_only_when_it_is_added(taken: Taken) -> None:
    part = taken("appraisal_indicators", indicators(("Z2", 60, "否")))
    assert part.advice("upsert") == ()
    assert any("60" in sentence for sentence in part.advice("replace-scope"))


@pytest.mark.usefixtures("agreed")
def test_a_replacing_list_of_another_year_leaves_this_one(taken: Taken) -> None:
    other = taken("appraisal_indicators", indicators(("Z1", 90, "是"), year=2024))
    told = other.advice("replace-scope")
    assert told
    assert all("2024" in sentence for sentence in told)


def test_rows_without_a_parent_are_told_and_may_be_published(store: Store, taken: Taken) -> None:
    lonely = taken(
        "courtyard_activities", "活动编号,小院编号,活动日期,活动类型,件/次数\nH1,XY-9,2025-11-01,理论宣讲,1\n"
    )
    (sentence,) = lonely.advice()
    assert "XY-9" in sentence
    assert "“小院”" in sentence
    assert lonely.publish().rows_published == 1
    assert run(store, "courtyards/rows", ACCESS).rows == []


def test_a_question_about_persons_is_never_asked_beforehand(store: Store, taken: Taken) -> None:
    schemes = taken("appraisal_schemes", SCHEME)
    for name in ("appraisal/peers", "appraisal/ranking"):
        with store.workspace() as con, pytest.raises(ValueError, match=name):
            run_as_if_published(con, store, name, ACCESS, schemes.draft("upsert"))


SESSIONS = "开课编号,课程编号,开课时间,学时,区划代码,名额(人)\n"
BOOKINGS = "预约编号,开课编号,学员代号,预约状态\n"


def test_more_bookings_than_places_are_told_from_either_side(taken: Taken) -> None:
    """Whichever of the two files comes later; what was cancelled takes no place, and no stated number is no limit."""
    session = f"{SESSIONS}KK-1,KC-1,2025-10-16 09:00,2,150105,2\nKK-2,KC-1,2025-10-17 09:00,2,150105,\n"
    taken("class_sessions", session).publish()
    two = "YY-1,KK-1,L-1,已参加\nYY-2,KK-1,L-2,未到\nYY-3,KK-1,L-3,已取消\nYY-4,KK-2,L-1,已参加\n"
    bookings = taken("bookings", BOOKINGS + two)
    assert bookings.advice() == ()
    bookings.publish()
    told = "有 1 个开课编号的“预约”（已预约、已参加、未到）多于“开课”的名额(人)：KK-1（3 行，2）。"
    (sentence,) = taken("bookings", f"{BOOKINGS}YY-5,KK-1,L-5,已预约\n").advice()
    assert sentence.startswith(told)
    assert taken("bookings", f"{BOOKINGS}YY-2,KK-1,L-2,已取消\nYY-5,KK-1,L-5,已预约\n").advice() == ()
    (sentence,) = taken("class_sessions", session.replace("150105,2\n", "150105,1\n")).advice()
    assert "KK-1（2 行，1）" in sentence
    assert taken("class_sessions", session.replace("KK-1", "KK-9")).advice() == ()


def test_every_room_names_columns_of_both_datasets() -> None:
    for dataset in DATASETS.values():
        for room in dataset.rooms:
            parent = DATASETS[room.dataset]
            assert parent.key == (room.link,)
            assert parent.column(room.most).kind == "integer"
            assert set(room.values) <= set(dataset.column(room.column).choices)


@pytest.mark.parametrize(
    ("scores", "is_asked"), [((0, 7, 8, 10), True), ((0, 3, 8, 10), False), ((6, 7, 8, 10), False)]
)
def test_a_zero_among_high_scores_is_asked_about(
    taken: Taken, scores: tuple[int, ...], is_asked: bool
) -> None:
    rows = "".join(f"2025,D-1,R-{place},R-9,{score}\n" for place, score in enumerate(scores))
    advice = taken("peer_ratings", f"年度,班子所在单位,评分人代号,被评人代号,互评分\n{rows}").advice()
    told = "“互评分”里有 1 个 0（例如第 2 行），其余都在 7 到 10 之间。"
    assert any(told in sentence for sentence in advice) == is_asked
