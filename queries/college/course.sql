-- One course as it was uploaded, with what was taught of it so far and where it came from.
-- One row per course: one or none.
with
counts as (
    select
        course_id,
        count(*) filter (where session_state = 'held') as session_count,
        count(*) filter (where session_state = 'planned') as planned_count,
        total(attended_count) as visit_count,
        max(held_at) filter (where session_state = 'held') as last_held_at,
        min(held_at) filter (where session_state = 'planned') as next_held_at
    from session_clock()
    where course_id = $course_id
    group by course_id
)

select
    c.course_id,
    c.title,
    c.field,
    c.order_kind,
    c.form,
    c.audience,
    c.area_code,
    named_area(a.area_name, c.area_code) as area_name,
    named_area(a.area_path, c.area_code) as area_path,
    coalesce(n.session_count, 0) as session_count,
    coalesce(n.planned_count, 0) as planned_count,
    coalesce(n.visit_count, 0) as visit_count,
    n.last_held_at,
    n.next_held_at,
    u.receipt,
    u.published_by,
    u.published_at,
    u.file_name,
    c.source_sheet,
    c.source_row
from courses as c
left join counts as n on c.course_id = n.course_id
left join areas as a on c.area_code = a.area_code
left join uploads as u on c.upload_id = u.upload_id
where c.course_id = $course_id
