-- How the units to which suggestions were handed are written in each district, and in how many suggestions.
-- One row per district (or area above it) and writing, with the name that is meant.
select
    area_at(area_code, 6) as area_code,
    host_unit_written as written,
    host_unit as meant,
    count(*) as row_count
from suggestions
where host_unit_written is not null
group by area_at(area_code, 6), host_unit_written, host_unit
order by area_at(area_code, 6) asc, row_count desc, host_unit_written asc
