-- The months of the chosen redemptions: from that of the first ever, or of the period's beginning, to that of the
-- newest moment, or of the period's end.
-- One row per month, also where nothing was redeemed.
create or replace macro redemption_months(
    asked_as_of, asked_area_from, asked_area_to, asked_since, asked_until, asked_kind
) as table (
    with
    span as (
        select
            -- greatest() ignores nulls: without a redemption there is no month at all
            date_trunc(
                'month', if(min(redeemed_at) is null, null, greatest(min(redeemed_at), asked_since))
            ) as first_at,
            least(max(moment), asked_until - interval 1 day) as last_at,
            min(moment) as oldest_at
        from
            chosen_redemptions(
                asked_as_of, asked_area_from, asked_area_to, timestamp '0001-01-01', asked_until, asked_kind
            )
    )

    select
        m.month,
        m.is_complete
    from span as s
    cross join months_between(s.first_at, s.last_at, s.oldest_at, asked_since, asked_until) as m
);
