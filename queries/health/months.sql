-- How many fairs, visits and referrals each month had, from the first fair or the period's beginning on.
-- One row per month, also where no fair was held.
with
counts as (
    select
        cast(date_trunc('month', held_on) as date) as month,
        count(*) as fair_count,
        total(visit_count) as visit_count,
        known_total(referral_count) as referral_count
    from chosen_fairs()
    group by cast(date_trunc('month', held_on) as date)
),

span as (
    select
        min(held_on) as first_on,
        max(moment) as newest_at,
        min(moment) as oldest_at
    from chosen_fairs()
)

select
    m.month,
    coalesce(c.fair_count, 0) as fair_count,
    coalesce(c.visit_count, 0) as visit_count,
    if(c.month is null, 0, c.referral_count) as referral_count,
    m.is_complete
from span as s
cross join asked_months(s.first_on, s.newest_at, s.oldest_at) as m
left join counts as c on m.month = c.month
order by m.month
