-- How far every active merchant and every area with enrolled workers is from its nearest station in operation.
-- One row per point, stations among them; the distances are measured by a rule in Python.
select *
from station_points()
order by point_kind, point_id
