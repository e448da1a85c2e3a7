-- Where the open courtyards lie, for a map.
-- One row per open courtyard with a place; those without are the unplaced_count of the key figures.
with
counts as (
    select
        courtyard_id,
        count(*) as activity_count,
        total(case_count) as case_count
    from chosen_activities()
    group by courtyard_id
)

select
    c.courtyard_id,
    c.courtyard_name,
    c.courtyard_kind,
    named_area(a.area_name, c.area_code) as area_name,
    c.longitude,
    c.latitude,
    c.last_held_on,
    c.silent_days,
    is_silent(c.is_open, c.silent_days, $silent_days) as is_silent,
    coalesce(n.activity_count, 0) as activity_count,
    coalesce(n.case_count, 0) as case_count
from chosen_courtyards() as c
left join counts as n on c.courtyard_id = n.courtyard_id
left join areas as a on c.area_code = a.area_code
where c.is_open and c.is_placed
order by c.courtyard_id
