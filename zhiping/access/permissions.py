"""Who may do what, and which rows a person sees.

A rule is a pair: `check_may_…` raises NotAllowed with a sentence for the person, `may_…` is the same
rule as yes or no. The narrowing of rows happens where rows are read (zhiping/asking/run.py), with the
ranges made here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import EVERYWHERE, is_within
from zhiping.words import _

LEADER = "leader"
CLERK = "clerk"
ADMIN = "admin"  # makes accounts and sees all links in circulation
PEOPLE = "people"  # may read rows about single persons and households: grades, ratings, outcomes, duty scores, pairings

SECOND = "second"  # a clerk whose files another one publishes


class NotAllowed(PermissionError):
    """What was asked is not this person's to do; the message says why and whom to ask."""


@dataclass(frozen=True)
class User:
    """A person at the screen. `scope` is an area code prefix (2/4/6/9/12 digits); "" is everywhere.

    `unit`: the one unit (as 单位名称对照 means it) whose things this person sees, in datasets whose rows are a
    unit's; `company`: the one company whose workers this person sees and replaces; "" is not limited to one.
    `datasets`: those that a clerk may upload; none named is all. `viewed_by`: the admin who looks as this person.
    """

    name: str
    roles: frozenset[str]
    scope: str = EVERYWHERE
    company: str = ""
    unit: str = ""
    datasets: frozenset[str] = frozenset()
    viewed_by: str = ""

    @property
    def acts_as(self) -> str:
        """Whose doing it is what happens at this screen."""
        return self.viewed_by or self.name


@dataclass(frozen=True)
class Access:
    """On whose behalf rows are read: the user, and filters that a shared link has locked.

    `link`: the name of the link by which the reader came; "" for one who came by themselves.
    """

    user: User
    locked: Mapping[str, str] = field(default_factory=dict)
    link: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether the reader sees what somebody shared, and nothing that is theirs."""
        return bool(self.locked or self.link)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that rows must lie in, all of them: the user's scope and a locked area."""
        return tuple(code for code in (self.user.scope, self.locked.get("area", EVERYWHERE)) if code)


LINK_DAYS = (1, 7, 30, 90)  # for so long a link opens; the second is what is offered first
GUEST_ROLES = frozenset({LEADER})  # of whoever opens a link: reading alone
# Whoever is at the screen while there are no accounts, and whoever has the folder, at the terminal.
DEMO_USER = User("演示用户", frozenset({LEADER, CLERK, PEOPLE}))
NOBODY = User("", frozenset())  # once there are accounts: whoever has not signed in


def check_may_read(user: User) -> None:
    """Raises NotAllowed for nobody: who may read anything has a role."""
    if not user.roles:
        raise NotAllowed(_("请先登录。"))


def may_read(user: User) -> bool:
    """Whether `user` may read anything: `check_may_read` as yes or no."""
    return allows(check_may_read, user)


def check_may_manage_accounts(user: User) -> None:
    """Raises NotAllowed unless `user` is an admin, as themselves."""
    if ADMIN not in user.roles or user.viewed_by:
        raise NotAllowed(_("账号由管理员管理，您的账号没有“管理员”角色。"))


def may_manage_accounts(user: User) -> bool:
    """Whether `user` may see and change accounts: `check_may_manage_accounts` as yes or no."""
    return allows(check_may_manage_accounts, user)


def check_may_read_audit(user: User) -> None:
    """Raises NotAllowed unless `user` is an admin, as themselves, or nobody has to sign in."""
    if user != DEMO_USER and (ADMIN not in user.roles or user.viewed_by):
        raise NotAllowed(_("审计日志由管理员查看，您的账号没有“管理员”角色。"))


def check_may_manage_link(user: User, issuer: str) -> None:
    """Raises NotAllowed unless a link is the user's own, or the user an admin."""
    check_may_read(user)
    if user.viewed_by or (ADMIN not in user.roles and user.name != issuer):
        raise NotAllowed(_("这个链接是{issuer}分享的，只有分享人和管理员可以改。").format(issuer=issuer))


def may_manage_link(user: User, issuer: str) -> bool:
    """Whether `user` may see, pause and end a link: `check_may_manage_link` as yes or no."""
    return allows(check_may_manage_link, user, issuer)


def check_may_upload(user: User) -> None:
    """Raises NotAllowed unless `user` is a clerk, as themselves, and not limited to the things of one unit."""
    if user.viewed_by:
        raise NotAllowed(_("您正以{name}的身份查看，只能看，不能上传和撤销。").format(name=user.name))
    if user.unit:
        raise NotAllowed(_("您的账号只看“{unit}”的内容，不能上传数据。请联系管理员。").format(unit=user.unit))
    if CLERK not in user.roles:
        raise NotAllowed(_("您的账号没有“填报员”角色，不能上传数据。请联系管理员开通。"))


def may_upload(user: User) -> bool:
    """Whether `user` may upload: `check_may_upload` as yes or no."""
    return allows(check_may_upload, user)


def check_may_give_files(user: User) -> None:
    """Raises NotAllowed unless `user` may upload, or is an admin, whose accounts come from a sheet."""
    if not may_manage_accounts(user):
        check_may_upload(user)


def may_give_files(user: User) -> bool:
    """Whether the server takes a file from `user` at all: `check_may_give_files` as yes or no."""
    return allows(check_may_give_files, user)


def check_may_undo(
    user: User, area_code: str | None, published_by: str | None = None, dataset: Dataset | None = None
) -> None:
    """Raises NotAllowed unless `user` may upload the dataset and the upload's area lies in the user's scope.

    Who is limited to a company undoes their own uploads only.
    """
    check_may_upload(user)
    if dataset is not None:
        _check_is_for(user, dataset)
    if user.company and published_by != user.name:
        raise NotAllowed(_("您只能撤销自己的上传。"))
    if user.scope and not (area_code and is_within(area_code, user.scope)):
        raise NotAllowed(_("这次上传涉及您管辖范围以外的地区，您不能撤销。请联系上级填报员。"))


def may_undo(
    user: User, area_code: str | None, published_by: str | None = None, dataset: Dataset | None = None
) -> bool:
    """Whether `user` may undo an upload of that area: `check_may_undo` as yes or no."""
    return allows(check_may_undo, user, area_code, published_by, dataset)


def _check_is_for(user: User, dataset: Dataset) -> None:
    if user.datasets and dataset.name not in user.datasets:
        raise NotAllowed(
            _("您的账号没有开通填报“{dataset}”。请联系管理员。").format(dataset=_(dataset.label))
        )
    if dataset.is_restricted and PEOPLE not in user.roles:
        raise NotAllowed(
            _("“{dataset}”涉及具体人员和家庭，要有“人员考核”权限才能填报。请联系管理员开通。").format(
                dataset=_(dataset.label)
            )
        )


def check_may_upload_dataset(user: User, dataset: Dataset) -> None:
    """Raises NotAllowed where a dataset is not the user's to fill, or holds rows that their scope cannot tell apart."""
    check_may_upload(user)
    _check_is_for(user, dataset)
    if user.scope and not dataset.has_areas:
        raise NotAllowed(_("这个数据集全区通用，只有不限地区的填报员可以上传。"))
    if user.company and not dataset.has_companies:
        raise NotAllowed(
            _("您的账号只用于填报“{company}”的人员，不能上传这个数据集。").format(company=user.company)
        )


def may_upload_dataset(user: User, dataset: Dataset) -> bool:
    """Whether a dataset is the user's to fill: `check_may_upload_dataset` as yes or no."""
    return allows(check_may_upload_dataset, user, dataset)


def check_may_publish(user: User, given_by: str) -> None:
    """Raises NotAllowed where a file has to be published by another than `given_by`, who gave it ("": the user)."""
    if needs_second(user) and given_by in {"", user.name}:
        raise NotAllowed(_("您交的文件要由另一位填报员确认后发布。请交给同事确认。"))


def may_publish(user: User, given_by: str) -> bool:
    """Whether the user publishes the file themselves: `check_may_publish` as yes or no."""
    return allows(check_may_publish, user, given_by)


def needs_second(user: User) -> bool:
    """Whether what this clerk gives is published by another clerk."""
    return SECOND in user.roles


def check_may_replace_all(user: User) -> None:
    """Raises NotAllowed where the rows of others in the same area would go too."""
    if user.company:
        raise NotAllowed(
            _(
                "“全部替换”会换掉其他企业的人员。请改用“替换本次涉及的地区和时段”，它只换“{company}”的。"
            ).format(company=user.company)
        )


def may_replace_all(user: User) -> bool:
    """Whether `user` may replace all rows of an area: `check_may_replace_all` as yes or no."""
    return allows(check_may_replace_all, user)


def check_may_write_company(user: User, company: str | None) -> None:
    """Raises NotAllowed unless a row of that company is the user's to write."""
    if user.company and company != user.company:
        raise NotAllowed(
            _(
                "文件里有“{other}”的人员，您只能填报“{company}”的，什么都没有发布。请删去其他企业的行。"
            ).format(other=company or _("（空白）"), company=user.company)
        )


def check_may_see_people(access: Access) -> None:
    """Raises NotAllowed unless the user may read rows about single persons, and not through a link."""
    if access.is_shared:
        raise NotAllowed(
            _(
                "涉及具体人员和家庭的内容（人员考核、互评、结果运用、履职评分、结对户）不在分享链接里显示。请登录后从目录打开。"
            )
        )
    if PEOPLE not in access.user.roles:
        raise NotAllowed(
            _(
                "您的账号没有“人员考核”权限，不能查看涉及具体人员和家庭的内容（人员、互评、结果运用、履职评分、结对户）。请联系管理员开通。"
            )
        )


def check_may_share(access: Access, *, is_about_people: bool, is_of_clerks: bool) -> None:
    """Raises NotAllowed unless a page may be shared by a link. `is_of_clerks`: it is about uploads, not about figures."""
    if access.user.viewed_by:
        raise NotAllowed(_("您正以{name}的身份查看，只能看，不能分享。").format(name=access.user.name))
    if access.link:
        raise NotAllowed(_("从分享链接打开的页面不能再分享，请分享人自己来。"))
    if is_about_people:
        raise NotAllowed(_("涉及具体人员和家庭的页面不能用链接分享。"))
    if is_of_clerks:
        raise NotAllowed(_("填报用的页面不用链接分享，请对方登录后从目录打开。"))


def check_may_open_file(access: Access, dataset: Dataset, published_by: str) -> None:
    """Raises NotAllowed unless the user may have a clerk's kept file of that dataset.

    A file about persons needs the permission for them; one that names raters is its uploader's alone.
    """
    check_may_upload(access.user)
    if dataset.is_restricted:
        check_may_see_people(access)
    if any(column.name == "rater_id" for column in dataset.columns) and published_by != access.user.name:
        raise NotAllowed(_("互评的原文件写有评分人，只有上传人自己可以下载。"))


def may_open_file(access: Access, dataset: Dataset, published_by: str) -> bool:
    """Whether a kept file may be had: `check_may_open_file` as yes or no."""
    return allows(check_may_open_file, access, dataset, published_by)


def may_see_people(access: Access) -> bool:
    """Whether rows about single persons may be read: `check_may_see_people` as yes or no."""
    return allows(check_may_see_people, access)


def allows(check, *arguments) -> bool:  # type: ignore[no-untyped-def]
    """A rule as yes or no."""
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True
