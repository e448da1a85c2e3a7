"""Who may do what, and which rows a person sees.

A rule is a pair: `check_may_…` raises NotAllowed with a sentence for the person, `may_…` is the same
rule as yes or no. The narrowing of rows happens where rows are read (zhiping/query.py), with the
ranges made here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiping.rules.areas import EVERYWHERE, is_within
from zhiping.words import _

LEADER = "leader"
CLERK = "clerk"
PEOPLE = "people"  # may read rows about single persons: grades, peer ratings, what follows from an appraisal


class NotAllowed(PermissionError):
    """What was asked is not this person's to do; the message says why and whom to ask."""


@dataclass(frozen=True)
class User:
    """A person at the screen. `scope` is an area code prefix (2/4/6/9/12 digits); "" is everywhere."""

    name: str
    roles: frozenset[str]
    scope: str = EVERYWHERE


@dataclass(frozen=True)
class Access:
    """On whose behalf rows are read: the user, and filters that a shared link has locked."""

    user: User
    locked: Mapping[str, str] = field(default_factory=dict)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that rows must lie in, all of them: the user's scope and a locked area."""
        return tuple(code for code in (self.user.scope, self.locked.get("area", EVERYWHERE)) if code)


DEMO_USER = User("演示用户", frozenset({LEADER, CLERK, PEOPLE}))


def current_user() -> User:
    """The person at this screen. One seam: until accounts exist it is the demonstration user."""
    return DEMO_USER


def check_may_upload(user: User) -> None:
    """Raises NotAllowed unless `user` is a clerk."""
    if CLERK not in user.roles:
        raise NotAllowed(_("您的账号没有“填报员”角色，不能上传数据。请联系管理员开通。"))


def may_upload(user: User) -> bool:
    """Whether `user` may upload: `check_may_upload` as yes or no."""
    return _allows(check_may_upload, user)


def check_may_undo(user: User, area_code: str | None) -> None:
    """Raises NotAllowed unless `user` may upload and the upload's area lies in the user's scope."""
    check_may_upload(user)
    if user.scope and not (area_code and is_within(area_code, user.scope)):
        raise NotAllowed(_("这次上传涉及您管辖范围以外的地区，您不能撤销。请联系上级填报员。"))


def may_undo(user: User, area_code: str | None) -> bool:
    """Whether `user` may undo an upload of that area: `check_may_undo` as yes or no."""
    return _allows(check_may_undo, user, area_code)


def check_may_replace_all(user: User, has_areas: bool) -> None:
    """Raises NotAllowed where a dataset without areas would be replaced by a user with a scope."""
    check_may_upload(user)
    if user.scope and not has_areas:
        raise NotAllowed(_("这个数据集全区通用，只有不限地区的填报员可以上传。"))


def check_may_see_people(access: Access) -> None:
    """Raises NotAllowed unless the user may read rows about single persons, and not through a link."""
    if access.locked:
        raise NotAllowed(_("人员考核、互评和结果运用不在分享链接里显示。请登录后从目录打开。"))
    if PEOPLE not in access.user.roles:
        raise NotAllowed(_("您的账号没有“人员考核”权限，不能查看人员、互评和结果运用。请联系管理员开通。"))


def may_see_people(access: Access) -> bool:
    """Whether rows about single persons may be read: `check_may_see_people` as yes or no."""
    return _allows(check_may_see_people, access)


def _allows(check, *arguments) -> bool:  # type: ignore[no-untyped-def]
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True
