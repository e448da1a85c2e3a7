"""accounts: the first admin, and who has lost their password. Beside a running service too, which asks at every click."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiping import clock
from zhiping.access.permissions import ADMIN, DEMO_USER, LEADER
from zhiping.cli.exits import Exit
from zhiping.cli.opening import DataOption, Format, FormatOption, app, data_folder, fail, said
from zhiping.cli.printing import written
from zhiping.contracts.admin import TERMINAL, Act
from zhiping.settings import settings_from
from zhiping.words import _

if TYPE_CHECKING:
    from zhiping.access.state import State

accounts_app = typer.Typer(no_args_is_help=True, help=_("账号：建第一个管理员，重设忘了的口令。"))
app.add_typer(accounts_app, name="accounts")

NameArgument = Annotated[str, typer.Argument(help="用户名")]
_COLUMNS = ("name", "roles", "area_code", "unit", "company", "signed_in_at", "closed_at")


@accounts_app.command("add-admin")
def add_admin(name: NameArgument, data: DataOption = None) -> None:
    """建一个管理员，一次性口令只显示这一次。有了账号以后，打开治屏都要登录。"""
    from zhiping.access import accounts  # with it comes SQLAlchemy, which no other command needs

    with _state(data, f"add-admin {name}") as state:
        may = accounts.Rights(frozenset({ADMIN, LEADER}))
        _tell(name, accounts.add(state, name, may, clock.now()))


@accounts_app.command()
def reset(name: NameArgument, data: DataOption = None) -> None:
    """给一个账号新的一次性口令，只显示这一次；停用的账号重新启用。"""
    from zhiping.access import accounts

    with _state(data, f"reset {name}") as state:
        _tell(name, accounts.reset(state, name, clock.now()))


@accounts_app.command("list")
def list_all(data: DataOption = None, shape: FormatOption = Format.table) -> None:
    """列出全部账号。"""
    from zhiping.access import accounts

    with _state(data) as state:
        rows = [
            {
                **vars(one.rights),
                **vars(one),
                "roles": _("、").join(_(accounts.ROLES[role]) for role in sorted(one.rights.roles)),
                "area_code": one.rights.scope,
            }
            for one in accounts.listed(state)
        ]
    typer.echo(written(rows, _COLUMNS, shape))


@contextmanager
def _state(data: Path | None, done: str = "") -> "Iterator[State]":
    """The small state for one command; `done`: what it comes to, noted in the audit where it succeeds."""
    from zhiping.access.accounts import AccountRefused
    from zhiping.access.audit import Audit
    from zhiping.access.state import State

    settings = settings_from(data=data_folder(data))
    with said(), closing(State(settings.state)) as state:
        try:
            yield state
            if done:
                audit = Audit(state, settings.audit_mark)
                audit.note(
                    Act.CHANGED_ACCOUNT, who=DEMO_USER.name, now=clock.now(), page=TERMINAL, about=done
                )
        except AccountRefused as error:
            fail(Exit.WRONG_USE, str(error))


def _tell(name: str, password: str) -> None:
    from zhiping.access.accounts import ONCE_DAYS

    typer.echo(
        _("用户“{name}”的一次性口令：{password}").format(name=name, password=password)
        + "\n"
        + _("只显示这一次，{days} 天内有效，登录后要改成自己的口令。").format(days=ONCE_DAYS)
    )
