"""单位名称: two writings that may be one unit, and lists of names that contradict themselves."""

import pytest

from zhiping.rules.unit_names import Meaning, contradictions, differs_by_prefix

SAIHAN = ("内蒙古自治区", "呼和浩特市", "赛罕区")
BANNER = ("内蒙古自治区", "赤峰市", "阿鲁科尔沁旗")


@pytest.mark.parametrize(
    ("one", "other", "path", "is_alike"),
    [
        ("区住建局", "赛罕区住建局", SAIHAN, True),
        ("赛罕区住建局", "区住建局", SAIHAN, True),
        ("住建局", "赛罕区住建局", SAIHAN, True),
        ("住建局", "区住建局", SAIHAN, True),
        ("住建局", "赛罕住建局", SAIHAN, True),
        ("区住建局", "呼和浩特市赛罕区住建局", SAIHAN, True),
        ("旗住建局", "阿鲁科尔沁旗住建局", BANNER, True),
        ("区住建局", "区住建局", SAIHAN, False),  # one writing
        ("区住建局", "新城区住建局", SAIHAN, False),  # another district's
        ("区住建局", "旗住建局", SAIHAN, False),
        ("区住建局", "赛罕区住房和城乡建设局", SAIHAN, False),  # another name: nobody can tell by its letters
        ("一局", "示例一局", SAIHAN, False),  # what stands before it names no area
        ("局", "住建局", SAIHAN, False),
        ("", "赛罕区", SAIHAN, False),
        ("区住建局", "赛罕区住建局", (), False),  # of an area that nobody knows
    ],
)
def test_two_writings_differ_by_the_name_of_their_area_alone(
    one: str, other: str, path: tuple[str, ...], *, is_alike: bool
) -> None:
    assert differs_by_prefix(one, other, path) is is_alike


def meaning(written: str, meant: str, area: str = "150105000000") -> Meaning:
    return Meaning(written, area, meant)


@pytest.mark.parametrize(
    ("meanings", "standing", "wrong"),
    [
        ([meaning("甲", "乙")], [], []),
        ([meaning("甲", "丙"), meaning("乙", "丙")], [], []),  # two writings of one unit
        ([meaning("甲", "甲")], [], [0]),
        ([meaning("甲", "乙"), meaning("乙", "甲")], [], [0, 1]),
        ([meaning("甲", "乙"), meaning("乙", "丙")], [], [0]),
        ([meaning("乙", "丙"), meaning("甲", "乙")], [], [1]),
        ([meaning("甲", "乙"), meaning("乙", "丙", "150102000000")], [], []),  # another district
        ([meaning("甲", "乙"), meaning("乙", "丙", "150100000000")], [], [0]),  # its city
        ([meaning("甲", "乙"), meaning("乙", "丙", "150105008000")], [], [0]),  # its street
        ([meaning("甲", "乙")], [meaning("乙", "丙")], [0]),
        ([meaning("乙", "丙")], [meaning("甲", "乙")], [0]),
        ([meaning("甲", "乙")], [meaning("丙", "乙")], []),
    ],
)
def test_a_list_is_followed_once_and_never_in_a_circle(
    meanings: list[Meaning], standing: list[Meaning], wrong: list[int]
) -> None:
    assert sorted({place for place, _other in contradictions(meanings, standing)}) == wrong
