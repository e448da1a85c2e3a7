"""The invented delegates of 赛罕区 and its neighbours, what they suggest, who works on it, and when they listen."""

from datetime import date, datetime, time, timedelta
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.tables import AREAS, DATA_DATE, DISTRICTS, HOME, STEMS
from zhiping.demo.talks import DELEGATES, delegate, district_of, talks
from zhiping.rules.areas import area_code

SEED = 20
CONGRESSES = ("旗县区", "旗县区", "旗县区", "盟市", "乡镇", "自治区")
LAST_DAY = DATA_DATE.date() - timedelta(days=1)

# When suggestions were handed out together: the day, how many of 赛罕区, how many of a neighbour.
BATCHES = (
    (date(2024, 10, 16), 9, 0),
    (date(2025, 3, 12), 12, 4),
    (date(2025, 6, 18), 10, 3),
    (date(2025, 10, 15), 16, 5),
)
SINGLES = 7  # of 赛罕区, handed out one by one between the batches
UNASSIGNED = 3
LATE_SHARE = 0.32
DAYS_TO_REPLY = {"推动解决类": (75, 90), "意见参考类": (30, 45)}

# field, host, support, titles, tasks
FIELDS = """
老旧小区 一局 三局 增设老旧小区充电棚 推进老旧小区加装电梯 补建小区消防水源|完成选址和设计 落实建设资金 组织施工验收
交通出行 三局 二局 优化学校周边停车 增加夜间公交班次 修补背街小巷路面|开展现场踏勘 调整交通组织 完成维修
养老服务 七局 八局 扩大社区助餐覆盖 增加日间照料床位 推广居家适老化改造|摸清老年人底数 确定服务机构 完成改造
营商环境 五局 十二局 简化个体户变更手续 延长政务窗口服务时间 公开中介收费清单|梳理事项清单 调整窗口设置 对外公布
生态环境 四局 三局 治理沿河排污口 增加口袋公园 规范垃圾分类投放|排查点位 制定治理方案 完成整治
教育医疗 八局 七局 增设社区托育点 改善社区卫生站设备 延长图书馆开放时间|测算需求 落实场地 投入使用
""".strip().splitlines()
POSTS = ("分管副局长", "办公室主任", "业务科科长", "物业科科长")
PLACES = ("社区党群服务中心", "街道党群服务中心", "党代表工作室", "小区活动室")


def streets(district: str) -> list[str]:
    """The codes of the streets and towns of a district."""
    codes = [line.split()[0] for line in AREAS if line.startswith(district)]
    return [code for code in codes if len(code) == len("150105001")]


def street_of(number: int) -> str:
    """The code of the street whose delegate it is."""
    its = streets(district_of(number))
    return its[number % len(its)]


def _delegate_rows() -> list[Row]:
    rows = []
    for district, numbers in DELEGATES.items():
        for number in numbers:
            stem = STEMS[number % len(streets(district))]
            rows.append(
                {
                    "delegate_id": delegate(number),
                    "delegate_name": f"示例代表{number:02}",
                    "area_code": area_code(street_of(number)),
                    "unit": f"{DISTRICTS[district]}{stem}街道办",
                    "congress": CONGRESSES[number % len(CONGRESSES)],
                }
            )
    return rows


def _at(rng: Random, on: date) -> datetime:
    return datetime.combine(on, time(rng.randint(9, 17), rng.choice((0, 10, 20, 30, 40, 50))))


def _suggestion(rng: Random, district: str, assigned_on: date | None) -> Row:
    """A suggestion as it is when it is handed out, or waits for it."""
    left, right = rng.choice(FIELDS).split("|")
    field, host, support, *titles = left.split()
    number = rng.choice(DELEGATES[district])
    is_of_party = rng.random() < 0.2
    kind = "意见参考类" if rng.random() < 0.2 else "推动解决类"
    unit = DISTRICTS[district]
    submitted_on = (assigned_on or LAST_DAY) - timedelta(days=rng.randint(4, 21))
    due_on = assigned_on and assigned_on + timedelta(days=rng.choice(DAYS_TO_REPLY[kind]))
    return {
        "delegate_id": None if is_of_party else delegate(number),
        "source_kind": "党委党工委" if is_of_party else "党代表",
        "level": "市级" if rng.random() < 0.3 else "区级",
        "suggestion_type": kind,
        "area_code": area_code(street_of(number)),
        "title": rng.choice(titles),
        "category": field,
        "host_unit": unit + host,
        "support_units": (unit + support,) if rng.random() < 0.7 else (),
        "submitted_on": submitted_on,
        "assigned_at": assigned_on and datetime.combine(assigned_on, time(9)),
        "due_on": due_on,
        "supervised_count": 0,
        "responsible": POSTS[0],
        "tasks": right.split(),
    }


def _with_answer(rng: Random, row: Row) -> Row:
    """The suggestion as it stands at the data date."""
    assigned_on, due_on = row["assigned_at"].date(), row["due_on"]
    whole = (due_on - assigned_on).days
    takes = rng.randint(whole // 3, whole)
    if rng.random() < LATE_SHARE:
        takes = whole + rng.randint(5, 150)
    replied_on = assigned_on + timedelta(days=takes)
    if takes > whole:
        row["supervised_count"] = rng.choice((0, 1, 1, 2, 3))
        supervised_on = min(due_on + timedelta(days=rng.randint(2, 20)), LAST_DAY)
        if row["supervised_count"] and supervised_on >= due_on:
            row["last_supervised_on"] = supervised_on
        else:
            row["supervised_count"] = 0
    if replied_on > LAST_DAY:
        return row
    row["replied_at"] = _at(rng, replied_on)
    evaluated_on = replied_on + timedelta(days=rng.randint(3, 25))
    row["result"] = rng.choices(("已落实", "正在落实", "列入计划", "留作参考"), (50, 25, 15, 10))[0]
    if evaluated_on <= LAST_DAY and rng.random() < 0.93:
        row["evaluated_at"] = _at(rng, evaluated_on)
        row["evaluation"] = rng.choices(("满意", "基本满意", "不满意"), (70, 24, 6))[0]
    return row


def _tasks(rng: Random, row: Row) -> list[Row]:
    """A task for the host and for each that supports it; done before the reply, or some days too late."""
    if row["assigned_at"] is None:
        return []
    units = (row["host_unit"], *row["support_units"])
    found = []
    for place, (unit, task) in enumerate(zip(units, row["tasks"], strict=False)):
        due_on = row["due_on"] - timedelta(days=20 - 10 * place)
        replied = row.get("replied_at")
        done_on = replied.date() - timedelta(days=rng.randint(1, 12)) if replied else None
        if not replied and due_on < LAST_DAY and rng.random() < 0.5:
            done_on = due_on - timedelta(days=rng.randint(0, 5))
        found.append(
            {
                "suggestion_id": row["suggestion_id"],
                "unit": unit,
                "role": "协办" if place else "主办",
                "task": task,
                "responsible": POSTS[0] if not place else POSTS[2 + place % 2],
                "due_on": due_on,
                "done_on": done_on,
            }
        )
    return found


def _suggestions() -> tuple[list[Row], list[Row]]:
    """The rows of `suggestions`, by the day of their submission, and of `suggestion_tasks`."""
    rng = Random(SEED)
    rows = []
    for day, here, there in BATCHES:
        rows += [_with_answer(rng, _suggestion(rng, HOME, day)) for _each in range(here)]
        rows += [
            _with_answer(rng, _suggestion(rng, rng.choice(list(DISTRICTS)[:3]), day))
            for _each in range(there)
        ]
    for place in range(SINGLES):
        day = date(2025, 1, 14) + timedelta(days=38 * place)
        rows.append(_with_answer(rng, _suggestion(rng, HOME, day)))
    rows += [_suggestion(rng, HOME, None) for _each in range(UNASSIGNED)]
    rows.sort(key=lambda row: row["submitted_on"])
    for number, row in enumerate(rows, 1):
        row["suggestion_id"] = f"JY-{row['submitted_on'].year}-{number:03}"
    return rows, [task for row in rows for task in _tasks(rng, row)]


def _talk_rows() -> list[Row]:
    rng = Random(SEED)
    rows = []
    for number in (number for numbers in DELEGATES.values() for number in numbers):
        for talk_id, held_on in talks()[delegate(number)].items():
            rows.append(
                {
                    "talk_id": talk_id,
                    "delegate_id": delegate(number),
                    "held_on": held_on,
                    "area_code": area_code(street_of(number)),
                    "place": rng.choice(PLACES),
                    "people_count": rng.randint(6, 34),
                    "request_count": rng.randint(1, 5),
                }
            )
    return sorted(rows, key=lambda row: (row["held_on"], row["talk_id"]))


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the delegates, their suggestions with the tasks, and their talks."""
    suggestions, tasks = _suggestions()
    return {
        "delegates": _delegate_rows(),
        "suggestions": suggestions,
        "suggestion_tasks": tasks,
        "talk_days": _talk_rows(),
    }
