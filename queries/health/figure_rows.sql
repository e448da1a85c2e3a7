-- The fairs behind a figure: what met it, what is counted and did not, and what of the period is not counted.
-- One row per fair; of the share followed up one per part that some of its referrals are in, part_count of them.
with
judged as (
    select
        *,
        in_asked_period(held_on) as is_held_then,
        is_due and in_asked_period(due_on) as is_due_then
    from asked_fairs()
),

parts as (
    select
        *,
        'met' as part,
        if($figure = 'follow_up_share', if(is_due_then and follow_up = 'known', followed_up_count, 0), 1) as part_count
    from judged
    where is_held_then or $figure = 'follow_up_share'
    union all
    select
        *,
        'missed' as part,
        referral_count - followed_up_count as part_count
    from judged
    where $figure = 'follow_up_share' and is_due_then and follow_up = 'known'
    union all
    select
        *,
        'left_out' as part,
        referral_count as part_count
    from judged
    where
        $figure = 'follow_up_share'
        and (is_due_then or is_held_then)
        and not coalesce(is_due_then and follow_up = 'known', false)
)

select
    p.fair_id,
    p.fair_name,
    p.fair_kind,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    p.held_on,
    p.place,
    p.doctor_count,
    p.party_doctor_count,
    p.visit_count,
    p.services,
    p.referral_count,
    p.followed_up_count,
    p.follow_up,
    p.due_on,
    p.medicine_yuan,
    p.longitude,
    p.latitude,
    p.part,
    p.part_count,
    p.upload_id,
    p.source_sheet,
    p.source_row
from parts as p
left join areas as a on p.area_code = a.area_code
where p.part_count > 0
order by p.held_on desc, p.fair_id asc, p.part asc
