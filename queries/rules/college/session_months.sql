-- The months of the chosen sessions: from that of the first that was held, or of the period's beginning, to that of the
-- newest moment, or of the period's end.
-- One row per month, also where none was held.
create or replace macro session_months() as table (
    with
    span as (
        select
            -- greatest() ignores nulls: without a session there is no month at all
            date_trunc(
                'month', if(min(held_at) is null, null, greatest(min(held_at), getvariable('since')))
            ) as first_at,
            least(max(moment), cast(getvariable('until') as timestamp) - interval 1 day) as last_at,
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
    cross join months_between(s.first_at, s.last_at, s.oldest_at) as m
);
