"""What the station pages share: how a state looks, when it changes, and how far something is, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zhiping import clock
from zhiping.contracts.kinds import Row
from zhiping.contracts.stations import OPENINGS
from zhiping.ui import maps
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind
from zhiping.ui.look.states import LATE, ON_TIME, UNRECORDED, WAITING
from zhiping.ui.look.told import Told, in_state, strong
from zhiping.ui.stations.filters import chosen_moment
from zhiping.words import N_, _, month_and_day

STATE_MARKS: Mapping[str, maps.Mark] = {
    "open": maps.Mark(OPENINGS["open"], ON_TIME.colour, "●"),
    "closed": maps.Mark(OPENINGS["closed"], WAITING.colour, "○"),
    "unknown": maps.Mark(OPENINGS["unknown"], UNRECORDED.colour, "◎"),
    "suspended": maps.Mark(OPENINGS["suspended"], LATE.colour, "▲"),
}
# Whose colour each has.
_TONES = {"open": ON_TIME.key, "suspended": LATE.key, "closed": WAITING.key, "unknown": UNRECORDED.key}
_ROW_COLUMNS = (
    "station_name",
    "opening_hours",
    "area_name",
    "address",
    "operator",
    "phone",
    "updated_at",
    "station_id",
    "source_sheet",
    "source_row",
)


@dataclass(frozen=True)
class Moment:
    """The moment at which stations are judged, Asia/Shanghai, to the minute; `is_now`: this very one."""

    at: datetime
    is_now: bool


def moment(view: View) -> Moment:
    """The moment that the page is about: the one in the address, else this minute."""
    chosen = chosen_moment(view)
    return Moment(chosen or clock.now().replace(second=0), chosen is None)


def state_words(state: str) -> str:
    """A state by sign and word: "● 营业中"."""
    mark = STATE_MARKS[state]
    return f"{mark.sign} {_(mark.label)}"


def state_told(state: str) -> Told:
    """A state by colour, sign and word."""
    return strong(in_state(_TONES[state], state_words(state)))


def change_told(row: Row, now: Moment) -> str:
    """When a station closes or opens next: "还有3小时20分关门", "明天 8:00 开门"; "" where that is not known."""
    if row["state"] == "open":
        if row["closes_at"] is None:
            return _("两周内不关门")
        left = numbers.duration(row["closes_at"] - now.at)
        if now.is_now:
            return _("还有{left}关门").format(left=left)
        return _("{when}关门").format(when=_clock_told(row["closes_at"], now))
    if row["state"] == "closed":
        if row["opens_at"] is None:
            return _("两周内不开门")
        return _("{when}开门").format(when=_clock_told(row["opens_at"], now))
    return ""


def _clock_told(at: datetime, now: Moment) -> str:
    days = (at.date() - now.at.date()).days
    words = (_("今天"), _("明天"), _("后天")) if now.is_now else (_("当天"), _("次日"))
    day = words[days] if days < len(words) else month_and_day(at.month, at.day)
    return f"{day} {at.hour}:{at:%M} "


def moment_told(now: Moment) -> str:
    """The moment of a sentence: "此刻 2025年11月4日 15:20", of a chosen one only the time."""
    time = numbers.time(now.at)
    return _("此刻 {time}").format(time=time) if now.is_now else time


def computed_told(now: Moment) -> str:
    """Which moment the states of the page are of."""
    return _("营业状态、多少天没更新都按 {time} 计算").format(time=numbers.time(now.at))


def distance(metres: float) -> str:
    """A distance in words: "850 米" to ten metres, from a kilometre on "1.2 公里"."""
    tens = round(metres / 10) * 10
    if tens < 1000:
        return _("{n} 米").format(n=tens)
    return _("{n} 公里").format(n=numbers.decimal(round(metres / 1000, 1)))


def services_told(services: Sequence[str] | None) -> str:
    """The services of a station in words; "" where none is named."""
    return _("、").join(map(_, services or ()))


BEHIND_STATIONS = Behind(
    "stations/figure_rows",
    columns=_ROW_COLUMNS,
    opens=("stations/map", "station", "station_id"),
    noun=N_("驿站"),
)
