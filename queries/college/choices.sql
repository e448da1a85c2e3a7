-- What can be chosen in the filters of an area: fields, and the kinds of its courses.
-- One row per kind and value, the most frequent first.
with
found as (
    select
        'field' as kind,
        c.field as value
    from class_sessions as s
    inner join courses as c on s.course_id = c.course_id
    where in_asked_area(s.area_code)
    union all
    select
        'field' as kind,
        field as value
    from course_requests
    where in_asked_area(area_code)
    union all
    select
        'order' as kind,
        c.order_kind as value
    from class_sessions as s
    inner join courses as c on s.course_id = c.course_id
    where in_asked_area(s.area_code)
)

select
    kind,
    value,
    count(*) as row_count
from found
group by kind, value
order by kind asc, row_count desc, value asc
