-- The tickets that the filters of a page choose, at the viewer's moment.
-- One row per ticket.
create or replace macro chosen_tickets() as table (
    select *
    from ticket_clock()
    where
        in_asked_area(area_code)
        and in_asked_period(dispatched_at)
        and fits(ticket_class, getvariable('ticket_class'))
        and fits(category, getvariable('category'))
);
