-- The requests that the filters of a page choose: those made in its period.
-- One row per request.
create or replace macro chosen_requests() as table (
    select *
    from asked_requests()
    where in_asked_period(requested_on)
);
