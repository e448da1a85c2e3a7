-- The requests that the filters of a page choose but for its period.
-- One row per request.
create or replace macro asked_requests() as table (
    select *
    from request_clock()
    where in_asked_area(area_code) and fits(field, getvariable('field'))
);
