"""Opening hours as clerks write them, read into OSM text.

Every part of a text must be understood, otherwise nothing is: a wrong "open" sends a rider to a locked
door. What has two readings (8:00-6:00; 8:00-12:00 2:00-5:00; a Friday in two rules) is not read either.
"""

import re
from functools import lru_cache

from zhiping.rules.hours.clocktext import RANGE, span_of
from zhiping.rules.hours.osm import MINUTES_A_DAY, MONTH_LENGTHS, MONTHS, YEAR, is_plain, rules_of
from zhiping.rules.hours.reading import EVERY_DAY, HOLIDAYS, Days, Reading, Season, Unreadable

_LONGEST = 200
_SIGNS = (
    {letter: letter - 0xFEE0 for letter in range(0xFF01, 0xFF5F)}  # full-width letters and signs
    | dict.fromkeys(map(ord, "–—―−〜至到~\uff5e"), "-")
    | {0x3000: " ", ord("、"): ",", ord("。"): ";", ord("\n"): ";", ord("\r"): ";", ord("∶"): ":"}
)
_DASHES = {ord("："): ":", ord("∶"): ":"} | dict.fromkeys(map(ord, "－–—―−〜至到~\uff5e"), "-")
_LETTERS = "一二三四五六日"
_NUMBERED = re.compile(r"((?:周|星期|礼拜)[1-7](?:\s*[-,]\s*[1-7](?![\d:点时月]))*)")
_DAY = rf"(?:周|星期|礼拜)?[{_LETTERS}天]"
_DAYS = rf"(?:{_DAY})+(?:\s*-+\s*{_DAY})?"
_MONTHS = (
    r"(?P<month>\d{1,2})(?:月份?(?:(?P<day>\d{1,2})[日号])?)?\s*-+\s*(?:次年|翌年|第二年)?"
    r"(?P<last_month>\d{1,2})月份?(?:(?P<last_day>\d{1,2})[日号])?"
)
_PARTS = {
    "season": rf"(?:[夏冬春秋]{{1,2}}[季天]|[夏冬]令时)?\s*:?\s*\(?{_MONTHS}\)?",
    "always": r"(?:7\s*[xX×*天]\s*24|24/7)(?:小时)?",
    "all_day": r"(?:全天|昼夜)?(?:24|二十四)\s*(?:小时|[hH])(?:全天)?|全天候?",
    "no_rest": r"(?:全年|年中)?(?:365天)?无休",
    "every_day": r"(?:全年)?365天|每[天日]|天天|一周七天",
    "workdays": r"工作日",
    "weekend": r"周末|双休日",
    "holidays": r"(?:国家)?法定(?:节假日|假日|假期|节日)|(?:国家)?节假日|公共假日|公众假期",
    "as_ever": r"照常(?:营业|开放|服务|上班)?|正常(?:营业|开放|服务|上班)|不休息?",
    "rest": r"休息|闭馆|闭店|不开放|不营业|不上班|不服务|关闭|关门|放假|除外|停业|歇业",
    "days": rf"{_DAYS}(?:\s*(?:,|及|和|与)\s*{_DAYS})*(?![点时月])",
    "times": RANGE,
    "parted": r"\s*;[\s;]*",
    "paused": r"[\s:()/]*,[\s,:()/]*",
    "said_for_nothing": r"[\s:()/]+|以及|及|和|与|全年|对外|营业|开放|服务|办公|工作|上班|接待|时间|包括|包含|含|均|都|为",
}
_PART = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PARTS.items()))
_ASIDE = re.compile(r"\(([^()]*(?:休|除外|不|照常|正常|[闭关停歇]|放假)[^()]*)\)")
_EXCEPT = re.compile(r"除了?([^除外;,()]+?)以?外,?")

# Hours without minutes, which 10-12 is only where it cannot be days (1-5), months (5-9月) or the afternoon (8-6).
_BARE = re.compile(
    r"(?<![\d:.点时月年周期拜-])(?P<first>\d{1,2}(?::\d\d)?)\s*-\s*(?P<last>\d{1,2}(?::\d\d)?)(?![\d:.点时月日号年分-])"
)
_DAY_OF = re.compile(rf"(?:{'|'.join(MONTHS)}|week)\s*$")
_EARLIEST = 6
_LATE = re.compile(r"(?<![\d:])(\d{1,2}:\d\d)\s*-\s*(2[4-9]|30):(\d\d)(?!\d)")
_ALL_DAY = (0, MINUTES_A_DAY)
_NAMED_DAYS: dict[str | None, Days] = {
    "every_day": EVERY_DAY,
    "workdays": Days(frozenset(range(5)), are_working=True),
    "weekend": Days(frozenset({5, 6})),
    "holidays": HOLIDAYS,
}


@lru_cache(maxsize=4096)
def normalised(text: str) -> str | None:
    """The OSM text of opening hours in OSM or in a clerk's Chinese; None when it has not exactly one reading.

    OSM stays as it is written. Only a text without OSM's own spelling (8:00-12:00;14:30-18:00) is read as a
    clerk means it, both times, where OSM would let the later rule replace the earlier one.
    """
    written = text.strip()
    if len(written) > _LONGEST:
        return None
    if is_plain(written):
        return written
    if written == "Mo-Su":  # in OSM days without hours are whole days
        return "24/7"
    dashed = written.translate(_DASHES)
    whole = _LATE.sub(_on_the_next_day, _BARE.sub(_with_minutes, dashed))
    if whole != dashed:
        written = whole
        if is_plain(written):
            return written
    try:
        return _read(written)
    except Unreadable:
        return written if rules_of(written) is not None else None


def _with_minutes(found: re.Match[str]) -> str:
    """10-12 as 10:00-12:00, 9:00-12 as 9:00-12:00; what may mean something else as it is."""
    first, last = found["first"], found["last"]
    begin, end = int(first.partition(":")[0]), int(last.partition(":")[0])
    is_hour = _EARLIEST <= begin < end <= MINUTES_A_DAY // 60 and not (":" in first and ":" in last)
    if not is_hour or _DAY_OF.search(found.string, 0, found.start()):
        return found[0]
    return "-".join(one if ":" in one else f"{int(one):02}:00" for one in (first, last))


def _on_the_next_day(found: re.Match[str]) -> str:
    """22:00-26:00 as 22:00-02:00; what would be longer than a day as it is."""
    hour, minute = int(found[2]) - 24, found[3]
    begin = found[1].zfill(5)
    end = f"{hour:02}:{minute}"
    return f"{begin}-{end}" if "00:00" != end < begin < "24:00" else found[0]


def _read(written: str) -> str:
    text = _NUMBERED.sub(lambda found: re.sub("[1-7]", _letter, found[0]), written.translate(_SIGNS))
    text = _EXCEPT.sub(r"\1除外;", text)
    text = ";".join([_ASIDE.sub(" ", text), *_ASIDE.findall(text)])
    reading = Reading()
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if found is None or found.end() == at:
            raise Unreadable(text[at:])
        _take(reading, found)
        at = found.end()
    return reading.osm()


def _take(reading: Reading, found: re.Match[str]) -> None:
    match found.lastgroup:
        case "season":
            reading.name_season(_season(found))
        case "always":
            reading.name_days(EVERY_DAY)
            reading.add_times(_ALL_DAY)
        case "all_day":
            reading.add_times(_ALL_DAY)
        case "no_rest":
            reading.no_rest()
        case "as_ever":
            reading.as_ever()
        case "rest":
            reading.rest()
        case "days":
            reading.name_days(Days(_weekdays(found[0])))
        case "times":
            times = span_of(found[0])
            if times is None:
                raise Unreadable(found[0])
            reading.add_times(times)
        case "paused":
            reading.pause()
        case "parted":
            reading.part()
        case kind if kind in _NAMED_DAYS:
            reading.name_days(_NAMED_DAYS[kind])


def _season(found: re.Match[str]) -> Season:
    month, last_month = int(found["month"]), int(found["last_month"])
    if (found["day"] is None) != (found["last_day"] is None) or last_month not in range(1, 13):
        raise Unreadable(found[0])
    first = (month, int(found["day"] or 1))
    last = (last_month, int(found["last_day"] or MONTH_LENGTHS[last_month - 1]))
    if first not in YEAR or last not in YEAR:
        raise Unreadable(found[0])
    return Season(first, last)


def _weekdays(written: str) -> frozenset[int]:
    letters = re.sub(r"周|星期|礼拜|\s", "", written).replace("天", "日")
    if len(letters) == 1 and len(written) == 1:
        raise Unreadable(written)  # a bare 一 or 日 is no day
    days: set[int] = set()
    for part in re.split("[,及和与]", letters):
        first, _sign, last = (re.sub("-+", "-", part)).partition("-")
        places = [_LETTERS.index(letter) for letter in first]
        is_list = places == sorted(set(places)) and (
            len(places) != 2 or places == [5, 6]
        )  # 周一五: to or and?
        if not is_list or (last and len(places) > 1):
            raise Unreadable(written)
        end = _LETTERS.index(last) if last else places[-1]
        days |= {*places} | {day % 7 for day in range(places[-1], end + (7 if end < places[-1] else 0) + 1)}
    return frozenset(days)


def _letter(digit: re.Match[str]) -> str:
    return _LETTERS[int(digit[0]) - 1]
