"""菜园名单: a made-up page."""

from zhiping.ui.kit import page, tables
from zhiping.words import _

view = page.begin("gardens/list", filters=("area", "plants"))
if page.has_rows(view, _("菜园")):
    tables.draw(view.rows("gardens/rows"), "gardens", "gardens/rows")
page.data_line(view)
