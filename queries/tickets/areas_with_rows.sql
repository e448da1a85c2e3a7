-- The areas that have tickets.
-- One row per area.
select
    area_code,
    count(*) as row_count
from tickets
group by area_code
order by area_code
