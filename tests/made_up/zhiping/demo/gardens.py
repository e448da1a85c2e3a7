"""The invented gardens of 赛罕区 and its neighbour."""

from datetime import date

from zhiping.contracts.kinds import Row


def demo_rows() -> dict[str, list[Row]]:
    """The rows of `gardens`."""
    lines = ("CY-1 150105001000 蔬菜", "CY-2 150105001000 花卉", "CY-3 150102001000 蔬菜")
    keys = ("garden_id", "area_code", "kind")
    day = date(2025, 5, 1)
    return {
        "gardens": [
            {**dict(zip(keys, line.split(), strict=True)), "source": "农户自留", "opened_on": day}
            for line in lines
        ]
    }
