"""账号: who may sign in, and what each of them sees and does."""

from zhiping.ui.admin import accounts
from zhiping.ui.kit import page
from zhiping.words import _

if accounts.is_needed():
    page.check("admin/accounts", accounts.check_may_see)
view = page.begin_plain("admin/accounts", _("谁可以登录，能看到什么、能做什么。"))
if accounts.is_needed():
    found = accounts.listed()
    page.finding(accounts.summary(found))
    accounts.draw(view, found)
else:
    accounts.draw_open()
