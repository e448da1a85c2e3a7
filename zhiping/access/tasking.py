"""Who may give a 督办 task, see one, and do what with it; written as the rules of permissions.py."""

from zhiping.access.permissions import (
    LEADER,
    Access,
    NotAllowed,
    allows,
    check_may_read,
    may_see_people,
)
from zhiping.access.task import Task
from zhiping.rules.areas import is_within
from zhiping.rules.tasks import STEPS, UNIT
from zhiping.words import _


def check_may_give_task(access: Access) -> None:
    """Raises NotAllowed unless the user is a leader, as themselves, not by a link and not limited to one unit or company."""
    check_may_read(access.user)
    if access.is_shared:
        raise NotAllowed(_("从分享链接打开的页面不能派发督办，请登录后从目录打开。"))
    if access.user.viewed_by:
        raise NotAllowed(_("您正以{name}的身份查看，只能看，不能派发督办。").format(name=access.user.name))
    if access.user.unit or access.user.company:
        raise NotAllowed(_("您的账号只看一个单位的内容，不能派发督办。"))
    if LEADER not in access.user.roles:
        raise NotAllowed(_("督办由有“领导”角色的账号派发，您的账号没有。请联系管理员开通。"))


def may_give_task(access: Access) -> bool:
    """Whether the user may give a task: `check_may_give_task` as yes or no."""
    return allows(check_may_give_task, access)


def check_may_see_task(access: Access, task: Task) -> None:
    """Raises NotAllowed unless the task is the user's unit's, or the user sees at least what its maker saw.

    One about persons needs the permission for them too.
    """
    check_may_read(access.user)
    is_own = bool(access.user.unit) and access.user.unit == task.unit
    if access.is_shared or not (is_own or sees_as_much(access, task)):
        raise NotAllowed(_("督办 {number} 不在您的查看范围内。").format(number=task.number))
    if task.is_about_people and not may_see_people(access):
        raise NotAllowed(_("督办 {number} 涉及具体人员，您的账号不能查看。").format(number=task.number))


def may_see_task(access: Access, task: Task) -> bool:
    """Whether the user may see a task: `check_may_see_task` as yes or no."""
    return allows(check_may_see_task, access, task)


def sees_as_much(access: Access, task: Task) -> bool:
    """Whether the user sees at least what the task's maker saw, so that its figure may be read again for them."""
    user = access.user
    return not (access.is_shared or user.unit or user.company) and is_within(task.scope, user.scope)


def check_may_take_step(access: Access, task: Task, step: str) -> None:
    """Raises NotAllowed unless the step with the task is the user's: of its unit, or of who gives tasks.

    Who gives tasks notes down what a unit without an account has said; a unit never assesses itself.
    """
    check_may_see_task(access, task)
    if access.user.viewed_by:
        raise NotAllowed(_("您正以{name}的身份查看，只能看，不能办理督办。").format(name=access.user.name))
    is_own = bool(access.user.unit) and access.user.unit == task.unit
    if STEPS[step].side == UNIT and is_own:
        return
    if is_own:
        raise NotAllowed(
            _("“{step}”由派发的一方办理，责任单位自己不能办。").format(step=_(STEPS[step].label))
        )
    check_may_give_task(access)


def may_take_step(access: Access, task: Task, step: str) -> bool:
    """Whether the step is the user's: `check_may_take_step` as yes or no."""
    return allows(check_may_take_step, access, task, step)
