"""Addresses: which pages there are, where each answers, and how a filtered page is written as a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import streamlit as st

from zhiping.settings import PROJECT
from zhiping.ui.kit.visitor import is_guest, kept_in_address
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said
from zhiping.words import N_, _

OVERVIEW = "overview/today"
MISSING = "missing"  # where an address without a page leads


@dataclass(frozen=True)
class Entry:
    """A page in the contents: `name` is `<system>/<page>`, `section` the menu that holds it."""

    name: str
    title: str
    section: str

    @property
    def path(self) -> str:
        """Where its file lies; absolute, because st.switch_page resolves nothing else reliably."""
        return str(PROJECT / "pages" / f"{self.name}.py")

    @property
    def url_path(self) -> str:
        """What it answers to; the overview answers at "/" only."""
        return "" if self.name == OVERVIEW else self.name.replace("/", "-")


PAGES: dict[str, Entry] = {
    one.name: one
    for one in (
        Entry(OVERVIEW, N_("今日态势"), N_("态势")),
        Entry("tickets/funnel", N_("工单漏斗"), N_("工单")),
        Entry("tickets/overdue", N_("超时与预警"), N_("工单")),
        Entry("tickets/units", N_("承办单位"), N_("工单")),
        Entry("delegates/suggestions", N_("建议办理"), N_("党代表")),
        Entry("delegates/duties", N_("履职评分"), N_("党代表")),
        Entry("delegates/pairings", N_("结对帮扶"), N_("党代表")),
        Entry("stations/map", N_("驿站地图"), N_("驿站")),
        Entry("stations/coverage", N_("覆盖与缺口"), N_("驿站")),
        Entry("stations/benefits", N_("优惠核销"), N_("驿站")),
        Entry("courtyards/indicators", N_("小院指标"), N_("小院")),
        Entry("courtyards/map", N_("小院地图"), N_("小院")),
        Entry("appraisal/ranking", N_("考核排名"), N_("考核")),
        Entry("appraisal/unit", N_("单位画像"), N_("考核")),
        Entry("appraisal/peers", N_("班子互评"), N_("考核")),
        Entry("appraisal/outcomes", N_("结果运用"), N_("考核")),
        Entry("college/courses", N_("课程与师资"), N_("学院")),
        Entry("college/demand", N_("点单需求"), N_("学院")),
        Entry("neighbourhood/projects", N_("邻里项目"), N_("服务")),
        Entry("neighbourhood/venues", N_("阵地效能"), N_("服务")),
        Entry("health/fairs", N_("健康大集"), N_("服务")),
        Entry("bulletins/make", N_("通报"), N_("数据")),
        Entry("tasks/list", N_("督办"), N_("数据")),
        Entry("statements/list", N_("说明与申诉"), N_("数据")),
        Entry("upload/new", N_("上传数据"), N_("数据")),
        Entry("upload/history", N_("上传记录"), N_("数据")),
        Entry("admin/accounts", N_("账号"), N_("数据")),
        Entry("admin/links", N_("分享链接"), N_("数据")),
        Entry("admin/audit", N_("审计日志"), N_("数据")),
    )
}


def address_of(name: str, filters: Mapping[str, str] | None = None) -> str:
    """The address of a page with its filters, from the server's root: "/tickets-funnel?area=150105"."""
    query = urlencode(dict(filters or {}))
    return f"/{PAGES[name].url_path}" + (f"?{query}" if query else "")


def whole_address_of(name: str, filters: Mapping[str, str] | None = None) -> str:
    """The same with the host under which this browser came in; without one where there is no browser."""
    return from_here(address_of(name, filters))


def from_here(path: str) -> str:
    """An address of this server with the host and the folder under which this browser came in, where there is a browser.

    A proxy may give the product a folder, of which only the browser knows: a page lies in it by its last word.
    """
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{here.path.rpartition('/')[0]}{path}" if here.netloc else path


def leads_to(path: str, query: str) -> str | None:
    """Where a browser that asks for `path` is sent on to; None where a page answers there.

    A page answers also by its name ("/tickets/funnel"); an address without a page leads to one that says so.
    """
    asked = path.strip("/")
    urls = {MISSING, *(entry.url_path for entry in PAGES.values())}
    if path in {f"/{url}" for url in urls}:
        return None
    meant = PAGES[asked].url_path if asked in PAGES else asked
    if meant not in urls:
        return f"/{MISSING}?{urlencode({'asked': asked})}"
    return f"/{meant}" + (f"?{query}" if query else "")


def link(name: str, label: Said, filters: Mapping[str, str] | None = None, *, is_row: bool = False) -> None:
    """Draw a link to a page with exactly these filters; it opens without loading the site again.

    `is_row`: one of a list, as wide as the page, its arrow at the right edge. The reader of a shared link, who may go
    nowhere else, gets its words alone.
    """
    if is_guest():
        st.markdown(as_markdown(label), width="stretch" if is_row else "content")
        return
    st.page_link(
        PAGES[name].path,
        label=as_markdown(label),
        icon=":material/chevron_right:" if is_row else ":material/arrow_forward:",
        icon_position="right",
        width="stretch" if is_row else "content",
        query_params={**(filters or {}), **kept_in_address()},
    )


def go_to(name: str, filters: Mapping[str, str] | None = None) -> None:
    """Leave this page for another one with exactly these filters. Ends the run."""
    st.switch_page(PAGES[name].path, query_params={**(filters or {}), **kept_in_address()})


def title_of(name: str) -> str:
    """The page's title in the language spoken now."""
    return _(PAGES[name].title)
