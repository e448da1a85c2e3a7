-- What can be chosen in the filters of an area: the kinds of its courtyards and of their activities.
-- One row per kind and value, the most frequent first.
with
found as (
    select
        'kind' as kind,
        courtyard_kind as value
    from courtyards
    where in_asked_area(area_code)
    union all
    select
        'activity' as kind,
        a.activity_kind as value
    from courtyard_activities as a
    inner join courtyards as c on a.courtyard_id = c.courtyard_id
    where in_asked_area(c.area_code)
)

select
    kind,
    value,
    count(*) as row_count
from found
group by kind, value
order by kind asc, row_count desc, value asc
