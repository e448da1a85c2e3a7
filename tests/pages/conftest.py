"""Pages over really stored data: demonstration, none at all, one row of everything."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.given import given
from tests.pages.visiting import visitor
from tests.publishing import publish_texts
from tests.templates import Filling, copied, demonstration, shipped
from tests.ui.charts.reading import read, words_of
from zhiping import serving
from zhiping.store.publishing import Store
from zhiping.ui.charts import Figure
from zhiping.ui.kit import pictures

# One row of everything, in the order in which it is published.
ONE_ROW = {
    "tickets": "工单编号,区划代码,工单类别,诉求类别,派单时间,标题\nGD-1,150105001000,A,供热供暖,2025-11-01 09:00,暖气不热\n",
    "stations": (
        "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,服务项目,状态,信息更新时间\n"
        "YZ-1,人民路驿站,150105001000,111.69,40.81,WGS-84,24小时,休息、饮水,正常,2025-11-01 09:00\n"
    ),
    "merchants": (
        "商家编号,商家名称,商家类别,区划代码,经度,纬度,坐标系,状态\n"
        "SJ-1,人民路药店,药店,150105001000,111.691,40.811,WGS-84,有效\n"
    ),
    "workers": (
        "人员编码,企业,职业,区划代码,录入日期,状态\nW-1,甲平台,外卖骑手,150105001000,2025-10-01,在册\n"
    ),
    "redemptions": "核销编号,商家编号,人员编码,核销时间,原价(元),优惠(元)\nHX-1,SJ-1,W-1,2025-11-01 12:00,30,3\n",
    "holidays": "日期,类型,名称\n2025-10-01,休息,国庆节\n",
    "courtyards": "小院编号,小院名称,区划代码,小院类型\nXY-1,同心小院,150105001000,和谐\n",
    "courtyard_activities": (
        "活动编号,小院编号,活动日期,活动类型,件/次数,办结/化解数\nHD-1,XY-1,2025-11-01,矛盾纠纷,1,1\n"
    ),
    "appraisal_schemes": (
        "区划代码,年度,考核组,重点任务权重(%),指标(服务标准)项数\n150105000000,2025,推动高质量发展,100,1\n"
    ),
    "appraisal_units": (
        "年度,单位编号,单位名称,考核组,区划代码\n2025,T01,人民路街道,推动高质量发展,150105001000\n"
    ),
    "appraisal_people": "年度,人员代号,单位编号,岗位,是否一把手,等次,考核得分\n2025,R-1,T01,书记,是,称职,90\n",
    "appraisal_indicators": (
        "区划代码,年度,考核组,指标编号,指标名称,维度,权重,方向,计分方法,目标值,是否重点任务\n"
        "150105000000,2025,推动高质量发展,Z01,新增就业,民生,100,正向,目标完成率,100,是\n"
    ),
    "appraisal_values": "年度,考核期,单位编号,指标编号,数值\n2025,前三季度,T01,Z01,90\n",
    "peer_ratings": "年度,班子所在单位,评分人代号,被评人代号,互评分\n2025,T01,R-2,R-1,90\n",
    "appraisal_outcomes": "结果编号,年度,单位编号,人员代号,结果类型,决定日期\nJG-1,2025,T01,R-1,约谈提醒,2025-10-01\n",
    "rectifications": "问题编号,年度,单位编号,对应约谈,问题,整改时限\nZG-1,2025,T01,JG-1,项目开工慢,2025-12-01\n",
}
Opened = Callable[..., AppTest]
Seen = Callable[[str, str], AppTest]


def one_row(store: Store) -> None:
    """One row of everything."""
    publish_texts(store, ONE_ROW | given("ONE"), prefix="one-", as_of=datetime(2025, 11, 4, 18))


@pytest.fixture(autouse=True)
def no_exception_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that shows an exception fails its test, whatever the test looks at."""
    run = AppTest._run

    def checked(self: AppTest, *given: Any, **named: Any) -> AppTest:
        found = run(self, *given, **named)
        shown = [f"{one.message}\n{''.join(one.stack_trace)}" for one in found.exception]
        assert shown == [], "the page shows an exception"
        return found

    monkeypatch.setattr(AppTest, "_run", checked)


@pytest.fixture(autouse=True)
def pictures_say_what_is_drawn(
    monkeypatch: pytest.MonkeyPatch, looks: set[frozenset[tuple[str, str]]]
) -> None:
    """A picture of words that plotly does not know, or that are not drawn, fails its page; of equal words one is read."""
    draw = pictures.draw

    def checked(figure: Figure, key: str, **given: Any) -> None:
        if (look := frozenset(words_of(figure.spec))) not in looks:
            read(figure)
            looks.add(look)
        draw(figure, key, **given)

    monkeypatch.setattr(pictures, "draw", checked)


@pytest.fixture(scope="session")
def looks() -> set[frozenset[tuple[str, str]]]:
    """The words of the pictures that have been read."""
    return set()


@pytest.fixture(autouse=True)
def twins_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table that is made once somebody opens it stands open from the start, so that its rows can be looked at."""
    closed = st.expander

    def opened(label: str, *, key: str | None = None, **given: Any) -> Any:
        return closed(label, key=key, **{"expanded": (key or "").startswith("twin-"), **given})

    monkeypatch.setattr(st, "expander", opened)


@pytest.fixture
def own_data(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A data folder of its own without 演示数据; the process's store is in it until the test ends."""
    monkeypatch.setenv("ZHIPING_DATA", str(copied(tmp_path_factory, tmp_path / "store", shipped)))
    monkeypatch.setenv("ZHIPING_DEMO", "0")
    serving.forget_store()
    yield tmp_path / "store"
    serving.forget_store()


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """Kind of data -> its store, open for the whole session: pages only read it, and its answers are kept."""
    kinds: dict[str, tuple[Filling, ...]] = {
        "demo": (demonstration,),
        "empty": (shipped,),
        "one": (shipped, one_row),
    }
    found: dict[str, Store] = {}
    for kind, fillings in kinds.items():
        folder = tmp_path_factory.mktemp(f"pages-{kind}")
        with pytest.MonkeyPatch.context() as environment:
            serving.forget_store()
            copied(tmp_path_factory, folder, *fillings)
            environment.setenv("ZHIPING_DATA", str(folder))
            environment.setenv("ZHIPING_DEMO", "1" if kind == "demo" else "0")
            found[kind] = serving.store()
            _take_out()
    yield found
    for store in found.values():
        store.close()


def _take_out() -> None:
    """Let the process forget its store without closing it."""
    serving._open_stores.clear()


@pytest.fixture
def data(stores: dict[str, Store]) -> Iterator[Callable[[str], None]]:
    """`data("demo")`: pages read that kind of data until the end of the test."""

    def put_in(kind: str) -> None:
        _take_out()
        serving._open_stores.append(stores[kind])

    serving.forget_store()
    yield put_in
    _take_out()
    for store in stores.values():
        _forget_state(store)


def _forget_state(store: Store) -> None:
    """Nobody has shared, saved or noted anything beside a store that all tests read."""
    url = store.settings.state
    serving._open_audits.pop(url, None)
    serving._with_accounts.discard(url)
    if state := serving._open_states.pop(url, None):
        state.close()
    for file in (*store.settings.store.glob("state.sqlite*"), store.settings.audit_mark):
        file.unlink(missing_ok=True)


@pytest.fixture
def opened(data: Callable[[str], None]) -> Opened:
    """`opened("tickets/funnel", area="150105")`: the page after its run, as a fresh visitor's address opens it."""

    def run(name: str, kind: str = "demo", **filters: str) -> AppTest:
        data(kind)
        return visitor(name, **filters).run()

    return run


@pytest.fixture(scope="session")
def kept() -> dict[tuple[str, str], AppTest]:
    """Pages that have been opened and only looked at."""
    return {}


@pytest.fixture
def seen(opened: Opened, kept: dict[tuple[str, str], AppTest]) -> Seen:
    """`seen("tickets/funnel", "empty")`: the page over that kind of data, opened once for all who only look at it."""

    def look(name: str, kind: str) -> AppTest:
        if (name, kind) not in kept:
            kept[name, kind] = opened(name, kind)
        return kept[name, kind]

    return look
