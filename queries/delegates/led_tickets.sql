-- Of the tickets dispatched in the period, how many a delegate leads, by class.
-- One row per class that has accepted tickets.
with
chosen as (
    select
        ticket_class,
        delegate_id is not null as is_led,
        close_at is not null as is_closed
    from ticket_clock()
    where
        in_asked_area(area_code)
        and in_asked_period(dispatched_at)
        and is_accepted(outcome)
        and fits(delegate_id, getvariable('delegate_id'))
)

select
    ticket_class,
    count(*) as ticket_count,
    count(*) filter (where is_led) as led_count,
    share(count(*) filter (where is_led), count(*)) as led_share,
    count(*) filter (where is_led and is_closed) as led_closed_count
from chosen
group by ticket_class
order by ticket_class
