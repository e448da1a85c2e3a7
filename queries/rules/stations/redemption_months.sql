-- The months of the chosen redemptions: from that of the first ever, or of the period's beginning, to that of the
-- newest moment, or of the period's end.
-- One row per month, also where nothing was redeemed.
create or replace macro redemption_months() as table (
    with
    span as (
        select
            min(redeemed_at) as first_at,
            max(moment) as newest_at,
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
    cross join asked_months(s.first_at, s.newest_at, s.oldest_at) as m
);
