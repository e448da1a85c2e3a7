-- What can be chosen in the filters of an area: its delegates by name, and the units that suggestions were handed to.
-- One row per kind and value: names in their order, units with most suggestions first.
with
found as (
    select
        'delegate' as kind,
        delegate_id as value,
        delegate_name as label,
        0 as suggestion_count
    from delegates
    where in_asked_area(area_code)
    union all
    select
        'host' as kind,
        host_unit as value,
        host_unit as label,
        count(*) as suggestion_count
    from suggestions
    where in_asked_area(area_code)
    group by host_unit
)

select
    kind,
    value,
    label,
    suggestion_count
from found
order by kind asc, suggestion_count desc, label asc, value asc
