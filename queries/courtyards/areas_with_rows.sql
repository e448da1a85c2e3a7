-- The areas that have courtyards.
-- One row per area.
select
    area_code,
    count(*) as row_count
from courtyards
group by area_code
order by area_code
