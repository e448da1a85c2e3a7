"""An office's own Word template: its head is kept, its fields are filled, and what is wrong with them is told."""

from pathlib import Path

import pytest
from docx import Document

from tests.pages.test_bulletins import Data, file_of, made, read_back
from zhiping.ui.bulletins import template


def template_of(path: Path, *texts: str) -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_an_office_s_own_template_keeps_its_head_and_is_filled(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data("demo")
    texts_of = ("某某区办公室文件", "{{ 标题 }}{{时段}}", "", "{{正文}}", "某某区办公室　{{生成}}")
    own = template_of(tmp_path / "own.docx", *texts_of)
    monkeypatch.setenv("ZHIPING_BULLETIN_TEMPLATE", str(own))
    bulletin = made(systems="tickets")
    paragraphs, tables = read_back(file_of(bulletin, "docx"))
    assert paragraphs[:4] == ["某某区办公室文件", "赛罕区基层治理月统计（2025年10月）", "", "一、工单"]
    assert paragraphs[-1] == f"某某区办公室　{bulletin.head[-1]}"
    assert len(tables) == len(list(bulletin.grids()))


@pytest.mark.parametrize(
    ("texts_of", "said"),
    [
        (("{{标题}}", "{{正文}}"), ""),
        (("{{题目}}", "{{正文}}"), "不认识的字段：题目。可用的有：标题、时段、编号、生成、正文"),
        (("{{标题}}",), "应有一段只写 {{正文}}"),
        (("见 {{正文}} 如下",), "应有一段只写 {{正文}}"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_with_its_fields(
    tmp_path: Path, texts_of: tuple[str, ...], said: str
) -> None:
    why = template.why_not(template_of(tmp_path / "own.docx", *texts_of))
    assert said in why
    assert bool(said) == bool(why)
    (tmp_path / "none.docx").write_text("x")
    assert "打不开" in template.why_not(tmp_path / "none.docx")
