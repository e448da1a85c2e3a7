-- How often the discounts were used in each month, and what that saved.
-- One row per month and kind of merchant that was used at all, also where it was not in that month.
with
counts as (
    select
        cast(date_trunc('month', redeemed_at) as date) as month,
        kind,
        count(*) as redemption_count,
        known_yuan(saved_yuan) as saved_yuan
    from chosen_redemptions($merchant_kind)
    group by cast(date_trunc('month', redeemed_at) as date), kind
),

kinds as (
    select distinct kind
    from counts
)

select
    m.month,
    k.kind,
    coalesce(c.redemption_count, 0) as redemption_count,
    if(c.kind is null, 0, c.saved_yuan) as saved_yuan,
    m.is_complete
from redemption_months() as m
cross join kinds as k
left join counts as c on m.month = c.month and k.kind = c.kind
order by m.month, k.kind
