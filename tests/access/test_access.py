"""Who may do what, asked as yes or no and as a sentence."""

from dataclasses import replace

import pytest

from zhiping.access.permissions import (
    ADMIN,
    CLERK,
    DEMO_USER,
    LEADER,
    NOBODY,
    Access,
    NotAllowed,
    User,
    check_may_manage_accounts,
    check_may_replace_all,
    check_may_undo,
    check_may_upload,
    check_may_upload_dataset,
    check_may_write_company,
    may_manage_accounts,
    may_manage_link,
    may_open_file,
    may_replace_all,
    may_undo,
    may_upload,
)
from zhiping.contracts import DATASETS

EVERYBODY = {
    "nobody": User("路人", frozenset()),
    "leader": User("领导", frozenset({LEADER})),
    "clerk": User("填报员", frozenset({CLERK})),
    "both": User("两者", frozenset({LEADER, CLERK})),
}
DISTRICT_CLERK = User("赛罕区填报员", frozenset({CLERK}), "150105")
STATION_CLERK = User("驿站填报员", frozenset({CLERK}), datasets=frozenset({"stations"}))
COMPANY_CLERK = User("甲平台填报员", frozenset({CLERK}), company="甲平台")


@pytest.mark.parametrize(
    ("who", "may"), [("nobody", False), ("leader", False), ("clerk", True), ("both", True)]
)
def test_only_clerks_upload(who: str, may: bool) -> None:
    assert may_upload(EVERYBODY[who]) is may
    if may:
        check_may_upload(EVERYBODY[who])
    else:
        with pytest.raises(NotAllowed, match="填报员"):
            check_may_upload(EVERYBODY[who])


@pytest.mark.parametrize(
    ("user", "area", "may"),
    [
        (EVERYBODY["clerk"], "150105000000", True),
        (EVERYBODY["clerk"], "150000000000", True),
        (EVERYBODY["clerk"], None, True),
        (EVERYBODY["leader"], "150105000000", False),
        (DISTRICT_CLERK, "150105000000", True),
        (DISTRICT_CLERK, "150105001000", True),
        (DISTRICT_CLERK, "150100000000", False),
        (DISTRICT_CLERK, "150102000000", False),
        (DISTRICT_CLERK, None, False),
        (DISTRICT_CLERK, "", False),
        (User("锡盟某旗", frozenset({CLERK}), "152530"), "152531000000", False),
        (User("领导", frozenset({LEADER}), "150105"), "150105000000", False),
    ],
)
def test_an_upload_is_undone_by_a_clerk_whose_scope_holds_it(user: User, area: str | None, may: bool) -> None:
    assert may_undo(user, area) is may
    if not may:
        with pytest.raises(NotAllowed):
            check_may_undo(user, area)


@pytest.mark.parametrize(
    ("user", "dataset", "why"),
    [
        (EVERYBODY["clerk"], "holidays", None),
        (EVERYBODY["clerk"], "appraisal_people", "人员考核"),
        (DEMO_USER, "appraisal_people", None),
        (DISTRICT_CLERK, "tickets", None),
        (DISTRICT_CLERK, "holidays", "不限地区"),
        (EVERYBODY["leader"], "workers", "填报员"),
        (COMPANY_CLERK, "workers", None),
        (COMPANY_CLERK, "tickets", "甲平台"),
        (STATION_CLERK, "stations", None),
        (STATION_CLERK, "tickets", "没有开通填报“工单”"),
        (replace(DEMO_USER, unit="区住建局"), "tickets", "只看“区住建局”"),
        (replace(DEMO_USER, viewed_by="管理员"), "tickets", "只能看"),
        (NOBODY, "tickets", "填报员"),
    ],
)
def test_a_dataset_is_for_clerks_whose_scope_its_rows_can_tell(
    user: User, dataset: str, why: str | None
) -> None:
    if why is None:
        check_may_upload_dataset(user, DATASETS[dataset])
        assert may_undo(user, user.scope, user.name, DATASETS[dataset])
    else:
        with pytest.raises(NotAllowed, match=why):
            check_may_upload_dataset(user, DATASETS[dataset])


def test_whose_link_it_is_and_admins_may_change_it() -> None:
    admin = User("管理员", frozenset({ADMIN}))
    assert may_manage_link(admin, "别人")
    assert may_manage_link(EVERYBODY["leader"], "领导")
    assert not may_manage_link(EVERYBODY["leader"], "别人")
    assert not may_manage_link(replace(EVERYBODY["leader"], viewed_by="管理员"), "领导")
    assert not may_manage_link(NOBODY, "")


def test_accounts_are_the_admins_business_as_themselves() -> None:
    admin = User("管理员", frozenset({ADMIN}))
    assert may_manage_accounts(admin)
    for other in (DEMO_USER, NOBODY, replace(admin, viewed_by="另一个")):
        with pytest.raises(NotAllowed, match="管理员"):
            check_may_manage_accounts(other)


def test_a_company_writes_undoes_and_replaces_its_own_only() -> None:
    check_may_write_company(COMPANY_CLERK, "甲平台")
    check_may_write_company(EVERYBODY["clerk"], "乙平台")
    for other in ("乙平台", None):
        with pytest.raises(NotAllowed, match="只能填报“甲平台”"):
            check_may_write_company(COMPANY_CLERK, other)
    assert may_undo(COMPANY_CLERK, None, published_by=COMPANY_CLERK.name)
    assert not may_undo(COMPANY_CLERK, None, published_by="别人")
    assert may_replace_all(EVERYBODY["clerk"])
    assert not may_replace_all(COMPANY_CLERK)
    with pytest.raises(NotAllowed, match="其他企业"):
        check_may_replace_all(COMPANY_CLERK)


@pytest.mark.parametrize(
    ("dataset", "user", "locked", "by", "may"),
    [
        ("tickets", EVERYBODY["clerk"], {}, "别人", True),
        ("tickets", EVERYBODY["leader"], {}, "别人", False),
        ("appraisal_people", EVERYBODY["clerk"], {}, "填报员", False),
        ("appraisal_people", DEMO_USER, {}, "别人", True),
        ("appraisal_people", DEMO_USER, {"area": "15"}, "别人", False),
        ("peer_ratings", DEMO_USER, {}, "别人", False),
        ("peer_ratings", DEMO_USER, {}, DEMO_USER.name, True),
    ],
)
def test_a_kept_file_about_persons_is_not_for_every_clerk(
    dataset: str, user: User, locked: dict[str, str], by: str, may: bool
) -> None:
    assert may_open_file(Access(user, locked), DATASETS[dataset], by) is may


@pytest.mark.parametrize(
    ("user", "locked", "areas"),
    [
        (EVERYBODY["leader"], {}, ()),
        (EVERYBODY["leader"], {"area": "1501"}, ("1501",)),
        (EVERYBODY["leader"], {"class": "A"}, ()),
        (DISTRICT_CLERK, {}, ("150105",)),
        (DISTRICT_CLERK, {"area": "150105001"}, ("150105", "150105001")),
        (DISTRICT_CLERK, {"area": "1501"}, ("150105", "1501")),
    ],
)
def test_rows_must_lie_in_the_scope_and_in_a_locked_area(
    user: User, locked: dict[str, str], areas: tuple[str, ...]
) -> None:
    assert Access(user, locked).areas == areas


def test_the_demonstration_user_may_do_everything_everywhere() -> None:
    assert may_upload(DEMO_USER)
    assert may_undo(DEMO_USER, None)
    assert Access(DEMO_USER).areas == ()
