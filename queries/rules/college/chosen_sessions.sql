-- The sessions that the filters of a page choose, whatever became of them: those of its period.
-- One row per session.
create or replace macro chosen_sessions() as table (
    select *
    from session_clock()
    where
        in_asked_area(area_code)
        and in_asked_period(held_at)
        and fits(field, getvariable('field'))
        and fits(order_kind, getvariable('order_kind'))
);
