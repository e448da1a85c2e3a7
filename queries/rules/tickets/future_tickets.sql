-- The tickets that filters choose but no figure counts: dispatched after the data date of their area's file.
-- One row per ticket.
create or replace macro future_tickets() as table (
    select *
    from tickets
    where
        in_asked_area(area_code)
        and in_asked_period(dispatched_at)
        and fits(ticket_class, getvariable('ticket_class'))
        and fits(category, getvariable('category'))
        and fits(lead_unit, getvariable('lead_unit'))
        and fits(channel, getvariable('channel'))
        and dispatched_at <= getvariable('as_of')
        and (data_at is null or dispatched_at > data_at)
);
