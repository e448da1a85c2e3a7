-- How often the discounts were used in each month, at all kinds of merchants together, and what that saved.
-- One row per month, also where they were not used; saved_yuan is null where no saving of the month is known.
with
counts as (
    select
        cast(date_trunc('month', redeemed_at) as date) as month,
        count(*) as redemption_count,
        known_yuan(saved_yuan) as saved_yuan
    from chosen_redemptions($merchant_kind)
    group by cast(date_trunc('month', redeemed_at) as date)
)

select
    m.month,
    coalesce(c.redemption_count, 0) as redemption_count,
    if(c.month is null, 0, c.saved_yuan) as saved_yuan,
    m.is_complete
from redemption_months() as m
left join counts as c on m.month = c.month
order by m.month
