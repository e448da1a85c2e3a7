-- How the units that lead tickets are written in each district, and in how many tickets.
-- One row per district (or area above it) and writing, with the name that is meant.
select
    area_at(area_code, 6) as area_code,
    lead_unit_written as written,
    lead_unit as meant,
    count(*) as row_count
from tickets
where lead_unit_written is not null
group by area_at(area_code, 6), lead_unit_written, lead_unit
order by area_at(area_code, 6) asc, row_count desc, lead_unit_written asc
