-- The sessions of one course, whatever became of them.
-- One row per session, the newest first.
select
    s.session_id,
    s.held_at,
    s.session_state,
    t.lecturer_name,
    s.place,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.hours,
    s.capacity,
    s.booked_count,
    s.attended_count,
    s.absent_count,
    s.unrecorded_count,
    s.upload_id,
    s.source_sheet,
    s.source_row
from session_clock() as s
left join lecturers as t on s.lecturer_id = t.lecturer_id
left join areas as a on s.area_code = a.area_code
where s.course_id = $course_id
order by s.held_at desc, s.session_id asc
