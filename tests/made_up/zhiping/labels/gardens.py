"""菜园: headings of the columns that only its queries have."""

from zhiping.words import N_

LABELS = {"garden_count": N_("菜园(个)"), "flower_count": N_("只种花(个)")}
