-- The requests that filters choose but no figure counts: made after the data date of their area.
-- One row per request.
create or replace macro future_requests() as table (
    select r.*
    from course_requests as r
    cross join area_data_date(r.area_code, 'course_requests') as d
    where
        in_asked_area(r.area_code)
        and in_asked_period(r.requested_on)
        and fits(r.field, getvariable('field'))
        and r.requested_on <= getvariable('as_of')
        and r.requested_on > d.data_at
);
