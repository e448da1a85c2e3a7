"""Pictures as SVG, drawn here: for pages as wide as there is room, for paper of one width.

It draws what the pictures of this folder are made of, not all that plotly knows: bars, points, lines, words, and lines
between places, on axes whose range is given.
"""

from zhiping.ui.charts.svg.drawing import drawn, standing_alone

__all__ = ["drawn", "standing_alone"]
