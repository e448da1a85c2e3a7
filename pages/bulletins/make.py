"""通报: what happened in a month, a quarter or a year, written as Word, Excel and PDF from the figures of the pages."""

from zhiping.ui.bulletins import archived, drawing
from zhiping.ui.bulletins.contributions import named
from zhiping.ui.kit import page
from zhiping.ui.kit.systems import cards

FILTERS = ("area", "period", "systems")

view = page.begin("bulletins/make", filters=FILTERS, controls=drawing.CONTROLS)
drawing.draw_kinds(view)
there = [one for one in page.systems_with_rows(view) if one in named(view)]
if there:
    page.finding(drawing.finding(view, there))
    drawing.draw_before(view, there)
    drawing.draw_making(view)
archived.draw(view)
page.data_line(view, there or cards())
