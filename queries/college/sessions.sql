-- The sessions that the filters choose, whatever became of them: for a map, a list, and the rows behind a figure.
-- One row per session, the newest first.
select
    s.session_id,
    s.course_id,
    s.title,
    s.field,
    s.order_kind,
    s.lecturer_id,
    t.lecturer_name,
    s.held_at,
    s.hours,
    s.place,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    s.longitude,
    s.latitude,
    s.session_state,
    s.capacity,
    s.booked_count,
    s.attended_count,
    s.absent_count,
    s.unrecorded_count,
    s.seat_state,
    if(s.seat_state = 'known', share(s.attended_count, s.capacity), null) as fill_share,
    s.rating_count,
    mean_rating(s.rating_total, s.rating_count) as rating_mean,
    case
        when $figure is null then 'met'
        when $figure in ('course_fill', 'order_seats') then figure_part(s.seat_state = 'known', true)
        else figure_part(s.session_state = 'held', true)
    end as part,
    s.upload_id,
    s.source_sheet,
    s.source_row
from chosen_sessions() as s
left join lecturers as t on s.lecturer_id = t.lecturer_id
left join areas as a on s.area_code = a.area_code
order by s.held_at desc, s.session_id asc
