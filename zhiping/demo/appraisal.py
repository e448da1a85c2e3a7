"""The invented appraisals: schemes, units, indicators, and what the units achieved."""

from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.appraisal_district_tables import DISTRICT
from zhiping.demo.appraisal_shape import EXCELLENT_CAP, TERMS, YEARS, Appraisal
from zhiping.demo.appraisal_tables import BANNER
from zhiping.rules.areas import area_code

APPRAISALS = (BANNER, DISTRICT)
STAYING = ("appraisal_schemes", "appraisal_units", "appraisal_indicators", "appraisal_values")


def _weight(indicator: list[str], year: int) -> int | None:
    """None: the indicator is not in that year's scheme."""
    written = indicator[3 + YEARS.index(year)]
    return None if written == "-" else int(written)


def _schemes(of: Appraisal) -> list[Row]:
    return [
        {
            "area_code": of.area,
            "year": year,
            "unit_group": group,
            "key_task_weight": of.key_task_weights[year],
            "indicator_count": sum(bool(_weight(line.split(), year)) for line in lines),
            "excellent_cap": EXCELLENT_CAP,
        }
        for year in YEARS
        for group, lines in of.indicators.items()
    ]


def _units(of: Appraisal) -> list[Row]:
    rows = []
    for year in YEARS:
        for unit_id, name, area, post, *_rest in (line.split() for line in of.units):
            rows.append(
                {
                    "year": year,
                    "unit_id": unit_id,
                    "unit_name": of.names_in_2024.get(unit_id, name) if year == 2024 else name,
                    "unit_group": of.group(unit_id),
                    "area_code": area_code(area),
                    "leader_post": post,
                }
            )
    return rows


def _indicator(of: Appraisal, line: str, group: str, year: int) -> Row:
    fields = line.split()
    floor, cap = of.floors_and_caps.get(fields[0], (None, None))
    return {
        "area_code": of.area,
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


def _indicators(of: Appraisal) -> list[Row]:
    return [
        _indicator(of, line, group, year)
        for year in YEARS
        for group, lines in of.indicators.items()
        for line in lines
        if _weight(line.split(), year) is not None
    ]


def _rounded(value: float, digits: int) -> float | int:
    return round(value, digits) if digits else round(value)


class _Luck:
    """What is drawn once for a unit and an indicator and stays: its size, and how well it fares there."""

    def __init__(self, of: Appraisal, rng: Random) -> None:
        self._rng = rng
        units = [line.split() for line in of.units]
        self._ability = {unit[0]: float(unit[4]) for unit in units}
        self._size = {unit[0]: rng.uniform(0.6, 1.5) for unit in units}
        indicators = [line.split()[0] for lines in of.indicators.values() for line in lines]
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


def _with_exceptions(of: Appraisal, rows: list[Row]) -> list[Row]:
    written = {}
    for line in of.exceptions:
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


def _carried_over(of: Appraisal, rows: list[Row]) -> list[Row]:
    """The rows; one unit handed in again for the last term what it had handed in for the term before."""
    before, last = list(TERMS)[-2:]
    values = {
        row["indicator_id"]: row.get("value")
        for row in rows
        if row["unit_id"] == of.carried_over and (row["year"], row["period"]) == before
    }
    for row in rows:
        if row["unit_id"] == of.carried_over and (row["year"], row["period"]) == last:
            row["value"] = values.get(row["indicator_id"])
    return rows


def _extra_points(of: Appraisal) -> list[Row]:
    rows = []
    for line in of.extra_points:
        year, term, unit_id, points = line.split()
        indicator_id = of.outside[of.group(unit_id)]
        row = {"year": int(year), "period": term, "unit_id": unit_id, "indicator_id": indicator_id}
        rows.append(row | {"value": points, "source": of.outside_source})
    return rows


def _values(of: Appraisal) -> list[Row]:
    luck = _Luck(of, Random(of.seed))
    rows = []
    for (year, term), due_share in TERMS.items():
        for unit_id in of.unit_ids():
            for indicator in (line.split() for line in of.indicators[of.group(unit_id)]):
                if not _weight(indicator, year):
                    continue
                row = _value(luck, unit_id, indicator, due_share)
                if f"{unit_id} {indicator[0]}" in of.not_applicable:
                    row = {"is_not_applicable": True}
                row |= {"year": year, "period": term, "unit_id": unit_id, "indicator_id": indicator[0]}
                rows.append(row | {"source": indicator[12]})
    return _carried_over(of, _with_exceptions(of, rows)) + _extra_points(of)


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the schemes, the units, the indicators and their values."""
    return {
        "appraisal_schemes": [row for each in APPRAISALS for row in _schemes(each)],
        "appraisal_units": [row for each in APPRAISALS for row in _units(each)],
        "appraisal_indicators": [row for each in APPRAISALS for row in _indicators(each)],
        "appraisal_values": [row for each in APPRAISALS for row in _values(each)],
    }
