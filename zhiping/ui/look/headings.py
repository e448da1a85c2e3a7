"""Headings: what a column of a query is called on screen and in files, a file a system.

A column of a contract is called as its label says; the columns that only queries have are named here.
"""

from zhiping.contracts import DATASETS
from zhiping.contracts.uploads import uploads
from zhiping.ui.appraisal import labels as appraisal
from zhiping.ui.appraisal import people_labels as appraisal_people
from zhiping.ui.courtyards import labels as courtyards
from zhiping.ui.look.states import STATES
from zhiping.ui.stations import labels as stations
from zhiping.ui.stations import use_labels as station_use
from zhiping.ui.tickets import labels as tickets
from zhiping.words import N_, _

_CONTRACTS = {
    column.name: column.label
    for dataset in (*reversed(DATASETS.values()), uploads, DATASETS["tickets"])
    for column in dataset.columns
}
_EVERYWHERE = {
    "state": N_("状态"),
    "month": N_("月份"),
    "area_name": N_("地区"),
    "area_path": N_("地区"),
    "is_complete": N_("已满月"),
    "happened_at": N_("时间"),
    "event": N_("事件"),
    "note": N_("说明"),
    "receipt": N_("回执号"),
    "upload_id": N_("上传序号"),
    "source_sheet": N_("来源工作表"),
    "source_row": N_("来源行号"),
}
_STATES = {f"{state.key}_count": state.label for state in STATES}
_HEADINGS = (
    _CONTRACTS
    | _EVERYWHERE
    | tickets.HEADINGS
    | stations.HEADINGS
    | station_use.HEADINGS
    | courtyards.HEADINGS
    | appraisal.HEADINGS
    | appraisal_people.HEADINGS
    | _STATES
)


def heading(column: str) -> str:
    """What a column of a query is called on screen and in files."""
    return _(_HEADINGS.get(column, column))
