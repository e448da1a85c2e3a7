"""菜园: what its one figure means."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES = (
    Measure(
        "garden_count",
        N_("菜园数"),
        N_("登记在册的菜园。"),
        N_("所选地区的菜园个数"),
        N_("个"),
        "neither",
        "gardens/key_figures",
    ),
)
