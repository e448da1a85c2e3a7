-- The merchants that give discounts, for the second layer of the map and behind the figure of those that nobody used.
-- One row per active merchant; redemptions and what they saved are of the asked period.
with
uses as (
    select
        merchant_id,
        count(*) as redemption_count,
        known_yuan(saved_yuan) as saved_yuan
    from chosen_redemptions($merchant_kind)
    group by merchant_id
)

select
    m.merchant_id,
    m.merchant_name,
    m.kind,
    m.area_code,
    named_area(a.area_name, m.area_code) as area_name,
    m.address,
    m.longitude,
    m.latitude,
    m.discount,
    m.joined_on,
    coalesce(u.redemption_count, 0) as redemption_count,
    if(u.merchant_id is null, 0, u.saved_yuan) as saved_yuan,
    figure_part(true, $figure is distinct from 'unused_merchants' or u.merchant_id is null) as part,
    m.upload_id,
    m.source_sheet,
    m.source_row
from chosen_merchants($merchant_kind) as m
left join uses as u on m.merchant_id = u.merchant_id
left join areas as a on m.area_code = a.area_code
order by m.area_code, m.merchant_id
