"""Who may do what, asked as yes or no and as a sentence."""

import pytest

from zhiping.access import (
    CLERK,
    DEMO_USER,
    LEADER,
    Access,
    NotAllowed,
    User,
    check_may_replace_all,
    check_may_undo,
    check_may_upload,
    may_undo,
    may_upload,
)

EVERYBODY = {
    "nobody": User("路人", frozenset()),
    "leader": User("领导", frozenset({LEADER})),
    "clerk": User("填报员", frozenset({CLERK})),
    "both": User("两者", frozenset({LEADER, CLERK})),
}
DISTRICT_CLERK = User("赛罕区填报员", frozenset({CLERK}), "150105")


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


def test_data_without_areas_are_for_clerks_of_everywhere() -> None:
    check_may_replace_all(EVERYBODY["clerk"], has_areas=False)
    check_may_replace_all(DISTRICT_CLERK, has_areas=True)
    with pytest.raises(NotAllowed, match="不限地区"):
        check_may_replace_all(DISTRICT_CLERK, has_areas=False)
    with pytest.raises(NotAllowed, match="填报员"):
        check_may_replace_all(EVERYBODY["leader"], has_areas=True)


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
