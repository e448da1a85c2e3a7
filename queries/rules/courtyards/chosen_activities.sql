-- The activities of courtyards that the filters of a page choose: those of a courtyard that has closed up to its end.
-- One row per activity.
create or replace macro chosen_activities() as table (
    select *
    from courtyard_activity_clock()
    where
        in_asked_area(area_code)
        and in_asked_period(held_on)
        and fits(courtyard_kind, getvariable('courtyard_kind'))
        and not is_after_closing
);
