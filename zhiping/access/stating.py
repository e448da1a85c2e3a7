"""Who may write a 情况说明 or an appeal, read one, and decide; written as the rules of permissions.py."""

from zhiping.access.permissions import (
    DEMO_USER,
    Access,
    NotAllowed,
    allows,
    check_may_read,
    may_see_people,
)
from zhiping.access.statement import Statement
from zhiping.access.tasking import check_may_give_task
from zhiping.rules.areas import is_within
from zhiping.rules.statements import STATEMENT_STEPS
from zhiping.rules.tasks import UNIT
from zhiping.words import _


def check_may_write_statement(access: Access) -> None:
    """Raises NotAllowed unless the user reads as themselves, not by a link, and is not a company's."""
    check_may_read(access.user)
    if access.is_shared:
        raise NotAllowed(_("从分享链接打开的页面不能写情况说明，请登录后从目录打开。"))
    if access.user.viewed_by or access.user.company:
        raise NotAllowed(_("您的账号在这里只能看，不能写情况说明和申诉。"))


def may_write_statement(access: Access) -> bool:
    """Whether the user may write a statement: `check_may_write_statement` as yes or no."""
    return allows(check_may_write_statement, access)


def check_may_see_statement(access: Access, one: Statement) -> None:
    """Raises NotAllowed unless the statement is of the user's unit, or the user sees the whole scope of its writer.

    One about persons needs the permission for them too.
    """
    check_may_read(access.user)
    user = access.user
    is_own = bool(user.unit) and user.unit == one.unit
    sees_scope = not (user.unit or user.company) and is_within(one.scope, user.scope)
    if access.is_shared or not (is_own or sees_scope):
        raise NotAllowed(_("{number} 不在您的查看范围内。").format(number=one.number))
    if one.is_about_people and not may_see_people(access):
        raise NotAllowed(_("{number} 涉及具体人员，您的账号不能查看。").format(number=one.number))


def may_see_statement(access: Access, one: Statement) -> bool:
    """Whether the user may see a statement: `check_may_see_statement` as yes or no."""
    return allows(check_may_see_statement, access, one)


def check_may_take_statement_step(access: Access, one: Statement, step: str) -> None:
    """Raises NotAllowed unless the step is the user's: taking back of its unit or writer, all others of who gives tasks.

    Who wrote an appeal does not decide it.
    """
    check_may_see_statement(access, one)
    check_may_write_statement(access)
    is_own = (bool(access.user.unit) and access.user.unit == one.unit) or access.user.name == one.writer
    if STATEMENT_STEPS[step].side == UNIT:
        if not is_own:
            raise NotAllowed(_("只有写的一方可以收回。"))
        return
    check_may_give_task(access)
    if is_own and access.user != DEMO_USER:  # where nobody signs in, one person is all
        raise NotAllowed(_("申诉由别人复核，写的人自己不能办。"))


def may_take_statement_step(access: Access, one: Statement, step: str) -> bool:
    """Whether the step is the user's: `check_may_take_statement_step` as yes or no."""
    return allows(check_may_take_statement_step, access, one, step)
