"""Who may issue a bulletin, and who may open one that was issued; written as the rules of permissions.py."""

from zhiping.access.permissions import (
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
