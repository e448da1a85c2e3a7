-- The suggestions that the filters of a page choose: those submitted in its period.
-- One row per suggestion.
create or replace macro chosen_suggestions() as table (
    select *
    from asked_suggestions()
    where in_asked_period(submitted_on)
);
