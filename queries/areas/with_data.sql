-- The areas at which tickets are recorded.
-- One row per area.
select
    area_code,
    count(*) as ticket_count
from tickets
group by area_code
order by area_code
