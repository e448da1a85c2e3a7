-- The months of the chosen sessions: from that of the first that was held, or of the period's beginning, to that of the
-- newest moment, or of the period's end.
-- One row per month, also where none was held.
create or replace macro session_months() as table (
    with
    span as (
        select
            min(held_at) as first_at,
            max(moment) as newest_at,
            min(moment) as oldest_at
        from session_clock()
        where
            session_state = 'held'
            and in_asked_area(area_code)
            and held_at < getvariable('until')
            and fits(field, getvariable('field'))
            and fits(order_kind, getvariable('order_kind'))
    )

    select
        m.month,
        m.is_complete
    from span as s
    cross join asked_months(s.first_at, s.newest_at, s.oldest_at) as m
);
