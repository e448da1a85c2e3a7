"""The words of the house: one term for one thing, in what people read."""

import pytest

from zhiping.settings import PROJECT

# Never written -> what is.
NEVER = {
    "静默": "长期无活动",
    "未归属": "属地待核",
    "未报名单": "待报送",
    "贪心法": "逐处选",
    "应为 0": "目标 0",
    "分不开": "名次差距不显著",
    "没有连成一片": "评分人不重叠",
    "不能校正": "无法校正",
    "比上期": "环比",
}
READ = [
    *(file for folder in ("zhiping", "pages") for file in (PROJECT / folder).rglob("*.py")),
    *(PROJECT / "docs").glob("*.md"),
    PROJECT / "README.md",
]


@pytest.mark.parametrize("word", NEVER)
def test_a_word_that_the_house_does_not_use_stands_nowhere(word: str) -> None:
    assert [str(file) for file in READ if word in file.read_text("utf-8")] == []
