-- The redemptions behind a figure; of the yuan saved, those of which nobody knows what they saved are not counted.
-- One row per redemption; whose it was is not told, only whether that code was enrolled in the chosen area then.
select
    r.redemption_id,
    r.redeemed_at,
    hour(r.redeemed_at) as hour,
    isodow(r.redeemed_at) >= 6 as is_weekend,
    r.merchant_id,
    r.merchant_name,
    r.kind,
    r.area_code,
    named_area(a.area_name, r.area_code) as area_name,
    r.amount_yuan,
    r.discount_yuan,
    r.saved_yuan,
    r.was_enrolled_then as is_worker_enrolled,
    figure_part($figure is distinct from 'saved_yuan' or r.saved_yuan is not null, true) as part,
    r.upload_id,
    r.source_sheet,
    r.source_row
from redemption_uses($merchant_kind) as r
left join areas as a on r.area_code = a.area_code
order by r.redeemed_at, r.redemption_id
