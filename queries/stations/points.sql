-- The points between which distances are measured: stations in operation, active merchants, areas with workers.
-- One row per point.
select *
from station_points()
order by point_kind, point_id
