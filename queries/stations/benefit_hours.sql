-- At which weekday and hour the discounts are used.
-- One row per weekday (1 Monday to 7 Sunday) and hour, also where none was used; none where nothing was redeemed.
with
counts as (
    select
        isodow(redeemed_at) as weekday,
        hour(redeemed_at) as hour,
        count(*) as redemption_count
    from chosen_redemptions($merchant_kind)
    group by isodow(redeemed_at), hour(redeemed_at)
)

select
    d.weekday,
    h.hour,
    coalesce(c.redemption_count, 0) as redemption_count
from unnest(generate_series(1, 7)) as d (weekday)
cross join unnest(generate_series(0, 23)) as h (hour)
left join counts as c on d.weekday = c.weekday and h.hour = c.hour
where exists (select 1 from counts)
order by d.weekday, h.hour
