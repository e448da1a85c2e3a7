"""考核，人员部分: what follows from an appraisal, in words and figures: the loop 考核—评价—使用—提升."""

from dataclasses import replace

from zhiping.contracts.appraisal_people import AWARDS, SECOND_TALK, TALK
from zhiping.contracts.kinds import Row
from zhiping.ui.charts import Part, state_part
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, distinct
from zhiping.ui.look.states import LATE, ON_TIME, OVERDUE, WAITING
from zhiping.ui.look.told import Said, Told, joined, needs_person, told
from zhiping.words import N_, _

OUTCOME_COLUMNS = (
    "outcome_kind",
    "decided_on",
    "unit_name",
    "unit_group",
    "person_id",
    "topic",
    "outcome_id",
    "source_sheet",
    "source_row",
)
TALK_COLUMNS = ("unit_name", "person_id", "outcome_kind", "decided_on", "source_sheet", "source_row")
RECTIFICATION_COLUMNS = (
    "state",
    "due_on",
    "days_left",
    "unit_name",
    "person_id",
    "problem",
    "measure",
    "responsible",
    "done_on",
    "looked_back_on",
    "look_back_result",
    "has_second_talk",
    "talked_on",
    "item_id",
    "source_sheet",
    "source_row",
)
STAGE_COLUMNS = (
    "stage",
    "item_count",
    "touched_unit_count",
    "person_count",
    "on_time_count",
    "late_count",
    "waiting_count",
    "overdue_count",
    "effective_count",
)
AWARD_COLUMNS = ("unit_group", "outcome_kind", "outcome_count", "person_count", "touched_unit_count")
TRAINING_COLUMNS = ("topic", "training_count", "touched_unit_count")
ITEM_COLUMNS = ("unit_name", "on_time_count", "late_count", "waiting_count", "overdue_count", "note")
NO_TOPIC = N_("未填主题")
MOST_UNITS = 10  # in a picture; the table below it has all
BEHIND_OUTCOMES = Behind("appraisal/outcome_rows", columns=OUTCOME_COLUMNS, opens=None, noun=N_("结果"))
BEHIND_ITEMS = Behind(
    "appraisal/rectification_rows", columns=RECTIFICATION_COLUMNS, opens=None, noun=N_("整改问题")
)
STAGES = {
    "talk": (N_("约谈"), N_("{n} 次")),
    "rectify": (N_("整改"), N_("{n} 项")),
    "look_back": (N_("回头看"), N_("{n} 项")),
    "second_talk": (N_("二次约谈"), N_("{n} 次")),
}
STAGE_COUNTS = (("touched_unit_count", N_("个单位")), ("person_count", N_("人")))
ITEM_STATES = tuple(state_part(state) for state in (ON_TIME, LATE, WAITING, OVERDUE))
# A fill and its sign in the key: none of them is the sign of a state.
_FILLS = (("", "█"), ("/", "▨"), ("x", "▩"), ("-", "▤"), ("|", "▥"))


def numbered_part(place: int, column: str, label: str) -> Part:
    """The part of a bar that has no state: the `place`-th of our colours and fills."""
    shade = SERIES[place % len(SERIES)]
    pattern, sign = _FILLS[place % len(_FILLS)]
    return Part(column, label, sign, shade, shade, pattern)


def any_rows(view: View) -> list[Row]:
    """What there is to show of grades, outcomes and lists; empty where nothing is."""
    questions = ("appraisal/outcome_rows", "appraisal/rectification_rows", "appraisal/posts")
    return next((rows for question in questions if (rows := view.rows(question))), [])


def of_one_year(view: View) -> View:
    """The view held to the year whose outcomes it shows, so that every part of the page speaks of it."""
    rows = view.rows("appraisal/outcome_rows") or view.rows("appraisal/rectification_rows")
    return view.narrowed(year=str(rows[0]["year"])) if rows else view


def finding(view: View) -> Told:
    """What was decided and how far the lists are, in one sentence."""
    now = view.row("appraisal/outcome_key_figures")
    parts: list[Said] = [
        _("奖励和使用 {awards} 人次，约谈 {talks} 次，靶向式专题培训 {trainings} 次").format(
            awards=numbers.count(now["award_count"]),
            talks=numbers.count(now["talk_count"]),
            trainings=numbers.count(now["training_count"]),
        ),
        _items_told(now),
    ]
    if now["second_talk_count"]:
        parts.append(_("二次约谈 {n} 次").format(n=numbers.count(now["second_talk_count"])))
    year = _("{year}年，").format(year=view.filters["year"]) if "year" in view.filters else ""
    return year + joined(_("；"), parts) + _("。")


def _items_told(now: Row) -> Said:
    whole = numbers.count(now["item_count"])
    if not now["item_count"]:
        return _("没有整改清单")
    if not now["overdue_count"]:
        return _("{n} 项整改没有逾期未办的").format(n=whole)
    late = needs_person(_("{n} 项已逾期未办").format(n=numbers.count(now["overdue_count"])))
    return told(_("{n} 项整改中 {late}"), n=whole, late=late)


def award_totals(view: View) -> dict[str, int]:
    """Kind of award -> how many over all groups, in the order of the contract; kinds without one left out."""
    return {row["outcome_kind"]: row["outcome_count"] for row in view.rows("appraisal/award_kinds")}


def award_rows(view: View) -> tuple[list[Row], tuple[Part, ...]]:
    """One row per kind of award with a column per group, and these columns as parts of a bar."""
    found = [row for row in view.rows("appraisal/outcomes") if row["outcome_kind"] in AWARDS]
    groups = list(dict.fromkeys(row["unit_group"] for row in found))
    counts = {(row["outcome_kind"], row["unit_group"]): row["outcome_count"] for row in found}
    rows = [
        {
            "label": _(kind),
            "note": "",
            "outcome_kind": kind,
            **{group: counts.get((kind, group), 0) for group in groups},
        }
        for kind in award_totals(view)
    ]
    return rows, tuple(numbered_part(place, group, group) for place, group in enumerate(groups))


def outcome_table(view: View) -> list[Row]:
    """The rows of appraisal/outcomes; `touched_unit_count`: other tables count ranked units."""
    return [{**row, "touched_unit_count": row["unit_count"]} for row in view.rows("appraisal/outcomes")]


def training_rows(view: View) -> list[Row]:
    """The rows of appraisal/trainings, also those whose topic nobody wrote down."""
    return [
        {**row, "topic": row["topic"] or _(NO_TOPIC), "touched_unit_count": row["unit_count"]}
        for row in view.rows("appraisal/trainings")
    ]


def stage_rows(view: View) -> list[Row]:
    """The rows of appraisal/rectification_stages with `label`, `told` and `note`; `stage` in words."""
    rows = []
    for row in view.rows("appraisal/rectification_stages"):
        name, words = STAGES[row["stage"]]
        rows.append(
            {
                **row,
                "touched_unit_count": row["unit_count"],
                "stage": _(name),
                "label": _(name),
                "told": _(words).format(n=numbers.count(row["item_count"])),
                "note": _stage_note(row),
            }
        )
    return rows


def _stage_note(row: Row) -> str:
    if row["stage"] == "rectify":
        return _on_time_told(row)
    if row["stage"] == "look_back" and row["item_count"]:
        known, unknown = row["look_back_known_count"], row["look_back_unknown_count"]
        text = _("整改到位 {rate}").format(rate=numbers.rate(row["effective_count"], known))
        return text + (_("，{n} 项没填结果").format(n=numbers.count(unknown)) if unknown else "")
    return ""


def _on_time_told(row: Row) -> str:
    if not row["counted_count"]:
        return ""
    return _("按时 {rate}").format(rate=numbers.rate(row["on_time_count"], row["counted_count"]))


def item_rows(view: View) -> list[Row]:
    """The rows of appraisal/rectification_units with `label` and `note`."""
    return [
        row | {"label": row["unit_name"], "note": _on_time_told(row)}
        for row in view.rows("appraisal/rectification_units")
    ]


def judged_told(view: View) -> str:
    """By which day the states are judged."""
    reached = view.row("appraisal/outcome_data_date")
    oldest, newest = reached["oldest_data_at"], reached["newest_data_at"]
    if newest is None:
        return ""
    days = dict.fromkeys(numbers.day(one) for one in (oldest, newest))
    return _("按数据截至日（{days}）判断，时限当天算按时。").format(days=_("至").join(days))


def talk_rows(view: View) -> list[Row]:
    """All talks, those with the same unit and person one below the other, the first of them on top."""
    talks = [row for row in view.rows("appraisal/outcome_rows") if row["outcome_kind"] in (TALK, SECOND_TALK)]
    return sorted(talks, key=lambda row: (row["unit_id"], row["person_id"] or "", row["decided_on"]))


def twice_counted(view: View) -> dict[str, str]:
    """With how many talks how many units and persons were talked to twice, by name."""
    now = view.row("appraisal/outcome_key_figures")
    talks = view.rows("appraisal/outcome_rows", figure="talked_twice")
    return {
        _("约谈"): numbers.exact_count(len(talks)),
        _("涉及单位"): numbers.exact_count(now["talked_twice_unit_count"]),
        _("人员"): numbers.exact_count(now["talked_twice_person_count"]),
    }


def behind_twice(view: View) -> Behind:
    """The talks with those who were talked to twice."""
    units = view.row("appraisal/outcome_key_figures")["talked_twice_unit_count"]
    return replace(BEHIND_OUTCOMES, size=distinct("unit_id"), unit=N_("个单位")).of(units)


def behind_on_time(view: View) -> Behind:
    """The items behind 整改按时率."""
    now = view.row("appraisal/outcome_key_figures")
    return BEHIND_ITEMS.of(now["closed_share_numerator"], now["closed_share_denominator"])


def twice_told(view: View) -> str:
    """Who was talked to twice, in one sentence."""
    now = view.row("appraisal/outcome_key_figures")
    units, people = now["talked_twice_unit_count"], now["talked_twice_person_count"]
    if not units:
        return _("没有被约谈两次的单位和个人。")
    named = _("；").join(
        " ".join(filter(None, (row["unit_name"], row["person_id"], numbers.day(row["decided_on"]))))
        for row in talk_rows(view)
        if row["outcome_kind"] == SECOND_TALK
    )
    text = _("被约谈两次的涉及 {units} 个单位、{people} 人").format(
        units=numbers.count(units), people=numbers.count(people)
    )
    return text + (_("；二次约谈：{named}。").format(named=named) if named else _("。"))
