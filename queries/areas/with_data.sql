-- The areas at which something is recorded.
-- One row per system and area.
select
    'appraisal' as system,
    area_code,
    count(*) as row_count
from appraisal_units
group by area_code
union all
select
    'courtyards' as system,
    area_code,
    count(*) as row_count
from courtyards
group by area_code
union all
select
    'stations' as system,
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
union all
select
    'tickets' as system,
    area_code,
    count(*) as row_count
from tickets
group by area_code
order by system, area_code
