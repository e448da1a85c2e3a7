-- The months of use of the venues of the asked area, of the period and up to the moment.
-- One row per venue and month. has_hours: visits an hour can be told.
create or replace macro chosen_visits() as table (
    select *
    from visit_clock()
    where in_asked_area(area_code) and in_asked_period(month)
);
