"""Every picture: specs in the words of plotly from plain rows, one look.

A function takes rows (a list of dicts, as a query returns them) and the theme, "light" or "dark",
and returns a `Figure`, or None where there is nothing to draw, so that the page says so in a
sentence. `svg` draws it, and `zhiping.ui.kit.pictures.draw` puts it into the page.
"""

from zhiping.ui.charts.bars import bars
from zhiping.ui.charts.contributions import contributions
from zhiping.ui.charts.control_chart import control_chart, signal_numbers
from zhiping.ui.charts.differences import differences
from zhiping.ui.charts.dumbbell import dumbbell
from zhiping.ui.charts.frame import Figure
from zhiping.ui.charts.funnel import funnel
from zhiping.ui.charts.funnel_plot import funnel_plot
from zhiping.ui.charts.hour_lines import WEEKDAYS, hour_lines, hour_words
from zhiping.ui.charts.month_strips import month_strips
from zhiping.ui.charts.parts import Part, part_bars, state_part
from zhiping.ui.charts.rank_intervals import rank_intervals
from zhiping.ui.charts.slopes import slopes
from zhiping.ui.charts.stages import stages
from zhiping.ui.charts.strip import strip
from zhiping.ui.charts.term_lines import term_lines
from zhiping.ui.charts.trend import trend

__all__ = [
    "Figure",
    "WEEKDAYS",
    "Part",
    "bars",
    "contributions",
    "control_chart",
    "differences",
    "dumbbell",
    "funnel",
    "funnel_plot",
    "hour_lines",
    "hour_words",
    "part_bars",
    "rank_intervals",
    "signal_numbers",
    "slopes",
    "stages",
    "state_part",
    "strip",
    "month_strips",
    "term_lines",
    "trend",
]
