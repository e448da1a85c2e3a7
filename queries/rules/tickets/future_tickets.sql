-- The tickets that filters choose but no figure counts: dispatched after the data date of their area's file.
-- One row per ticket.
create or replace macro future_tickets(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_class, asked_category
) as table (
    select *
    from tickets
    where
        area_code >= asked_area_from and area_code < asked_area_to
        and dispatched_at >= asked_since and dispatched_at < asked_until
        and (asked_class is null or ticket_class = asked_class)
        and (asked_category is null or category = asked_category)
        and dispatched_at <= asked_as_of
        and (data_at is null or dispatched_at > data_at)
);
