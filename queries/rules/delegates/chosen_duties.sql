-- The duties that the filters of a page choose: those done in its period.
-- One row per duty.
create or replace macro chosen_duties() as table (
    select *
    from duty_credits()
    where
        in_asked_area(area_code)
        and in_asked_period(happened_on)
        and fits(delegate_id, getvariable('delegate_id'))
);
