-- At which weekday and hour the discounts are used, and on how many days of that weekday they could be.
-- One row per weekday (1 Monday to 7 Sunday) and hour, also where none was used; none where nothing was redeemed.
-- The days are those of the chosen redemptions: from the first, or the period's beginning, to the newest moment, or the
-- period's end.
with
chosen as (
    select *
    from chosen_redemptions($merchant_kind)
),

counts as (
    select
        isodow(redeemed_at) as weekday,
        hour(redeemed_at) as hour,
        count(*) as redemption_count
    from chosen
    group by isodow(redeemed_at), hour(redeemed_at)
),

span as (
    select
        greatest(min(redeemed_at), getvariable('since')) as first_at,
        least(max(moment), cast(getvariable('until') as timestamp) - interval 1 day) as last_at
    from chosen
),

days as (
    select
        isodow(d.day) as weekday,
        count(*) as day_count
    from span as s
    cross join unnest(generate_series(date_trunc('day', s.first_at), s.last_at, interval 1 day)) as d (day)
    group by isodow(d.day)
)

select
    d.weekday,
    h.hour,
    coalesce(c.redemption_count, 0) as redemption_count,
    coalesce(n.day_count, 0) as day_count
from unnest(generate_series(1, 7)) as d (weekday)
cross join unnest(generate_series(0, 23)) as h (hour)
left join counts as c on d.weekday = c.weekday and h.hour = c.hour
left join days as n on d.weekday = n.weekday
where exists (select 1 from counts)
order by d.weekday, h.hour
