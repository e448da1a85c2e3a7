"""Accounts and sessions: what opens, for how long, and what goes when a person goes."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from zhiping.access import accounts, links, passwords, sessions
from zhiping.access.accounts import AccountRefused, Rights, rights
from zhiping.access.attempts import FREE_OF_A_NAME, FREE_OF_AN_ADDRESS, LONGEST, Attempts
from zhiping.access.passwords import PasswordRefused, check_password, one_time_password
from zhiping.access.permissions import ADMIN, CLERK, LEADER, NOBODY, PEOPLE
from zhiping.access.state import State

NOW = datetime(2025, 11, 4, 9)
OWN = "牧场-二十七-Xilin"
LEADS = Rights(frozenset({LEADER}), "150105")
RULES = Rights(frozenset({ADMIN, LEADER}))


def with_own_password(state: State, name: str, may: Rights = LEADS) -> accounts.Account:
    accounts.add(state, name, may, NOW)
    accounts.set_password(state, name, OWN)
    found = accounts.found(state, name)
    assert found is not None
    return found


def signed_in(state: State, name: str, may: Rights = LEADS) -> str:
    return sessions.begin(state, with_own_password(state, name, may), NOW)


def user_of(state: State, token: str, now: datetime = NOW) -> object:
    session = sessions.held(state, token, now)
    return session.user if session else None


def test_a_one_time_password_lets_in_to_change_it_and_to_nothing_else(state: State) -> None:
    once = accounts.add(state, "赛罕区领导", LEADS, NOW)
    account = accounts.of_password(state, "赛罕区领导", once, NOW)
    assert account
    assert account.once_until == NOW + timedelta(days=accounts.ONCE_DAYS)
    token = sessions.begin(state, account, NOW)
    assert user_of(state, token) == NOBODY
    accounts.set_password(state, "赛罕区领导", OWN)
    assert user_of(state, token) is None, "whoever saw the first password is out"
    assert accounts.of_password(state, "赛罕区领导", once, NOW) is None
    account = accounts.of_password(state, " 赛罕区领导", OWN, NOW)
    assert account
    assert account.user.scope == "150105"


def test_a_one_time_password_does_not_open_for_ever(state: State) -> None:
    once = accounts.add(state, "甲", LEADS, NOW)
    last = NOW + timedelta(days=accounts.ONCE_DAYS)
    assert accounts.of_password(state, "甲", once, last - timedelta(seconds=1))
    assert accounts.of_password(state, "甲", once, last) is None


@pytest.mark.parametrize("name", ["甲", "谁也不是", ""])
@pytest.mark.parametrize("password", ["", "牧场", OWN.lower(), "x" * 10_000])
def test_a_wrong_name_costs_the_same_work_as_a_wrong_password(
    state: State, monkeypatch: pytest.MonkeyPatch, name: str, password: str
) -> None:
    with_own_password(state, "甲")
    verified: list[str | None] = []
    real = passwords.is_of

    def counted(given: str, kept: str | None) -> bool:
        verified.append(kept)
        return real(given, kept)

    monkeypatch.setattr(passwords, "is_of", counted)
    assert accounts.of_password(state, name, password, NOW) is None
    assert len(verified) == 1


def test_nobody_has_no_password() -> None:
    assert not passwords.is_of("", None)
    assert passwords.is_of("Ａbc-牧场-1234", passwords.hashed("Abc-牧场-1234")), (
        "however a keyboard writes it"
    )
    assert "argon2id" in passwords.hashed(OWN)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kurz", "12"),
        ("x" * 129, "12"),
        ("ababababababab", "太少"),
        ("abcdefghijklmn", "连续"),
        ("123456789012", "连续"),
        ("赛罕区领导-2025-tg", "用户名"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(password: str, why: str) -> None:
    with pytest.raises(PasswordRefused, match=why):
        check_password(password, "赛罕区领导")
    check_password(OWN, "赛罕区领导")


def test_one_time_passwords_are_good_ones() -> None:
    made = {one_time_password() for _time in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password, "甲")


@pytest.mark.parametrize("name", ["甲", " 甲 ", "ＡＢ", "ab", "演示用户", "", "x" * 61, "a\nb"])
def test_no_two_persons_have_one_name(state: State, name: str) -> None:
    accounts.add(state, "甲", LEADS, NOW)
    accounts.add(state, "Ab", LEADS, NOW)
    accounts.add(state, "管理员", RULES, NOW)
    accounts.close(state, "甲", NOW)
    with pytest.raises(AccountRefused):
        accounts.add(state, name, LEADS, NOW)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        (("领导",), Rights(frozenset({LEADER}))),
        (("领导，人员考核", "150105000000"), Rights(frozenset({LEADER, PEOPLE}), "150105")),
        (
            ("填报员", " 150105 ", "", "", "工单、stations"),
            Rights(frozenset({CLERK}), "150105", datasets=frozenset({"tickets", "stations"})),
        ),
        (("leader", "", " 区住建局 "), Rights(frozenset({LEADER}), unit="区住建局")),
        (("",), "至少要有一个角色"),
        (("皇帝",), "没有“皇帝”这个角色"),
        (("领导", "赛罕区"), "不是区划代码"),
        (("填报员", "", "", "", "工钱"), "没有数据集“工钱”"),
        (("填报员", "", "区住建局"), "限于一个单位"),
    ],
)
def test_rights_as_people_write_them(written: tuple[str, ...], made: Rights | str) -> None:
    if isinstance(made, Rights):
        assert rights(*written) == made
    else:
        with pytest.raises(AccountRefused, match=made):
            rights(*written)


def test_a_session_ends_idle_and_at_the_latest(state: State) -> None:
    token = signed_in(state, "甲")
    moment = NOW
    while moment - NOW < sessions.LONGEST - sessions.IDLE:
        moment += sessions.IDLE - timedelta(minutes=1)
        assert user_of(state, token, moment), "seen before it was idle for too long"
    assert user_of(state, token, NOW + sessions.LONGEST) is None
    other = signed_in(state, "乙")
    assert user_of(state, other, NOW + sessions.IDLE) is None


@pytest.mark.parametrize("forged", [None, "", "x", "' or 1=1 --", "甲"])
def test_a_forged_token_is_nobodys(state: State, forged: str | None) -> None:
    signed_in(state, "甲")
    assert sessions.held(state, forged, NOW) is None


def test_no_token_and_no_password_is_in_the_file(file_state: State, tmp_path: Path) -> None:
    token = signed_in(file_state, "甲")
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert token.encode() not in written
    assert OWN.encode() not in written
    assert "甲".encode() in written


def test_what_ends_a_session(state: State) -> None:
    ruler = with_own_password(state, "管理员", RULES)
    account = with_own_password(state, "甲")
    for act in (
        lambda: accounts.close(state, "甲", NOW),
        lambda: accounts.reset(state, "甲", NOW),
        lambda: accounts.set_password(state, "甲", OWN),
        lambda: sessions.end_all(state, "甲"),
    ):
        first, second, other = (sessions.begin(state, one, NOW) for one in (account, account, ruler))
        act()
        assert [bool(sessions.held(state, token, NOW)) for token in (first, second, other)] == [
            False,
            False,
            True,
        ]
        accounts.reset(state, "甲", NOW)  # opens again what was closed
    first, second = (sessions.begin(state, account, NOW) for _browser in range(2))
    sessions.end(state, first)
    assert [bool(sessions.held(state, token, NOW)) for token in (first, second)] == [False, True]


def test_rights_that_were_taken_away_are_gone_at_the_next_click(state: State) -> None:
    token = signed_in(state, "甲")
    accounts.change(state, "甲", replace(LEADS, scope="150102"), NOW)
    session = sessions.held(state, token, NOW)
    assert session
    assert session.user.scope == "150102"


def test_somebody_is_left_who_can_make_accounts(state: State) -> None:
    accounts.add(state, "管理员", RULES, NOW)
    for act in (
        lambda: accounts.close(state, "管理员", NOW),
        lambda: accounts.change(state, "管理员", LEADS, NOW),
    ):
        with pytest.raises(AccountRefused, match="唯一的管理员"):
            act()
    accounts.add(state, "第二个", RULES, NOW)
    accounts.close(state, "管理员", NOW)


def shared(state: State, issuer: str, **filters: str) -> str:
    made = links.issue(
        state,
        page="tickets/funnel",
        filters=filters,
        told="",
        issuer=issuer,
        version=None,
        days=7,
        now=NOW,
    )
    return made.link.link_id


def standing(state: State) -> dict[str, str]:
    return {link.link_id: link.standing(NOW) for link in links.listed(state)}


def test_links_go_with_whoever_made_them(state: State) -> None:
    accounts.add(state, "甲", replace(LEADS, scope="1501"), NOW)
    inside, outside = shared(state, "甲", area="150105001"), shared(state, "甲", area="150102")
    whole, others = shared(state, "甲", area="1501"), shared(state, "乙", area="150102")
    accounts.change(state, "甲", replace(LEADS, roles=frozenset({LEADER, PEOPLE}), scope="1501"), NOW)
    assert set(standing(state).values()) == {"open"}
    accounts.change(state, "甲", LEADS, NOW)
    assert standing(state) == {inside: "open", outside: "revoked", whole: "revoked", others: "open"}
    accounts.change(state, "甲", replace(LEADS, unit="区住建局"), NOW)
    assert standing(state)[inside] == "revoked"
    again = shared(state, "甲", area="150105")
    accounts.close(state, "甲", NOW)
    assert standing(state)[again] == "revoked"
    assert standing(state)[others] == "open"


def test_an_admin_sees_with_the_eyes_of_another_and_acts_as_nobody(state: State) -> None:
    token = signed_in(state, "管理员", RULES)
    with_own_password(state, "甲", Rights(frozenset({CLERK, PEOPLE}), "150105"))
    sessions.view_as(state, token, accounts.found(state, "甲"))
    session = sessions.held(state, token, NOW)
    assert session
    assert (session.user.name, session.user.scope, session.user.viewed_by) == ("甲", "150105", "管理员")
    assert session.user.roles == {LEADER}, "no persons that the admin may not see, nothing to upload"
    accounts.close(state, "甲", NOW)
    session = sessions.held(state, token, NOW)
    assert session
    assert session.user.name == "管理员"


def test_who_is_no_admin_any_more_sees_with_their_own_eyes(state: State) -> None:
    token = signed_in(state, "管理员", RULES)
    signed_in(state, "另一位管理员", RULES)
    with_own_password(state, "甲", LEADS)
    sessions.view_as(state, token, accounts.found(state, "甲"))
    accounts.change(state, "管理员", replace(LEADS, scope="150102"), NOW)
    session = sessions.held(state, token, NOW)
    assert session
    assert (session.user.name, session.user.scope, session.user.viewed_by) == ("管理员", "150102", "")


def test_each_failure_makes_the_next_wait_longer() -> None:
    tried, now, waits = Attempts(), NOW, []
    for _failure in range(FREE_OF_A_NAME + 14):
        waits.append(tried.seconds_to_wait("甲", "10.0.0.1", now))
        now += timedelta(seconds=waits[-1])
        assert tried.seconds_to_wait("甲", "10.0.0.1", now) == 0
        tried.note_failure("甲", "10.0.0.1", now)
    assert waits[: FREE_OF_A_NAME + 4] == [0] * FREE_OF_A_NAME + [4, 8, 16, 32]
    assert waits[-1] == LONGEST.total_seconds()
    assert tried.seconds_to_wait("甲", "10.0.0.2", now) > 0, "also from elsewhere"
    assert tried.seconds_to_wait("乙", "10.0.0.1", now) == 0
    tried.note_success("甲")
    assert tried.seconds_to_wait("甲", "10.0.0.2", now) == 0


def test_an_address_that_tries_many_names_waits_too() -> None:
    tried = Attempts()
    for number in range(FREE_OF_AN_ADDRESS):
        assert tried.seconds_to_wait(f"{number}", "10.0.0.1", NOW) == 0
        tried.note_failure(f"{number}", "10.0.0.1", NOW)
    assert tried.seconds_to_wait("新的", "10.0.0.1", NOW) == 4
    assert tried.seconds_to_wait("新的", "10.0.0.2", NOW) == 0
