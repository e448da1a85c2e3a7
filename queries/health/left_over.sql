-- The fairs whose thirty days for a follow-up are over while not all whom they referred were followed up.
-- One row per fair, the longest over first; left_over_count is null where the follow-up was never recorded.
select
    f.fair_id,
    f.fair_name,
    f.fair_kind,
    f.area_code,
    named_area(a.area_name, f.area_code) as area_name,
    f.held_on,
    f.due_on,
    date_diff('day', f.due_on, cast(f.moment as date)) as days_over,
    f.referral_count,
    f.followed_up_count,
    if(f.follow_up = 'known', f.referral_count - f.followed_up_count, null) as left_over_count,
    f.upload_id,
    f.source_sheet,
    f.source_row
from due_fairs() as f
left join areas as a on f.area_code = a.area_code
where f.follow_up = 'unknown' or (f.follow_up = 'known' and f.followed_up_count < f.referral_count)
order by f.due_on, f.fair_id
