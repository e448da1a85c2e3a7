"""覆盖与缺口: who has a station near, who has not, and where the next ones help most."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.kit import clicks, key_figures, neighbours, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.stations import bands, coverage, gap_map, load
from zhiping.words import N_, _

FILTERS = ("area", "radius", "sites")
MOST_DRAWN = 30


def draw_map(view: View, gaps: dict[str, list[Row]], sites: list[Row]) -> None:
    """Stations, gaps and proposed sites on a map, beside what the proposed ones would reach."""
    left, right = st.columns(2, gap="medium")
    with left:
        page.heading(_("驿站、缺口和下一批"))
        gap_map.draw(view, gaps, sites)
    with right:
        draw_sites(view, sites)


def draw_both_gaps(view: View, gaps: dict[str, list[Row]]) -> None:
    """The areas with people and the merchants that have no station near."""
    left, right = st.columns(2, gap="medium")
    with left:
        draw_gaps(
            view,
            gaps["area"],
            "area-gaps",
            _("有人没有驿站的地区（{n} 个）").format(n=numbers.count(len(gaps["area"]))),
            coverage.AREA_GAP_COLUMNS,
            _("人多的在前，其次远的在前。"),
            _("知道位置的地区里没有这样的。"),
        )
    with right:
        draw_gaps(
            view,
            gaps["merchant"],
            "merchant-gaps",
            _("附近没有驿站的商家（{n} 家）").format(n=numbers.count(len(gaps["merchant"]))),
            coverage.MERCHANT_GAP_COLUMNS,
            _("远的在前。"),
            _("知道位置的商家里没有这样的。"),
        )


def draw_gaps(
    view: View, rows: list[Row], key: str, title: str, columns: tuple[str, ...], order: str, nothing: str
) -> None:
    """One list of gaps under its heading, with the whole of it as a file."""
    page.heading(title)
    if not rows:
        saying.sentence(nothing)
        return
    if len(rows) > tables.MOST_ROWS:
        order += _("下面是前{most}行；下载的文件是全部。").format(most=tables.MOST_ROWS)
    saying.note(order)
    tables.draw(rows[: tables.MOST_ROWS], key, "stations/distances", columns=columns)
    tables.draw_download(view, rows, key, "stations/distances", title, columns)


def draw_bands(view: View) -> None:
    """How far people and merchants are from their station, by bands."""
    people, shops = bands.band_rows(view, "area"), bands.band_rows(view, "merchant")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "worker-bands",
            _("人离最近的驿站多远"),
            charts.part_bars,
            people,
            meaning="distance_bands",
            columns=bands.BAND_COLUMNS,
            behind=bands.behind_bands("area", people),
            click=bands.CLICKS["area"],
            parts=bands.WITHIN_PARTS,
            unit=N_("人"),
        )
    with right:
        page.figure(
            view,
            "merchant-bands",
            _("商家离最近的驿站多远"),
            charts.part_bars,
            shops,
            meaning="distance_bands",
            columns=bands.BAND_COLUMNS,
            behind=bands.behind_bands("merchant", shops),
            click=bands.CLICKS["merchant"],
            parts=bands.WITHIN_PARTS,
            unit=N_("家"),
        )


def draw_sites(view: View, sites: list[Row]) -> None:
    """Where the next stations reach the most people, and that this is no optimum."""
    told = coverage.sites_told(view, sites)
    if not sites:
        page.heading(_("下一批建在哪里"))
        saying.sentence(told)
        return
    page.figure(
        view,
        "sites",
        _("下一批建在哪里"),
        charts.part_bars,
        sites,
        meaning="next_sites",
        columns=coverage.SITE_COLUMNS,
        note=told + _("逐处选：每次选新增人数最多的一处，不保证最优；能不能建要到现场看。"),
        parts=coverage.GAINED_PARTS,
        unit=N_("人"),
    )
    coverage.draw_site_count(view)


def draw_areas(view: View) -> None:
    """People a station and people a merchant, by area."""
    around = neighbours.among(view, "stations/areas")
    areas = load.area_rows(around.rows)
    left, right = st.columns(2, gap="medium")
    for column, key, title, value, whole, what in (
        (left, "stations", _("各地区每站人数"), "workers_per_station", "station_count", _("驿站")),
        (right, "merchants", _("各地区每商家人数"), "workers_per_merchant", "merchant_count", _("商家")),
    ):
        most = sorted((row for row in areas if row[value] is not None), key=lambda row: -row[value])
        note = load.without_told(areas, whole, what) + around.note
        if len(most) > MOST_DRAWN:
            note += _("图上是最多的{most}个地区，全部在数据表里。").format(most=MOST_DRAWN)
        with column:
            page.figure(
                around.view,
                f"areas-{key}",
                title,
                charts.bars,
                most[:MOST_DRAWN],
                meaning="area_station_load",
                table=areas,
                columns=load.AREA_COLUMNS,
                note=note,
                label="area_name",
                value=value,
                unit=N_("人"),
                click=clicks.by_area(view),
                marked=around.marked,
                most=MOST_DRAWN,  # averages cannot be folded into one bar
            )


def draw_hours_and_enrolled(view: View) -> None:
    """Open stations by hour of the week beside who is enrolled and who is verified."""
    left, right = st.columns(2, gap="medium")
    with left:
        hours = load.hour_rows(view)
        page.figure(
            view,
            "open-hours",
            _("各小时开门的驿站"),
            charts.hour_lines,
            hours,
            meaning="station_open_hours",
            columns=load.HOUR_COLUMNS,
            note=load.hours_told(hours) if hours else "",
            value="open_station_count",
            unit=N_("个"),
        )
    with right:
        page.figure(
            view,
            "companies",
            _("登记和扫码认证"),
            charts.part_bars,
            load.company_rows(view),
            meaning="worker_enrolment",
            columns=load.COMPANY_COLUMNS,
            note=load.enrolled_told(view),
            parts=load.ENROLLED_PARTS,
            unit=N_("条"),
        )


view = page.begin("stations/coverage", filters=FILTERS)
now = view.row("stations/key_figures")
if now["worker_count"] or now["merchant_count"] or page.has_rows(view, _("驿站")):
    gaps = {kind: coverage.gaps(coverage.places_of(view, kind)) for kind in ("area", "merchant")}
    sites = coverage.site_rows(view)
    page.finding(coverage.finding(view, gaps["area"]))
    saying.note(coverage.basis_told(view))
    if scope := coverage.scope_told(view):
        saying.note(scope)
    coverage.draw_radius(view)
    key_figures.draw(view, coverage.key_figures(view))
    draw_map(view, gaps, sites)
    draw_both_gaps(view, gaps)
    draw_bands(view)
    draw_areas(view)
    draw_hours_and_enrolled(view)
page.data_line(view)
