"""The places of the demonstration, each system's where it has them."""

from zhiping.contracts.kinds import Row
from zhiping.demo.stations import town_lines
from zhiping.demo.tables import AREAS
from zhiping.demo.towns import banner_lines
from zhiping.rules.areas import area_code, area_prefix, parent_code


def demo_rows() -> dict[str, list[Row]]:
    """The rows of `areas`: of all systems, since places belong to none."""
    towns, villages = banner_lines()
    return {"areas": [_area_row(line) for line in (*AREAS, *towns, *villages, *town_lines())]}


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
