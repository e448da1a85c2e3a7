-- The active merchants at which nothing was redeemed in the asked period.
-- One row per merchant, the longest in it first; last_redeemed_at is of its whole life, null where it was never used.
with
lives as (
    select
        merchant_id,
        max(redeemed_at) as last_redeemed_at
    from redemption_clock()
    where not is_future
    group by merchant_id
),

used as (
    select distinct merchant_id
    from chosen_redemptions($merchant_kind)
)

select
    m.merchant_id,
    m.merchant_name,
    m.kind,
    m.area_code,
    named_area(a.area_name, m.area_code) as area_name,
    m.address,
    m.discount,
    m.joined_on,
    l.last_redeemed_at,
    m.upload_id,
    m.source_sheet,
    m.source_row
from chosen_merchants($merchant_kind) as m
left join lives as l on m.merchant_id = l.merchant_id
left join areas as a on m.area_code = a.area_code
where m.merchant_id not in (select merchant_id from used)
order by m.joined_on nulls first, m.merchant_id
