-- The talks that the filters of a page choose: those held in its period.
-- One row per talk.
create or replace macro chosen_talks() as table (
    select *
    from talk_clock()
    where
        in_asked_area(area_code)
        and in_asked_period(held_on)
        and fits(delegate_id, getvariable('delegate_id'))
);
