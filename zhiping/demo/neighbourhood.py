"""The invented alliance, projects and venues of a district of 包头市, whose totals were announced, and of 赛罕区."""

from datetime import date, timedelta
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.contracts.neighbourhood import MODES, TRADES, WHO
from zhiping.demo.areas import area_row
from zhiping.demo.tables import AREAS, DATA_DATE, HOME
from zhiping.rules.areas import area_code, area_prefix

SEED = 25101031
# What is used month by month is kept by the calendar, and so are the renovations that part its months.
STAYING = ("venues", "venue_partners", "venue_visits")
FIRST_DAY, LAST_DAY = date(2024, 10, 1), DATA_DATE.date() - timedelta(days=1)
MONTHS = [
    date(2024 + number // 12, number % 12 + 1, 1) for number in range(22)
]  # January 2024 to October 2025

# The district of which the totals were announced; its streets are examples. As AREAS of zhiping/demo/tables.py.
DISTRICT = "150204"
STREETS = """
150204001 示例苑甲街道 109.900 40.665 52300 9100
150204002 示例苑乙街道 109.930 40.680 61800 10400
150204003 示例苑丙街道 109.960 40.660 47500 8200
150204004 示例苑丁街道 109.915 40.700 55900 8800
150204005 示例苑戊街道 109.950 40.705 43600 6100
""".strip().splitlines()
COUNTS = {"members": 25, "partners": 31, "venues": 14, "livelihood": 10, "beehive": 10}
MARKET_VISITS = 4716  # at least 4,700 were announced
ROLES = (*["社区合伙人"] * 12, *["阵地合作单位"] * 14, *["空间主理人"] * 5)
FIELDS = "养老 托育 便民 助餐 文体 维修".split()
LIVELIHOOD = "楼道修缮 自行车棚 便民菜站 老年食堂 晾衣架 微花园 充电棚 儿童角 休憩长椅 邻里书屋".split()
BEEHIVE = "巧手工坊 四点半课堂 家电诊所 阳光陪伴 裁缝小铺 共享厨房 邻里拍 青年夜校 宠物公约 旧物新生".split()
USES_BEFORE = "闲置会议室 旧锅炉房 储物间 空置门面 自行车棚".split()
USES_AFTER = "共享餐厅 邻里客厅 儿童活动室 便民服务点 青年驿站".split()
PRICES = ("免费", "低偿", "市价")
PUBLISHED = """
P-LL-01 联盟成员 25 等于
P-LL-02 民生微项目 10 等于
P-LL-03 合作伙伴 31 等于
P-LL-04 阵地 14 等于
P-LL-05 集市服务人次 4700 不少于
P-LL-06 蜂巢子项目 10 等于
P-LL-07 惠及人数 21000 不少于
""".strip().splitlines()


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


class _Place:
    """What one district has: rows by dataset, numbered as they come."""

    def __init__(self, rng: Random, streets: list[list[str]], mark: str) -> None:
        self.rng, self.streets, self.mark = rng, streets, mark
        self.rows: dict[str, list[Row]] = {}

    def put(self, dataset: str, sign: str, key: str, **row: object) -> Row:
        rows = self.rows.setdefault(dataset, [])
        found = {key: f"{self.mark}{sign}-{len(rows) + 1:03}", **row}
        rows.append(found)
        return found

    def street(self, number: int) -> str:
        return area_code(self.streets[number % len(self.streets)][0])

    def one(self, dataset: str, area: str, key: str) -> str:
        """The key of one row of a dataset, in the same street where there is any."""
        rows = self.rows[dataset]
        return str(self.rng.choice([row for row in rows if row["area_code"] == area] or rows)[key])

    def add_members(self, count: int, left: int) -> None:
        for number in range(count + left):
            joined = _day(self.rng, date(2023, 3, 1), date(2025, 3, 31))
            self.put(
                "alliance_members",
                "CY",
                "member_id",
                member_name=f"示例商户{number + 1}",
                member_kind=self.rng.choices(WHO, (4, 9, 3, 2))[0],
                area_code=self.street(number),
                joined_on=joined,
                left_on=joined + timedelta(days=120) if number >= count else None,
            )

    def add_partners(self, roles: tuple[str, ...]) -> None:
        for number, role in enumerate(roles):
            self.put(
                "partners",
                "HB",
                "partner_id",
                partner_name=f"示例伙伴{number + 1}",
                partner_kind="个人" if role == "空间主理人" else self.rng.choices(WHO, (5, 4, 3, 4))[0],
                role=role,
                area_code=self.street(number),
            )

    def add_venues(self, count: int) -> None:
        for number in range(count):
            is_renovated = number % 3 != 2
            venue = self.put(
                "venues",
                "ZD",
                "venue_id",
                venue_name=f"{self.streets[number % len(self.streets)][1]}邻里空间{number // len(self.streets) + 1}",
                area_code=self.street(number),
                floor_area_m2=self.rng.randrange(80, 620, 10),
                renovated_on=_day(self.rng, date(2024, 9, 1), date(2025, 4, 30)) if is_renovated else None,
                use_before=self.rng.choice(USES_BEFORE) if is_renovated else None,
                use_after=self.rng.choice(USES_AFTER),
            )
            self._use(venue, 0.85 if number == count - 2 else self.rng.uniform(1.15, 1.9))
            allies = self.rng.sample(
                self.rows["partners"], min(len(self.rows["partners"]), self.rng.randint(1, 3))
            )
            self.rows.setdefault("venue_partners", []).extend(
                {
                    "venue_id": venue["venue_id"],
                    "partner_id": ally["partner_id"],
                    "mode": self.rng.choices(("服务置换", "低偿", "无偿"), (5, 3, 2))[0],
                }
                for ally in allies
            )

    def _use(self, venue: Row, gain: float) -> None:
        """Its months of use: `gain` times as many an hour once it is renovated."""
        rate = self.rng.uniform(1.6, 4.2)
        for month in MONTHS:
            renovated = venue["renovated_on"]
            hours = self.rng.randrange(150, 240, 2)
            if renovated and month == renovated.replace(day=1):
                hours //= 3
            level = rate * (gain if renovated and month > renovated else 1) * self.rng.gauss(1, 0.09)
            self.rows.setdefault("venue_visits", []).append(
                {
                    "venue_id": venue["venue_id"],
                    "month": month,
                    "visit_count": round(hours * level),
                    "open_hours": None if self.rng.random() < 0.02 else hours,
                }
            )

    def add_projects(self, kind: str, names: list[str], services: int) -> None:
        for number, name in enumerate(names):
            area = self.street(number)
            started = _day(self.rng, FIRST_DAY, date(2025, 6, 30))
            has_ended = kind == "民生微项目" and number % 4 == 0
            project = self.put(
                "projects",
                "XM",
                "project_id",
                project_name=name,
                project_kind=kind,
                mode="市场" if kind == "邻里集市" else self.rng.choices(MODES, (5, 3, 2))[0],
                area_code=area,
                started_on=started,
                ended_on=started + timedelta(days=120) if has_ended else None,
                host_member_id=self.one("alliance_members", area, "member_id"),
                lead_partner_id=self.one("partners", area, "partner_id"),
                venue_id=self.one("venues", area, "venue_id"),
                trade=self.rng.choice(TRADES) if kind != "民生微项目" else None,
                is_secretary_project=number % 3 == 0,
                service_field=self.rng.choice(FIELDS),
            )
            self._serve(project, kind, services)

    def _serve(self, project: Row, kind: str, count: int) -> None:
        last = min(project["ended_on"] or LAST_DAY, LAST_DAY)
        for _number in range(count):
            visits = self.rng.randint(90, 260) if kind == "邻里集市" else self.rng.randint(12, 130)
            price = self.rng.choices(PRICES, (6, 3, 2))[0]
            self.put(
                "project_services",
                "FW",
                "service_id",
                project_id=project["project_id"],
                held_on=_day(self.rng, project["started_on"], last),
                visit_count=visits,
                price_kind=price,
                subsidy_yuan=self.rng.randrange(100, 900, 50) if price == "低偿" else None,
            )

    def add_needs(self, count: int) -> None:
        for number in range(count):
            area = self.street(number)
            day = _day(self.rng, FIRST_DAY, LAST_DAY)
            is_met = self.rng.random() < (0.35 if (LAST_DAY - day).days < 45 else 0.78)
            self.put(
                "neighbourhood_needs",
                "XQ",
                "need_id",
                area_code=area,
                field=self.rng.choice(FIELDS),
                raised_on=day,
                project_id=self.one("projects", area, "project_id") if is_met else None,
            )

    def settle(self, market_visits: int | None = None) -> None:
        """Say how many people each service reached; the markets together had so many visits."""
        kinds = {row["project_id"]: row["project_kind"] for row in self.rows["projects"]}
        if market_visits:
            markets = [row for row in self.rows["project_services"] if kinds[row["project_id"]] == "邻里集市"]
            factor = market_visits / sum(row["visit_count"] for row in markets)
            for row in markets:
                row["visit_count"] = round(row["visit_count"] * factor)
            markets[0]["visit_count"] += market_visits - sum(row["visit_count"] for row in markets)
        for row in self.rows["project_services"]:
            row["people_count"] = round(row["visit_count"] * self.rng.uniform(0.84, 0.99))


def _own(rng: Random) -> _Place:
    place = _Place(rng, [line.split() for line in STREETS], "QS")
    place.add_members(COUNTS["members"], 2)
    place.add_partners(ROLES)
    place.add_venues(COUNTS["venues"])
    place.add_projects("民生微项目", LIVELIHOOD[: COUNTS["livelihood"]], 12)
    place.add_projects("蜂巢子项目", BEEHIVE[: COUNTS["beehive"]], 16)
    place.add_projects("邻里集市", [f"{line.split()[1]}邻里集市" for line in STREETS[:3]], 9)
    place.add_needs(90)
    place.settle(MARKET_VISITS)
    return place


def _home(rng: Random) -> _Place:
    lines = [line.split() for line in AREAS if line.startswith(HOME)]
    streets = [line for line in lines if len(area_prefix(line[0])) == 9]
    place = _Place(rng, streets, "SH")
    place.add_members(len(streets), 1)
    place.add_partners((ROLES * 2)[: len(streets)])
    place.add_venues(len(streets))
    place.add_projects("民生微项目", [f"{name}项目" for name in (LIVELIHOOD * 2)[: len(streets)]], 5)
    place.add_projects("蜂巢子项目", BEEHIVE[:6], 6)
    place.add_projects("邻里集市", [f"{line[1]}邻里集市" for line in streets[:2]], 6)
    place.add_needs(4 * len(streets))
    place.settle()
    return place


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the district that only this system lies in, its announced figures, and 赛罕区."""
    rng = Random(SEED)
    own, home = _own(rng), _home(rng)
    found = {name: [*rows, *home.rows[name]] for name, rows in own.rows.items()}
    published = []
    for line in PUBLISHED:
        figure_id, measure, value, bound = line.split()
        published.append(
            {
                "figure_id": figure_id,
                "system": "neighbourhood",
                "area_code": area_code(DISTRICT),
                "measure": measure,
                "value": value,
                "bound": bound,
                "source": "公开报道",
            }
        )
    return {"areas": [area_row(line) for line in STREETS], "published_figures": published, **found}
