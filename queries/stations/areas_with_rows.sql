-- The areas that have stations, merchants or workers.
-- One row per area.
select
    area_code,
    count(*) as row_count
from (
    select area_code from stations
    union all
    select area_code from merchants
    union all
    select area_code from workers
) as places
group by area_code
order by area_code
