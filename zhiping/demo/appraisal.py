"""The invented appraisal of 正蓝旗: schemes, units, indicators, and what the units achieved."""

from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.appraisal_tables import (
    BANNER,
    EXCEPTIONS,
    EXTRA_POINTS,
    FLOORS_AND_CAPS,
    INDICATORS,
    KEY_TASK_WEIGHT,
    NAMES_IN_2024,
    NOT_APPLICABLE,
    OFFICES,
    TERMS,
    TOWNS,
    UNITS,
    YEARS,
)

SEED = 152530
OUTSIDE = ("Z99", "S99")  # 加减分


def unit_group(unit_id: str) -> str:
    return TOWNS if unit_id.startswith("T") else OFFICES


def _weight(indicator: list[str], year: int) -> int | None:
    """None: the indicator is not in that year's scheme."""
    written = indicator[3 + YEARS.index(year)]
    return None if written == "-" else int(written)


def _schemes() -> list[Row]:
    return [
        {
            "area_code": BANNER,
            "year": year,
            "unit_group": group,
            "key_task_weight": KEY_TASK_WEIGHT,
            "indicator_count": sum(bool(_weight(line.split(), year)) for line in lines),
        }
        for year in YEARS
        for group, lines in INDICATORS.items()
    ]


def _units() -> list[Row]:
    rows = []
    for year in YEARS:
        for unit_id, name, area, post, *_rest in (line.split() for line in UNITS):
            rows.append(
                {
                    "year": year,
                    "unit_id": unit_id,
                    "unit_name": NAMES_IN_2024.get(unit_id, name) if year == 2024 else name,
                    "unit_group": unit_group(unit_id),
                    "area_code": area,
                    "leader_post": post,
                }
            )
    return rows


def _indicator(line: str, group: str, year: int) -> Row:
    fields = line.split()
    floor, cap = FLOORS_AND_CAPS.get(fields[0], (None, None))
    return {
        "area_code": BANNER,
        "year": year,
        "unit_group": group,
        "indicator_id": fields[0],
        "indicator_name": fields[1],
        "dimension": fields[2],
        "weight": _weight(fields, year),
        "direction": fields[5],
        "method": fields[6],
        "target": None if fields[7] in "*-" else fields[7],
        "floor": floor,
        "cap": cap,
        "is_key_task": fields[11] == "是",
    }


def _indicators() -> list[Row]:
    return [
        _indicator(line, group, year)
        for year in YEARS
        for group, lines in INDICATORS.items()
        for line in lines
        if _weight(line.split(), year) is not None
    ]


def _rounded(value: float, digits: int) -> float | int:
    return round(value, digits) if digits else round(value)


class _Luck:
    """What is drawn once for a unit and an indicator and stays: its size, and how well it fares there."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        units = [line.split() for line in UNITS]
        self._ability = {unit[0]: float(unit[4]) for unit in units}
        self._size = {unit[0]: rng.uniform(0.6, 1.5) for unit in units}
        indicators = [line.split()[0] for lines in INDICATORS.values() for line in lines]
        self._bent = {(unit[0], indicator): rng.gauss(0, 0.6) for unit in units for indicator in indicators}

    def size(self, unit_id: str) -> float:
        return self._size[unit_id]

    def form(self, unit_id: str, indicator_id: str) -> float:
        """About 0 on average, above it for a unit that does well; partly new in every term."""
        return 0.6 * self._ability[unit_id] + self._bent[unit_id, indicator_id] + self._rng.gauss(0, 0.4)


def _value(luck: _Luck, unit_id: str, indicator: list[str], due_share: float) -> Row:
    indicator_id, usual, digits = indicator[0], indicator[8], int(indicator[10])
    spread = float(indicator[9])
    form = luck.form(unit_id, indicator_id)
    if indicator[7] == "*":
        target = max(_rounded(spread * luck.size(unit_id) * due_share, digits), 1)
        return {"value": _rounded(target * max(0.5, 0.96 + 0.07 * form), digits), "target": target}
    better = -1 if indicator[5] == "负向" else 1
    value = float(usual) + better * spread * form
    return {"value": _rounded(min(max(value, 0), 100), digits)}


def _with_exceptions(rows: list[Row]) -> list[Row]:
    written = {}
    for line in EXCEPTIONS:
        year, *names, value = line.split()
        written[int(year), *names] = value
    kept = []
    for row in rows:
        exception = written.get((row["year"], row["period"], row["unit_id"], row["indicator_id"]))
        if exception == "x":
            continue
        if exception is not None:
            row["value"] = None if exception == "-" else exception
        kept.append(row)
    return kept


def _extra_points() -> list[Row]:
    rows = []
    for line in EXTRA_POINTS:
        year, term, unit_id, points = line.split()
        indicator_id = OUTSIDE[unit_group(unit_id) == OFFICES]
        row = {"year": int(year), "period": term, "unit_id": unit_id, "indicator_id": indicator_id}
        rows.append(row | {"value": points, "source": "旗考核办"})
    return rows


def _values() -> list[Row]:
    luck = _Luck(Random(SEED))
    rows = []
    for (year, term), due_share in TERMS.items():
        for unit_id in (line.split()[0] for line in UNITS):
            for indicator in (line.split() for line in INDICATORS[unit_group(unit_id)]):
                if not _weight(indicator, year):
                    continue
                row = _value(luck, unit_id, indicator, due_share)
                if f"{unit_id} {indicator[0]}" in NOT_APPLICABLE:
                    row = {"is_not_applicable": True}
                row |= {"year": year, "period": term, "unit_id": unit_id, "indicator_id": indicator[0]}
                rows.append(row | {"source": indicator[12]})
    return _with_exceptions(rows) + _extra_points()


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the schemes, the units, the indicators and their values."""
    return {
        "appraisal_schemes": _schemes(),
        "appraisal_units": _units(),
        "appraisal_indicators": _indicators(),
        "appraisal_values": _values(),
    }
