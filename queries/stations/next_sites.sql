-- Where the next stations would bring the most workers within reach of one.
-- One row per point, stations among them; the sites are chosen by a rule in Python.
select *
from station_points()
order by point_kind, point_id
