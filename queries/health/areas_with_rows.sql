-- The areas that have fairs.
-- One row per area.
select
    area_code,
    count(*) as row_count
from health_fairs
group by area_code
order by area_code
