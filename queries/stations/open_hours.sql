-- How many stations are open, and how many enrolled workers there are for each, by weekday and hour.
-- One row per text of opening hours of the stations in operation; a rule in Python makes weekdays and hours of them.
with
people as (
    select count(*) as worker_count
    from enrolled_people()
)

select
    s.opening_hours,
    count(*) as station_count,
    any_value(p.worker_count) as worker_count
from chosen_stations(null) as s
cross join people as p
where not s.is_suspended
group by s.opening_hours
order by s.opening_hours
