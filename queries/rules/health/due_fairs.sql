-- The fairs whose follow-ups fell due in the period: cohorts of equal age, whenever the fairs were held.
-- One row per fair.
create or replace macro due_fairs() as table (
    select *
    from asked_fairs()
    where is_due and in_asked_period(due_on)
);
