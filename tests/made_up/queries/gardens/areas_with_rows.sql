-- The areas that have gardens.
-- One row per area.
select
    area_code,
    count(*) as row_count
from gardens
group by area_code
order by area_code
