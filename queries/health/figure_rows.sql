-- The fairs behind a figure: what met it, what is counted and did not, and what of the period is not counted.
-- One row per fair. Of the share followed up a fair has met it when nobody whom it referred is left over.
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
        case $figure
            when 'follow_up_share'
                then figure_part(is_due_then and follow_up = 'known', followed_up_count = referral_count)
            else 'met'
        end as part
    from judged
    where is_held_then or ($figure = 'follow_up_share' and is_due_then)
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
    p.upload_id,
    p.source_sheet,
    p.source_row
from parts as p
left join areas as a on p.area_code = a.area_code
order by p.held_on desc, p.fair_id asc
