"""`python -m data.geo`: write areas.csv and names.geojson anew from the outlines."""

from data.geo.areas import write_areas
from data.geo.names import write_names

write_areas()
write_names()
