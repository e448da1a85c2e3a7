"""演示数据: the files that a first start shows, the same on every run (`python -m zhiping.demo`).

Everything in them is invented; only the numbers in published_figures and the holidays were ever
announced. The rows hold every case that a page must show well: late, waiting, paused, skipped, faulty,
withdrawn tickets; silent courtyards and an odd month; ties, gaps and cautions in an appraisal; stations
suspended, stale or with hours that nobody can read, and towns without one.
"""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.contracts.tickets import STEP_CHOICES
from zhiping.demo.appraisal import appraisal_rows
from zhiping.demo.appraisal_people import people_rows
from zhiping.demo.courtyards import courtyards_and_activities
from zhiping.demo.station_workers import redemption_rows, worker_rows
from zhiping.demo.stations import holiday_rows, merchant_rows, station_rows, town_lines
from zhiping.demo.tables import AREAS, FIGURES
from zhiping.demo.tickets import tickets_and_pauses
from zhiping.demo.towns import banner_lines
from zhiping.rules.areas import area_code, area_prefix, parent_code
from zhiping.settings import DEMO

FILES = (
    "areas",
    "ticket_limits",
    "tickets",
    "ticket_pauses",
    "courtyards",
    "courtyard_activities",
    "appraisal_schemes",
    "appraisal_units",
    "appraisal_people",
    "appraisal_indicators",
    "appraisal_values",
    "peer_ratings",
    "appraisal_outcomes",
    "rectifications",
    "stations",
    "merchants",
    "workers",
    "redemptions",
    "holidays",
    "published_figures",
)


def demo_files(folder: Path = DEMO) -> dict[str, Path]:
    """Dataset -> its file, in the order in which they are loaded (areas first)."""
    return {name: folder / f"{name}.csv" for name in FILES}


def _area_row(line: str) -> Row:
    code, name, longitude, latitude, population, population_65 = line.split()
    level = "苏木乡镇街道" if len(area_prefix(code)) == 9 else "嘎查村社区"
    return {
        "area_code": area_code(code),
        "area_name": name,
        "parent_code": parent_code(code),
        "level": level,
        "population": population,
        "population_65": population_65,
        "longitude": longitude,
        "latitude": latitude,
    }


def _limit_rows() -> list[Row]:
    hours = dict(zip(STEP_CHOICES, (1, 24, 48), strict=True))
    return [
        {"year": year, "ticket_class": ticket_class, "step": step, "hours": limit}
        for year in (2024, 2025, 2026)
        for ticket_class in ("A", "B")  # C is settled on the spot and has no steps
        for step, limit in hours.items()
    ]


def _figure_row(line: str) -> Row:
    figure_id, system, measure, value, bound = line.split()
    return {
        "figure_id": figure_id,
        "system": system,
        "measure": measure,
        "value": value,
        "bound": bound,
        "source": "示例",
        "published_on": date(2025, 10, 31),
    }


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows, column name -> value; in the order of demo_files."""
    tickets, pauses = tickets_and_pauses()
    towns, villages = banner_lines()
    courtyards, activities = courtyards_and_activities()
    merchants, workers = merchant_rows(), worker_rows()
    return {
        "areas": [_area_row(line) for line in (*AREAS, *towns, *villages, *town_lines())],
        "ticket_limits": _limit_rows(),
        "tickets": tickets,
        "ticket_pauses": pauses,
        "courtyards": courtyards,
        "courtyard_activities": activities,
        **appraisal_rows(),
        **people_rows(),
        "stations": station_rows(),
        "merchants": merchants,
        "workers": workers,
        "redemptions": redemption_rows(merchants, workers),
        "holidays": holiday_rows(),
        "published_figures": [_figure_row(line) for line in FIGURES],
    }


def _written(value: Any) -> str:
    """A value as a clerk writes it into a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case tuple():
            return "、".join(value)
        case _:
            return str(value)


def _write(path: Path, dataset: str, rows: Iterable[Row]) -> None:
    columns = DATASETS[dataset].columns
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.label for column in columns)
        writer.writerows([_written(row.get(column.name)) for column in columns] for row in rows)


def write_demo(folder: Path = DEMO) -> None:
    """Write every file of the demonstration into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = demo_rows()
    for dataset, path in demo_files(folder).items():
        _write(path, dataset, rows[dataset])
