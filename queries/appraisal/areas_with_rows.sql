-- The areas that have units under appraisal.
-- One row per area.
select
    area_code,
    count(*) as row_count
from appraisal_units
group by area_code
order by area_code
