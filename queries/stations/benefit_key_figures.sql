-- The figures of the discounts' head: how often they were used, what was saved, and by which share of the workers.
-- One row per question, also where nothing was redeemed. Money of redemptions whose saving is unknown is in no sum.
with
shops as (
    select
        count(*) as merchant_count,
        count(*) filter (
            where merchant_id not in (
                select merchant_id
                from chosen_redemptions($merchant_kind)
            )
        ) as unused_merchant_count
    from chosen_merchants($merchant_kind)
),

people as (
    select count(*) as enrolled_worker_count
    from enrolled_people()
),

uses as (
    select
        count(*) as redemption_count,
        count(distinct merchant_id) as redeemed_merchant_count,
        known_yuan(amount_yuan) as amount_yuan,
        known_yuan(saved_yuan) as saved_yuan,
        count(*) filter (where saved_yuan is null) as unknown_saved_count
    from chosen_redemptions($merchant_kind)
),

-- Apart from the uses, for to find who is enrolled takes far longer than to count.
users as (
    select
        count(distinct worker_id) filter (where is_enrolled_now) as used_worker_count,
        count(*) filter (where not was_enrolled_then) as unknown_worker_count
    from redemption_uses($merchant_kind)
),

futures as (
    select count(*) as future_count
    from future_redemptions($merchant_kind)
)

select
    u.redemption_count,
    u.redeemed_merchant_count,
    u.amount_yuan,
    u.saved_yuan,
    u.unknown_saved_count,
    w.used_worker_count,
    p.enrolled_worker_count,
    share(w.used_worker_count, p.enrolled_worker_count) as used_share,
    m.merchant_count,
    m.unused_merchant_count,
    m.merchant_count - m.unused_merchant_count as used_merchant_count,
    u.saved_yuan / nullif(u.redemption_count - u.unknown_saved_count, 0) as saved_yuan_per_redemption,
    w.unknown_worker_count,
    f.future_count
from uses as u
cross join users as w
cross join people as p
cross join shops as m
cross join futures as f
