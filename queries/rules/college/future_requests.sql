-- The requests that filters choose but no figure counts: made after the data date of their area.
-- One row per request.
create or replace macro future_requests() as table (
    select *
    from reported_requests()
    where
        in_asked_area(area_code)
        and in_asked_period(requested_on)
        and fits(field, getvariable('field'))
        and requested_on <= getvariable('as_of')
        and requested_on > data_at
);
