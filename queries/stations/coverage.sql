-- Which share of the merchants, areas and workers has a station in operation within reach.
-- One row per point, stations among them; the distances are measured and counted by a rule in Python.
select *
from station_points()
order by point_kind, point_id
