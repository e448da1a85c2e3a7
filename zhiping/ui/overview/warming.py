"""Warming: what the first page will need, done while its viewer's browser is still loading."""

from zhiping.ui.kit import addresses
from zhiping.ui.kit.view import view_of

_FIRST_ASKED = (
    "uploads/state",
    "areas/tree",
    "areas/with_data",
    "tickets/data_date",
    "tickets/key_figures",
    "tickets/months",
    "tickets/on_time",
    "tickets/overdue_units",
    "stations/data_date",
    "stations/key_figures",
    "stations/benefit_key_figures",
    "courtyards/data_date",
    "courtyards/key_figures",
    "appraisal/data_date",
    "appraisal/key_figures",
    "appraisal/ranking",
    "appraisal/scheme_checks",
    "appraisal/outcome_key_figures",
)


def warm() -> None:
    """Ask what the first page will ask."""
    view = view_of(addresses.OVERVIEW)
    for question in _FIRST_ASKED:
        view.rows(question)
    view.rows("tickets/overdue", within="0")
    view.rows("courtyards/key_figures", silent="90")
