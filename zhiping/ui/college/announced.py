"""社区学院 as it was announced: the measures of 公布数字 that we count ourselves."""

from zhiping.contracts.college import LECTURER_SOURCES
from zhiping.ui.kit.systems import Announced

_PAGE = "college/courses"
FIGURES = {
    "师资": Announced(_PAGE, "college/key_figures", "lecturer_count"),
    **{
        kind: Announced(_PAGE, "college/sources", "lecturer_count", where={"source_kind": kind})
        for kind in LECTURER_SOURCES
    },
    "培训人数": Announced(_PAGE, "college/key_figures", "learner_count"),
}
