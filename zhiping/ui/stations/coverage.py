"""What stations/coverage says: who has a station near, who has not, and where the next ones help most."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.contracts.stations import MOST_SITES, RADIUS_M, USUAL_RADIUS_M, USUAL_SITES
from zhiping.ui import charts
from zhiping.ui.charts.frame import PLAIN
from zhiping.ui.kit.chosen import bound, choose
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, KeyFigure, added_up
from zhiping.ui.look.told import Said, Told, as_told, joined, strong, told
from zhiping.ui.stations.load import load_figure
from zhiping.ui.stations.sentences import distance
from zhiping.words import N_, _

_STEP_M = 100
GAINED_PARTS = (charts.Part("gained_worker_count", N_("新增(人)"), "▲", PLAIN, PLAIN),)
AREA_GAP_COLUMNS = ("place_name", "worker_count", "metres", "nearest_station_name")
MERCHANT_GAP_COLUMNS = ("place_name", "area_name", "metres", "nearest_station_name", "place_id")
SITE_COLUMNS = (
    "site",
    "place_name",
    "place_kind_told",
    "area_name",
    "gained_worker_count",
    "gained_area_count",
    "gained_merchant_count",
    "covered_share_after",
    "longitude",
    "latitude",
)
BEHIND_PLACES = Behind(
    "stations/reached_rows",
    columns=("place_name", "area_name", "worker_count", "nearest_station_name", "metres", "is_within"),
    noun=N_("地点"),
)
# Areas, in which people are counted by where they are registered.
BEHIND_PEOPLE = replace(BEHIND_PLACES, size=added_up("worker_count"), unit=N_("人"))
_PLACE_KINDS = {"area": N_("地区中心点"), "merchant": N_("合作商家")}


def radius_m(view: View) -> int:
    """How near a station must be, in metres."""
    return int(view.filters.get("radius", USUAL_RADIUS_M))


def draw_radius(view: View) -> None:
    """How near is near, chosen in the page itself."""
    _draw_slider(view, "radius", _("多远算附近（米）"), RADIUS_M, _STEP_M, USUAL_RADIUS_M)


def draw_site_count(view: View) -> None:
    """How many new stations are thought of, chosen in the page itself."""
    _draw_slider(view, "sites", _("再建几个驿站"), (1, MOST_SITES), 1, USUAL_SITES)


def _draw_slider(view: View, key: str, label: str, ends: tuple[int, int], step: int, usual: int) -> None:
    widget = bound(key, int(view.filters.get(key, usual)))

    def pick() -> None:
        picked = st.session_state[widget]
        choose(**{key: None if picked == usual else str(picked)})

    st.slider(label, *ends, step=step, key=widget, on_change=pick)


def _far(metres: float | None) -> str:
    return numbers.MISSING if metres is None else distance(metres)


def coverage_of(view: View) -> dict[str, Row]:
    """Kind of place ("area", "merchant") -> its row of stations/coverage."""
    return {row["place_kind"]: row for row in view.rows("stations/coverage")}


def places_of(view: View, kind: str) -> list[Row]:
    """The rows of stations/distances of one kind of place, metres in whole numbers."""
    return [
        {**row, "metres": None if row["metres"] is None else round(row["metres"])}
        for row in view.rows("stations/distances")
        if row["place_kind"] == kind
    ]


def gaps(places: Iterable[Row]) -> list[Row]:
    """The places without a station within the radius; those whose place is unknown are none."""
    return [row for row in places if row["is_placed"] and not row["is_within"]]


def finding(view: View, area_gaps: Sequence[Row]) -> Told:
    """Shares within the radius with their counts, and the largest gap by name."""
    found = coverage_of(view)
    people, shops = found["area"], found["merchant"]
    shares = []
    if people["worker_count"]:
        rate = numbers.rate(people["within_worker_count"], people["worker_count"])
        shares.append(told(_("新就业群体 {rate}"), rate=strong(rate)))
    if shops["place_count"]:
        rate = numbers.rate(shops["within_count"], shops["place_count"])
        shares.append(told(_("合作商家 {rate}"), rate=strong(rate)))
    if not shares:
        return as_told(_("没有知道位置的新就业群体和合作商家，说不出谁附近没有驿站。"))
    text = told(_("{near}内有驿站的：{told}"), near=distance(radius_m(view)), told=joined(_("，"), shares))
    if not area_gaps:
        return text + _("。")
    many = numbers.count(area_gaps[0]["worker_count"])
    if area_gaps[0]["area_code"] == view.area:  # it is what the page is about
        text += _("；登记在这里的 {n} 人附近没有").format(n=many)
    else:
        text += told(_("；最大的缺口是 {place}，{n} 人"), place=strong(area_gaps[0]["place_name"]), n=many)
    if area_gaps[0]["metres"] is None:
        return text + _("，还没有一个驿站。")
    return text + _("，离最近的驿站 {far}。").format(far=distance(area_gaps[0]["metres"]))


def basis_told(view: View) -> str:
    """How distances are taken, what has no place and is left out, and why people add up to more than there are."""
    found = coverage_of(view)
    people, shops = found["area"], found["merchant"]
    text = _("人按登记地区的中心点算，是估计；距离是直线距离。")
    missing = []
    if people["unplaced_count"]:
        missing.append(
            _("{n} 个没有坐标的地区（{workers} 人）").format(
                n=numbers.count(people["unplaced_count"]),
                workers=numbers.count(people["unplaced_worker_count"]),
            )
        )
    if shops["unplaced_count"]:
        missing.append(_("{n} 家没有坐标的商家").format(n=numbers.count(shops["unplaced_count"])))
    if missing:
        text += _("没有算进去的：{missing}。").format(missing=_("、").join(missing))
    enrolled = view.row("stations/key_figures")["worker_count"]
    if (summed := people["all_worker_count"]) > enrolled:
        text += _("登记在册 {n} 人；同一人登记在几个地区的，各地区都算，合计 {summed}。").format(
            n=numbers.exact_count(enrolled), summed=numbers.exact_count(summed)
        )
    return text


def scope_told(view: View) -> str:
    """What a reader of a part must know: stations beyond it are not seen; "" for who sees everything."""
    if not view.access.areas:
        return ""
    return _("只算您查看范围内的驿站；范围外就近的驿站不在计算里，边界附近的距离可能偏远。")


def key_figures(view: View) -> list[KeyFigure]:
    """People and merchants with a station near, how far it is, and how many people share one."""
    found = coverage_of(view)
    people, shops = found["area"], found["merchant"]
    return [
        _covered(
            "covered_workers",
            people,
            "within_worker_{}",
            ("worker_count", "unplaced_worker_count"),
            _("人"),
            BEHIND_PEOPLE,
        ),
        _covered(
            "covered_merchants",
            shops,
            "within_{}",
            ("place_count", "unplaced_count"),
            _("家"),
            BEHIND_PLACES,
        ),
        KeyFigure(
            "station_distance",
            _far(people["median_worker_metres"]),
            note=_("一半的人在这以内，九成的人在 {far}以内").format(far=_far(people["p90_worker_metres"]))
            if people["p90_worker_metres"] is not None
            else "",
            counted={
                _("商家中位数"): _far(shops["median_metres"]),
                _("商家九成"): _far(shops["p90_metres"]),
            },
            behind=BEHIND_PEOPLE.of(people["worker_count"]),
        ),
        load_figure(view),
    ]


def _covered(measure: str, row: Row, part: str, of: tuple[str, str], unit: str, behind: Behind) -> KeyFigure:
    """`of`: the columns of what has a place, and of what has none and is in neither part."""
    within = row[part.format("count")]
    whole, unplaced = (row[column] for column in of)
    note = [numbers.parts(within, whole, unit) if whole else _("没有知道位置的")]
    if unplaced:
        note.append(_("另有 {n} {unit}不知道位置").format(n=numbers.exact_count(unplaced), unit=unit))
    return KeyFigure(
        measure,
        numbers.brief_rate(within, whole),
        note=joined(_("；"), note),
        counted={
            _("附近有驿站"): numbers.exact_count(within),
            _("知道位置的"): numbers.exact_count(whole),
            _("不知道位置的"): numbers.exact_count(unplaced),
        },
        behind=behind.of(within, whole),
    )


def site_rows(view: View) -> list[Row]:
    """The proposed places, first gain first, for a picture of GAINED_PARTS and their table."""
    return [
        {
            **row,
            "label": f"{row['site']}　{row['place_name']}",
            "note": _("建后 {share}").format(share=_covered_after(row)),
            "place_kind_told": _(_PLACE_KINDS[row["place_kind"]]),
        }
        for row in view.rows("stations/next_sites")
    ]


def _covered_after(site: Row) -> str:
    return numbers.brief_rate(site["covered_worker_count_after"], site["placed_worker_count"])


def sites_told(view: View, sites: Sequence[Row]) -> Said:
    """What the proposed stations would reach together, in a sentence."""
    before = coverage_of(view)["area"]
    if not before["worker_count"]:
        return _("没有知道位置的新就业群体，说不出建在哪里好。")
    if not sites:
        return _("知道位置的人附近都有驿站，再建也不会让更多的人附近有驿站。")
    text = told(
        _("再建 {sites} 个，附近有驿站的人多 {n} 人，从 {before} 到 {after}。"),
        sites=strong(len(sites)),
        n=strong(numbers.count(sites[-1]["gained_so_far_count"])),
        before=numbers.brief_rate(before["within_worker_count"], before["worker_count"]),
        after=strong(_covered_after(sites[-1])),
    )
    if len(sites) < int(view.filters.get("sites", USUAL_SITES)):
        text += _("再多也不会增加。")
    return text
