"""Who may issue a bulletin, open, withdraw one, and close its period; written as the rules of permissions.py."""

from zhiping.access.permissions import (
    ADMIN,
    DEMO_USER,
    PEOPLE,
    Access,
    NotAllowed,
    User,
    allows,
    check_may_read,
    may_see_people,
)
from zhiping.rules.areas import is_within
from zhiping.words import _


def check_may_issue(access: Access) -> None:
    """Raises NotAllowed unless the user may issue a bulletin: as themselves, and not by a link."""
    check_may_read(access.user)
    if access.is_shared:
        raise NotAllowed(_("从分享链接打开的页面不能生成通报，请分享人自己来。"))
    if access.user.viewed_by:
        raise NotAllowed(_("您正以{name}的身份查看，只能看，不能签发通报。").format(name=access.user.name))


def may_issue(access: Access) -> bool:
    """Whether the user may issue a bulletin: `check_may_issue` as yes or no."""
    return allows(check_may_issue, access)


def check_may_open_bulletin(access: Access, made_as: User) -> None:
    """Raises NotAllowed unless the user sees at least what the bulletin's issuer saw as it was made."""
    check_may_read(access.user)
    user = access.user
    sees_as_much = (
        not access.is_shared
        and is_within(made_as.scope, user.scope)
        and user.unit in ("", made_as.unit)
        and user.company in ("", made_as.company)
    )
    if not sees_as_much or (PEOPLE in made_as.roles and not may_see_people(access)):
        raise NotAllowed(_("这份通报里有您看不到的内容，请联系签发人{name}。").format(name=made_as.name))


def may_open_bulletin(access: Access, made_as: User) -> bool:
    """Whether an issued bulletin may be had: `check_may_open_bulletin` as yes or no."""
    return allows(check_may_open_bulletin, access, made_as)


def check_may_close(access: Access, area: str) -> None:
    """Raises NotAllowed unless the user may close and open a period of an area: an admin, as themselves, or nobody has to sign in."""
    user = access.user
    if access.is_shared or (user != DEMO_USER and (ADMIN not in user.roles or user.viewed_by)):
        raise NotAllowed(_("关账和打开账期由管理员做，您的账号没有“管理员”角色。"))
    if not is_within(area, user.scope):
        raise NotAllowed(_("这份通报的地区在您管辖范围以外，请联系上级管理员。"))


def may_close(access: Access, area: str) -> bool:
    """Whether the user may close a period: `check_may_close` as yes or no."""
    return allows(check_may_close, access, area)


def check_may_withdraw(access: Access, issuer: str, area: str) -> None:
    """Raises NotAllowed unless the user issued the bulletin, as themselves, or may close its period."""
    user = access.user
    is_own = user.name == issuer and not (access.is_shared or user.viewed_by)
    if not (is_own or may_close(access, area)):
        raise NotAllowed(_("通报由签发人{name}或管理员作废。").format(name=issuer))


def may_withdraw(access: Access, issuer: str, area: str) -> bool:
    """Whether the user may withdraw a bulletin: `check_may_withdraw` as yes or no."""
    return allows(check_may_withdraw, access, issuer, area)
