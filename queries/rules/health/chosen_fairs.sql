-- The fairs that the filters of a page choose: those held in its period.
-- One row per fair.
create or replace macro chosen_fairs() as table (
    select *
    from asked_fairs()
    where in_asked_period(held_on)
);
