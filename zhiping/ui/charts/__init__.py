"""Every picture: plotly figures from plain rows, one look.

A function takes rows (a list of dicts, as a query returns them) and the theme, "light" or "dark",
and returns a `go.Figure`, or None where there is nothing to draw, so that the page says so in a
sentence. `figure.layout.meta["alt"]` tells the picture in words. Draw with
`st.plotly_chart(figure, width="stretch", theme=None, config=CONFIG, alt=figure.layout.meta["alt"])`.
"""

from zhiping.ui.charts.bars import bars
from zhiping.ui.charts.frame import CONFIG
from zhiping.ui.charts.funnel import funnel
from zhiping.ui.charts.funnel_plot import funnel_plot
from zhiping.ui.charts.spark import spark
from zhiping.ui.charts.trend import trend

__all__ = ["CONFIG", "bars", "funnel", "funnel_plot", "spark", "trend"]
