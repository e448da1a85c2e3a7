-- The requests that filters choose but no figure counts: made after the data date of their area.
-- One row per request.
create or replace macro future_requests() as table (
    select r.*
    from course_requests as r
    where
        in_asked_area(r.area_code)
        and in_asked_period(r.requested_on)
        and fits(r.field, getvariable('field'))
        and r.requested_on <= getvariable('as_of')
        and r.requested_on > (
            select max(c.as_of)
            from coverage as c
            where
                not c.is_undone
                and c.dataset = 'course_requests'
                and r.area_code >= c.area_from
                and r.area_code < c.area_to
        )
);
