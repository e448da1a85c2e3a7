-- The venues together: how many there are, how many were renovated, how many can be compared, and how these are used.
-- One row per question, also where there is no venue. Visits an hour are of the venues that have both a before and an
-- after, so that no venue stands on one side alone.
with
used as (
    select *
    from venue_use()
),

places as (
    select
        count(*) as venue_count,
        count(*) filter (where renovated_on is not null) as renovated_venue_count
    from venues
    where in_asked_area(area_code)
),

compared as (
    select
        count(*) as compared_venue_count,
        count(*) filter (where share(after_visit_count, after_hours) < share(before_visit_count, before_hours))
        as worse_venue_count,
        total(before_visit_count) as before_visit_count,
        coalesce(sum(before_hours), 0) as before_hours,
        total(after_visit_count) as after_visit_count,
        coalesce(sum(after_hours), 0) as after_hours
    from used
    where before_month_count > 0 and after_month_count > 0
),

every as (
    select total(visit_count) as visit_count
    from used
)

select
    p.venue_count,
    p.renovated_venue_count,
    e.visit_count,
    c.compared_venue_count,
    c.worse_venue_count,
    c.before_visit_count,
    c.before_hours,
    share(c.before_visit_count, c.before_hours) as visits_per_hour_before,
    c.after_visit_count,
    c.after_hours,
    share(c.after_visit_count, c.after_hours) as visits_per_hour_after
from places as p
cross join compared as c
cross join every as e
