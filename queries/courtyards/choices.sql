-- What can be chosen in the filters of an area: the kinds of its courtyards and of their activities.
-- One row per kind and value, the most frequent first.
with
found as (
    select
        'kind' as kind,
        courtyard_kind as value
    from courtyards
    where area_code >= $area_from and area_code < $area_to
    union all
    select
        'activity' as kind,
        a.activity_kind as value
    from courtyard_activities as a
    inner join courtyards as c on a.courtyard_id = c.courtyard_id
    where c.area_code >= $area_from and c.area_code < $area_to
)

select
    kind,
    value,
    count(*) as row_count
from found
group by kind, value
order by kind asc, row_count desc, value asc
