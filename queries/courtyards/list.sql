-- The courtyards that the filters choose.
-- One row per courtyard; activity_count is of the asked period, last_held_on of its whole life.
with
counts as (
    select
        courtyard_id,
        count(*) as activity_count
    from chosen_activities()
    group by courtyard_id
)

select
    c.courtyard_id,
    c.courtyard_name,
    c.courtyard_kind,
    c.host_kind,
    c.area_code,
    named_area(a.area_name, c.area_code) as area_name,
    c.opened_on,
    c.closed_on,
    c.is_open,
    c.floor_area_m2,
    c.member_count,
    coalesce(n.activity_count, 0) as activity_count,
    c.last_held_on,
    c.silent_days,
    is_silent(c.is_open, c.silent_days, $silent_days) as is_silent,
    c.longitude,
    c.latitude,
    c.upload_id,
    c.source_sheet,
    c.source_row
from chosen_courtyards() as c
left join counts as n on c.courtyard_id = n.courtyard_id
left join areas as a on c.area_code = a.area_code
order by c.area_code, c.courtyard_id
