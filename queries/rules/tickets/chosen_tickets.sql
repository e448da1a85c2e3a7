-- The tickets that the filters of a page choose, at the viewer's moment: those dispatched in its period.
-- One row per ticket.
create or replace macro chosen_tickets() as table (
    select *
    from asked_tickets()
    where in_asked_period(dispatched_at)
);
