-- Which kinds of merchants the discounts are used at.
-- One row per kind of merchant, the most used first. Merchants are those active now, redemptions those of all that
-- ever were; workers are those who are enrolled now, so that their share is one of the enrolled.
with
shops as (
    select
        kind,
        count(*) as merchant_count,
        count(*) filter (
            where merchant_id in (
                select merchant_id
                from chosen_redemptions($merchant_kind)
            )
        ) as used_merchant_count
    from chosen_merchants($merchant_kind)
    group by kind
),

uses as (
    select
        kind,
        count(*) as redemption_count,
        known_yuan(amount_yuan) as amount_yuan,
        known_yuan(saved_yuan) as saved_yuan,
        count(distinct worker_id) filter (where is_enrolled_now) as worker_count
    from redemption_uses($merchant_kind)
    group by kind
)

select
    coalesce(m.kind, u.kind) as kind,
    coalesce(m.merchant_count, 0) as merchant_count,
    coalesce(m.used_merchant_count, 0) as used_merchant_count,
    coalesce(m.merchant_count - m.used_merchant_count, 0) as unused_merchant_count,
    coalesce(u.redemption_count, 0) as redemption_count,
    if(u.kind is null, 0, u.amount_yuan) as amount_yuan,
    if(u.kind is null, 0, u.saved_yuan) as saved_yuan,
    coalesce(u.worker_count, 0) as worker_count
from shops as m
full outer join uses as u on m.kind = u.kind
order by coalesce(u.redemption_count, 0) desc, coalesce(m.kind, u.kind) asc
