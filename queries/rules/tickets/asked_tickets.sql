-- The tickets that the filters of a page choose but for its period, at the viewer's moment.
-- One row per ticket.
create or replace macro asked_tickets() as table (
    select *
    from ticket_clock()
    where
        in_asked_area(area_code)
        and fits(ticket_class, getvariable('ticket_class'))
        and fits(category, getvariable('category'))
        and fits(lead_unit, getvariable('lead_unit'))
        and fits(channel, getvariable('channel'))
);
