"""审计日志: who opened, exported, uploaded, undid, shared and signed in, and whether it can be trusted."""

from zhiping.ui.admin import audit
from zhiping.ui.kit import page

page.check("admin/audit", audit.check_may_see)
view = page.begin("admin/audit", audit.NAMES, audit.CONTROLS)
rows = audit.rows(view)
if rows:
    page.finding(audit.summary(rows))
    audit.draw(view, rows)
else:
    audit.draw_nothing(view)
