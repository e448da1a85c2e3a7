"""A clerk on 上传数据 and 上传记录: gives a file, presses, reads what is said."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.visiting import visitor
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run

HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
SOUND = HEADER + "T-1,150105,A,供热,2025-11-01 10:00\nT-2,150105,B,供热,2025-11-02 10:00\n"
FAULTY = HEADER + "T-1,150105,A,供热,2025-11-01 10:00\nT-2,150105,B,供热,2025-13-45\n"


def opened(page: str) -> AppTest:
    return visitor(f"upload/{page}").run()


def quiet(at: AppTest) -> AppTest:
    assert [error.value for error in at.exception] == []
    return at


def given(at: AppTest, content: str | bytes, name: str = "十一月.csv") -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    return quiet(at.file_uploader[0].set_value((name, data, "text/csv")).run())


def press(at: AppTest, label: str) -> AppTest:
    return quiet(next(button for button in at.button if button.label == label).click().run())


def said(at: AppTest) -> str:
    """All sentences on the page, without Markdown's escapes."""
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.info, at.warning, at.error, at.success)
    return "\n".join(str(element.value).replace("\\", "") for kind in kinds for element in kind)


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def is_ready(at: AppTest) -> bool:
    return not next(button for button in at.button if button.label == "确认发布").disabled


def uploads() -> list[dict[str, object]]:
    return run(serving.store(), "uploads/history", Access(DEMO_USER), dataset="tickets").rows


def scratch(folder: Path) -> list[Path]:
    return list((folder / "scratch").glob("upload-*"))
