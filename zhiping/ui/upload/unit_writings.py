"""Units written in two ways, where their list is uploaded: with the rows of each, and as a file that joins them."""

from zhiping import serving
from zhiping.contracts.unit_names import unit_names
from zhiping.ui.kit import page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.upload.unit_writings import Alike, alike_units
from zhiping.words import _


def draw(view: View, dataset: str) -> None:
    """The writings that may be one unit; nothing where another dataset is chosen."""
    if dataset != unit_names.name:
        return
    pairs = alike_units(serving.store(), view.access)
    page.heading(_("写法只差地区名的单位（{n} 对）").format(n=len(pairs)))
    if not pairs:
        saying.sentence(_("没有这样的单位。"))
        return
    saying.note(
        _(
            "可能是同一个单位，现在分开统计。下载下面的 Excel 对照表，删去不是同一个的行，再上传，全部统计就合在一起；撤销上传就恢复原样。"
        )
    )
    tables.draw([_shown(pair) for pair in pairs], "alike", "")
    tables.draw_download(view, [_line(pair) for pair in pairs], "alike", "", _(unit_names.label))


def _shown(pair: Alike) -> dict[str, str | int]:
    return {
        _("地区"): pair.area_path,
        _("写法"): pair.shorter.written,
        _("行数"): pair.shorter.row_count,
        _("另一种写法"): pair.longer.written,
        _("另一种的行数"): pair.longer.row_count,
    }


def _line(pair: Alike) -> dict[str, str]:
    """The line of the list that joins them, under the headings that the upload knows."""
    values = {"written": pair.shorter.written, "area_code": pair.longer.area_code, "meant": pair.longer.meant}
    return {_(unit_names.column(name).label): value for name, value in values.items()}
