"""Maps of points over our own outlines, drawn without asking any other host.

The base (region, leagues, banners) is a MapLibre style under /geo; the browser fetches it once. A run
of a page sends only what is its own: names, points and the outline of the chosen area.
"""

from zhiping.ui.maps.drawing import draw
from zhiping.ui.maps.points import Layer
from zhiping.ui.maps.signs import Mark
from zhiping.ui.maps.totals import Totals

__all__ = ["Layer", "Mark", "Totals", "draw"]
