"""The places that the demonstration of several systems lies in; a system adds its own (zhiping/demo/stations.py)."""

from zhiping.contracts.kinds import Row
from zhiping.demo.tables import AREAS
from zhiping.demo.towns import banner_lines
from zhiping.rules.areas import area_code, area_prefix, parent_code


def demo_rows() -> dict[str, list[Row]]:
    """The rows of `areas`: districts with their streets, and a banner with towns and villages."""
    towns, villages = banner_lines()
    return {"areas": [area_row(line) for line in (*AREAS, *towns, *villages)]}


def area_row(line: str) -> Row:
    """A row of `areas` from code, name, longitude, latitude, residents, of these 65 and older."""
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
