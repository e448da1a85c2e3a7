"""Accounts: who may sign in, with which roles, areas, unit, company and datasets.

An account is never removed: uploads and links keep the name of whoever made them, and no other person gets it. Whoever
is closed, or sees less than before, takes along the sessions and links that showed more.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from zhiping.access import links, passwords
from zhiping.access.permissions import ADMIN, CLERK, DEMO_USER, LEADER, PEOPLE, SECOND, User
from zhiping.access.state import ACCOUNTS, SESSIONS, State
from zhiping.contracts import DATASETS
from zhiping.rules.areas import area_prefix
from zhiping.words import N_, _

ROLES = {
    LEADER: N_("领导"),
    CLERK: N_("填报员"),
    ADMIN: N_("管理员"),
    PEOPLE: N_("人员考核"),
    SECOND: N_("填报须复核"),
}
ONCE_DAYS = 7  # for so long a one-time password opens
MOST_LETTERS = 60  # of a name
_NOT_FREE = {DEMO_USER.name, "演示", "产品自带", "访客"}  # who the product itself writes down
_SPLIT = str.maketrans(dict.fromkeys("，,；;\n", "、"))


class AccountRefused(ValueError):
    """An account that cannot be as it was asked for; the message says why and what to do."""


@dataclass(frozen=True)
class Rights:
    """What an account may: see User. `scope` as an area prefix; `datasets` by their names."""

    roles: frozenset[str]
    scope: str = ""
    unit: str = ""
    company: str = ""
    datasets: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Account:
    """One account. `once_until`: until when its one-time password opens; None where it has one of its own.

    `subject`: who it is at the office's identity provider, for one that signs in there and has no password here.
    """

    name: str
    rights: Rights
    once_until: datetime | None
    made_at: datetime
    signed_in_at: datetime | None
    closed_at: datetime | None
    subject: str | None = None

    @property
    def user(self) -> User:
        """The person that the account is."""
        return User(self.name, **vars(self.rights))


def rights(roles: str, scope: str = "", unit: str = "", company: str = "", datasets: str = "") -> Rights:
    """Rights as people write them: roles and datasets by their words, split at 、; an area by its code.

    Raises AccountRefused.
    """
    try:
        area = area_prefix(scope.strip())
    except ValueError as error:
        raise AccountRefused(
            _("“{area}”不是区划代码。请写 2、4、6、9 或 12 位数字。").format(area=scope)
        ) from error
    words = {_(word): role for role, word in ROLES.items()} | {role: role for role in ROLES}
    labels = {_(one.label): name for name, one in DATASETS.items()} | {name: name for name in DATASETS}
    found = Rights(
        _named(roles, words, _("没有“{word}”这个角色。可用的有：{known}。")),
        area,
        unit.strip(),
        company.strip(),
        _named(datasets, labels, _("没有数据集“{word}”。可用的有：{known}。")),
    )
    if not found.roles:
        raise AccountRefused(
            _("账号至少要有一个角色：{known}。").format(known=_("、").join(map(_, ROLES.values())))
        )
    if found.unit and CLERK in found.roles:
        raise AccountRefused(_("限于一个单位的账号只能看，不能是填报员。请去掉单位，或去掉填报员角色。"))
    return found


def _named(written: str, known: dict[str, str], refusal: str) -> frozenset[str]:
    asked = [word.strip() for word in written.translate(_SPLIT).split("、") if word.strip()]
    for word in asked:
        if word not in known:
            names = _("、").join(name for name, value in known.items() if name != value)
            raise AccountRefused(refusal.format(word=word, known=names))
    return frozenset(known[word] for word in asked)


def are_any(state: State) -> bool:
    """Whether there are accounts, so that nobody is anybody without one; closed ones count."""
    return bool(state.rows(sa.select(ACCOUNTS.c.name).limit(1)))


def listed(state: State) -> list[Account]:
    """All accounts by name, those that are closed last."""
    asked = _ASKED.order_by(ACCOUNTS.c.closed_at.is_not(None), ACCOUNTS.c.name)
    return [account_of(row) for row in state.rows(asked)]


def found(state: State, name: str) -> Account | None:
    """The account of a name, however it is written; None where there is none."""
    rows = state.rows(_ASKED.where(ACCOUNTS.c.name_key == _key(name)))
    return account_of(rows[0]) if rows else None


def add(state: State, name: str, wanted: Rights, now: datetime) -> str:
    """Make an account; its one-time password. Raises AccountRefused."""
    return add_all(state, [(name, wanted)], now)[0][1]


def add_all(state: State, asked: Sequence[tuple[str, Rights]], now: datetime) -> list[tuple[str, str]]:
    """Make several accounts, or none: their names and one-time passwords. Raises AccountRefused."""
    names = [_free_name(state, name) for name, _rights in asked]
    if twice := next((name for name in names if [_key(one) for one in names].count(_key(name)) > 1), None):
        raise AccountRefused(_("用户名“{name}”写了两次。").format(name=twice))
    made = [(name, passwords.one_time_password()) for name in names]
    with state.writing() as connection:
        for (name, password), (_asked, wanted) in zip(made, asked, strict=True):
            connection.execute(
                ACCOUNTS.insert().values(
                    name=name,
                    name_key=_key(name),
                    password_hash=passwords.hashed(password),
                    once_until=now + timedelta(days=ONCE_DAYS),
                    made_at=now,
                    **_written(wanted),
                )
            )
    return made


def of_subject(state: State, subject: str) -> Account | None:
    """The account of somebody whom the identity provider knows; None where there is none yet."""
    rows = state.rows(_ASKED.where(ACCOUNTS.c.subject == subject))
    return account_of(rows[0]) if rows else None


def add_known(state: State, name: str, wanted: Rights, subject: str, now: datetime) -> None:
    """Make an account without a password, for somebody whom the identity provider knows. Raises AccountRefused."""
    name = _free_name(state, name)
    values = {"name": name, "name_key": _key(name), "password_hash": "", "subject": subject, "made_at": now}
    with state.writing() as connection:
        connection.execute(ACCOUNTS.insert().values(**values, **_written(wanted)))


def end_what_is_open(state: State, name: str, now: datetime) -> None:
    """End the sessions and links of an account, which stays as it is."""
    account = _there(state, name)
    with state.writing() as connection:
        _end_sessions(connection, account)
        links.end_of(connection, account.name, now)


def _free_name(state: State, name: str) -> str:
    """A name as it is kept. Raises AccountRefused for one that nobody can have."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if not 0 < len(plain) <= MOST_LETTERS or not plain.isprintable():
        raise AccountRefused(_("用户名要有 1 到 {most} 个字，不能有控制字符。").format(most=MOST_LETTERS))
    if found(state, plain) or plain in _NOT_FREE:
        raise AccountRefused(
            _("用户名“{name}”已经有了（停用的也算）。重名的请加上单位或数字。").format(name=plain)
        )
    return plain


def change(state: State, name: str, wanted: Rights, now: datetime) -> None:
    """Give an account other rights; links that show more than it sees now end. Raises AccountRefused."""
    account = _there(state, name)
    if ADMIN not in wanted.roles:
        _check_other_admin(state, account)
    before = account.rights
    with state.writing() as connection:
        _set(connection, account, **_written(wanted))
        sees_as_much = (before.unit, before.company) == (wanted.unit, wanted.company)
        links.end_of(connection, account.name, now, but_within=wanted.scope if sees_as_much else None)


def reset(state: State, name: str, now: datetime) -> str:
    """A new one-time password in the place of the old one; a closed account opens again. Its sessions end."""
    account, password = _there(state, name), passwords.one_time_password()
    if account.subject:
        with state.writing() as connection:
            _set(connection, account, closed_at=None)
        raise AccountRefused(
            _("“{name}”用单位统一身份登录，没有口令可重设；停用的现在已重新启用。").format(name=account.name)
        )
    values = {"password_hash": passwords.hashed(password), "once_until": now + timedelta(days=ONCE_DAYS)}
    with state.writing() as connection:
        _set(connection, account, **values, closed_at=None)
        _end_sessions(connection, account)
    return password


def close(state: State, name: str, now: datetime) -> None:
    """Close an account; its sessions and links end. Raises AccountRefused for the last admin."""
    account = _there(state, name)
    _check_other_admin(state, account)
    with state.writing() as connection:
        _set(connection, account, closed_at=now)
        _end_sessions(connection, account)
        links.end_of(connection, account.name, now)


def set_password(state: State, name: str, password: str) -> None:
    """Give an account a password of its own; all its sessions end. Raises PasswordRefused."""
    account = _there(state, name)
    passwords.check_password(password, account.name)
    with state.writing() as connection:
        _set(connection, account, password_hash=passwords.hashed(password), once_until=None)
        _end_sessions(connection, account)


def of_password(state: State, name: str, password: str, now: datetime) -> Account | None:
    """Whose name and password these are; None, after the same time, for any that do not open."""
    rows = state.rows(
        sa.select(*_ASKED.selected_columns, ACCOUNTS.c.password_hash).where(ACCOUNTS.c.name_key == _key(name))
    )
    account = account_of(rows[0]) if rows else None
    is_right = passwords.is_of(password, rows[0]["password_hash"] if rows else None)
    if account is None or not is_right or account.closed_at is not None:
        return None
    return None if account.once_until is not None and account.once_until <= now else account


_ASKED = sa.select(
    *(
        ACCOUNTS.c[name]
        for name in ("name", *Rights.__dataclass_fields__, *Account.__dataclass_fields__)
        if name in ACCOUNTS.c
    )
)


def account_of(row: sa.RowMapping) -> Account:
    """An account as its columns say."""
    may: dict[str, Any] = {name: row[name] for name in Rights.__dataclass_fields__}
    may |= {name: frozenset(may[name]) for name in ("roles", "datasets")}
    own = {name: row[name] for name in Account.__dataclass_fields__ if name != "rights"}
    return Account(rights=Rights(**may), **own)


def viewed(account: Account, by: Account) -> User:
    """The person of an account as an admin sees with their eyes: reading alone, and no persons that the admin may not see."""
    may = {LEADER} | ({PEOPLE} & account.rights.roles & by.rights.roles)
    return replace(account.user, roles=frozenset(may), datasets=frozenset(), viewed_by=by.name)


def _written(wanted: Rights) -> dict[str, Any]:
    lists = {"roles": sorted(wanted.roles), "datasets": sorted(wanted.datasets)}
    return {**vars(wanted), **lists}


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _there(state: State, name: str) -> Account:
    account = found(state, name)
    if account is None:
        raise AccountRefused(_("没有用户“{name}”。").format(name=name))
    return account


def _check_other_admin(state: State, account: Account) -> None:
    """Somebody must be left who can make accounts."""
    admins = [one.name for one in listed(state) if ADMIN in one.rights.roles and one.closed_at is None]
    if admins == [account.name]:
        raise AccountRefused(
            _("“{name}”是唯一的管理员。请先让另一个账号做管理员。").format(name=account.name)
        )


def _set(connection: sa.Connection, account: Account, **values: Any) -> None:
    connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.name == account.name).values(**values))


def _end_sessions(connection: sa.Connection, account: Account) -> None:
    connection.execute(SESSIONS.delete().where(SESSIONS.c.name == account.name))
    connection.execute(SESSIONS.update().where(SESSIONS.c.viewed == account.name).values(viewed=None))
