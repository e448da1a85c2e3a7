-- The asked tickets that were closed for the first time in the asked period, whatever became of them.
-- One row per ticket. A reopened ticket whose first closing was not recorded counts by the closing time that its file
-- kept; one with neither lies in no period.
create or replace macro closed_tickets() as table (
    select *
    from asked_tickets()
    where in_asked_period(first_close_at) and is_accepted(outcome)
);
