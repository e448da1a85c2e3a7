"""Links in circulation: when one opens, what is kept of its token, and the file that holds them."""

import sqlite3
import stat
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from zhiping.access import links
from zhiping.access.links import Issued, LinkEnded
from zhiping.access.state import METADATA, State, StateUnusable, newest_step
from zhiping.settings import SettingsError

NOW = datetime(2025, 11, 4, 18)
SECOND = timedelta(seconds=1)


def issued(state: State, days: int = 7, version: int | None = None, **filters: str) -> Issued:
    return links.issue(
        state,
        page="tickets/funnel",
        filters=filters,
        told="工单漏斗",
        issuer="甲",
        version=version,
        days=days,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("changed", "now", "standing"),
    [
        ({"paused_at": None}, NOW, "open"),
        ({"paused_at": None}, NOW + timedelta(days=7) - SECOND, "open"),
        ({"paused_at": None}, NOW + timedelta(days=7), "expired"),
        ({"until": NOW + timedelta(days=30)}, NOW + timedelta(days=29), "open"),
        ({"paused_at": NOW}, NOW, "paused"),
        ({"paused_at": NOW}, NOW + timedelta(days=7), "expired"),
        ({"revoked_at": NOW}, NOW, "revoked"),
        ({"revoked_at": NOW, "paused_at": NOW}, NOW + timedelta(days=7), "revoked"),
    ],
)
def test_what_cannot_be_undone_goes_before_what_can(
    state: State, changed: dict[str, datetime | None], now: datetime, standing: str
) -> None:
    made = issued(state, area="150105")
    links.change(state, made.link.link_id, **changed)
    (link,) = links.listed(state)
    assert link.standing(now) == standing
    for look in (
        lambda: links.opened(state, made.token, now),
        lambda: links.held(state, made.link.link_id, made.token, now),
    ):
        if standing == "open":
            assert look().filters == {"area": "150105"}
        else:
            with pytest.raises(LinkEnded):
                look()


def test_each_end_has_its_sentence(state: State) -> None:
    tokens = [issued(state).token for _ending in range(3)]
    for link, changed in zip(
        links.listed(state), ({"paused_at": NOW}, {"revoked_at": NOW}, {"until": NOW}), strict=True
    ):
        links.change(state, link.link_id, **changed)
    said = set()
    for token in (*tokens, "keiner"):
        with pytest.raises(LinkEnded) as ended:
            links.opened(state, token, NOW)
        said.add(str(ended.value))
    assert said == {
        "分享人暂停了这个链接：请稍后再打开，或联系甲。",
        "甲撤回了这个分享链接。",
        "这个分享链接已于2025年11月4日到期：需要继续查看，请甲重新分享。",
        "没有这个分享链接：请核对地址是否完整，或请分享人重新发一次。",
    }


def test_a_token_that_is_none_takes_what_one_that_has_ended_takes(state: State) -> None:
    """The same statements, so that the time of an answer does not tell which tokens there were."""
    tokens = [issued(state).token for _ending in range(3)]
    for link, changed in zip(
        links.listed(state), ({"paused_at": NOW}, {"revoked_at": NOW}, {"until": NOW}), strict=True
    ):
        links.change(state, link.link_id, **changed)
    asked: list[str] = []
    sa.event.listen(state._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    told = set()
    for token in (*tokens, "keiner"):
        asked.clear()
        with pytest.raises(LinkEnded):
            links.opened(state, token, NOW)
        told.add(tuple(asked))
    ((statement,),) = told
    assert "token_hash" in statement


def test_the_name_of_a_link_opens_nothing_without_its_token(state: State) -> None:
    first, second = issued(state), issued(state)
    for proof in (None, "", second.token, first.link.link_id):
        with pytest.raises(LinkEnded):
            links.held(state, first.link.link_id, proof, NOW)
    assert links.held(state, first.link.link_id, first.token, NOW) == first.link


def test_openings_are_counted_and_looks_are_not(state: State) -> None:
    made = issued(state)
    links.opened(state, made.token, NOW + SECOND)
    links.opened(state, made.token, NOW + 2 * SECOND)
    links.held(state, made.link.link_id, made.token, NOW + 3 * SECOND)
    (link,) = links.listed(state)
    assert (link.opened_count, link.last_opened_at) == (2, NOW + 2 * SECOND)


def test_a_token_is_in_no_file(file_state: State, tmp_path: Path) -> None:
    made = issued(file_state)
    assert len(made.token) == 22, "128 bits"
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert made.token.encode() not in written
    assert made.link.link_id.encode() in written
    assert made.link.token_end == made.token[-4:]


def test_only_days_that_are_offered(state: State) -> None:
    with pytest.raises(ValueError, match="365"):
        issued(state, days=365)
    assert links.listed(state) == []


def test_who_shares_nothing_has_no_file_and_who_does_has_one_of_their_own(
    file_state: State, tmp_path: Path
) -> None:
    assert links.listed(file_state) == []
    with pytest.raises(LinkEnded):
        links.opened(file_state, "keiner", NOW)
    assert list(tmp_path.iterdir()) == []
    issued(file_state)
    file = tmp_path / "state.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with sqlite3.connect(file) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()


def test_two_processes_write_one_after_the_other(state_url: str) -> None:
    states = [State(state_url) for _process in range(2)]
    for state in states * 3:
        issued(state)
    assert [len(links.listed(state)) for state in states] == [6, 6]
    for state in states:
        state.close()


def test_the_steps_make_the_tables_that_are_declared(state: State) -> None:
    def told(columns: Iterable[Mapping[str, Any]]) -> set[tuple[str, str, bool]]:
        return {(one["name"], str(one["type"]), one["nullable"]) for one in columns}

    issued(state)
    with state.writing() as connection:
        assert (
            connection.execute(sa.text("select version_num from alembic_version")).scalar() == newest_step()
        )
        made, declared = sa.inspect(connection), connection.dialect
        for table in METADATA.sorted_tables:
            wanted = [
                {"name": one.name, "type": one.type.compile(declared), "nullable": one.nullable}
                for one in table.columns
            ]
            types = {"TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE"} if declared.name == "postgresql" else {}
            assert {(n, types.get(t, t), o) for n, t, o in told(made.get_columns(table.name))} == told(wanted)


def test_a_state_of_a_newer_product_is_told_and_left_alone(state_url: str) -> None:
    newer = State(state_url)
    issued(newer)
    with newer.writing() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    newer.close()
    state = State(state_url)
    with pytest.raises(StateUnusable, match="较新的版本"):
        links.listed(state)
    state.close()


@pytest.mark.parametrize("url", ["", "keine", "mysql://a/b", "postgresql+keiner://a/b"])
def test_an_address_that_leads_nowhere_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        State(url)


def test_a_link_whose_version_cannot_be_kept_is_none(state: State) -> None:
    def refused(_link: links.Link) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        links.issue(
            state,
            page="tickets/funnel",
            filters={},
            told="",
            issuer="甲",
            version=3,
            days=7,
            now=NOW,
            keep=refused,
        )
    assert links.listed(state) == []
