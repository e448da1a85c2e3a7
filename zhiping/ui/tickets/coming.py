"""The limits of tickets that fall within a day of the data date, as 今日态势 draws them."""

from zhiping.ui.kit.view import View
from zhiping.ui.look.coming import Coming, Limit
from zhiping.ui.tickets.sentences import BEHIND_COMING
from zhiping.ui.tickets.stages import STAGES
from zhiping.words import N_, _


def within_a_day(view: View) -> Coming:
    """Each step of a ticket that is waiting, its clock running, with a limit within the day."""
    limits = [
        Limit(
            row["ticket_id"],
            row["lead_unit"],
            row["hours_left"],
            _("{step}，{title}（{where}）").format(
                step=_(STAGES[row["step"]]), title=row["title"] or row["ticket_id"], where=row["area_name"]
            ),
        )
        for row in view.rows("tickets/overdue", state="waiting")
    ]
    return Coming(
        N_("今后24小时到期的时限"),
        N_("件"),
        limits,
        "coming_limits",
        BEHIND_COMING,
        "tickets/overdue",
        {"state": "waiting"},
        "unit",
    )
