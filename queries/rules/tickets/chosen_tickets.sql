-- The tickets that the filters of a page choose, at the viewer's moment.
-- One row per ticket.
create or replace macro chosen_tickets(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_class, asked_category
) as table (
    select *
    from ticket_clock(asked_as_of)
    where
        area_code >= asked_area_from and area_code < asked_area_to
        and dispatched_at >= asked_since and dispatched_at < asked_until
        and (asked_class is null or ticket_class = asked_class)
        and (asked_category is null or category = asked_category)
);
