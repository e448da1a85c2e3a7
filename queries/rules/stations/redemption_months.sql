-- The months of the chosen redemptions: from that of the first ever, or of the period's beginning, to that of the
-- newest moment, or of the period's end.
-- One row per month, also where nothing was redeemed.
create or replace macro redemption_months() as table (
    with
    span as (
        select
            -- greatest() ignores nulls: without a redemption there is no month at all
            date_trunc(
                'month', if(min(redeemed_at) is null, null, greatest(min(redeemed_at), getvariable('since')))
            ) as first_at,
            least(max(moment), cast(getvariable('until') as timestamp) - interval 1 day) as last_at,
            min(moment) as oldest_at
        from redemption_clock()
        where
            not is_future
            and in_asked_area(area_code)
            and redeemed_at < getvariable('until')
            and fits(kind, getvariable('merchant_kind'))
    )

    select
        m.month,
        m.is_complete
    from span as s
    cross join months_between(s.first_at, s.last_at, s.oldest_at) as m
);
