-- The days that differ from their weekday: public holidays, and weekends that are worked instead.
-- One row per day.
select
    day,
    kind,
    name
from holidays
order by day
