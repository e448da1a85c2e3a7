"""驿站 as they were announced: the measures of 公布数字 that we count ourselves."""

from zhiping.ui.kit.systems import Announced


def _figure(page: str, column: str) -> Announced:
    return Announced(page, "stations/key_figures", column)


FIGURES = {
    "驿站数": _figure("stations/map", "station_count"),
    "药店数": _figure("stations/benefits", "pharmacy_count"),
    "新就业群体人数": _figure("stations/coverage", "worker_count"),
}
