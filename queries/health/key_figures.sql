-- The figures of a page's head: how many fairs, whom they served, who was referred and followed up, where none is held.
-- One row per question, also where there is no fair. Counts are of the fairs held in the period; due_… of those whose
-- thirty days for a follow-up ended in it; streets are judged at the moment, whatever the period.
with
counts as (
    select
        count(*) as fair_count,
        total(visit_count) as visit_count,
        known_total(doctor_count) as doctor_count,
        known_total(party_doctor_count) as party_doctor_count,
        known_total(referral_count) as referral_count,
        known_total(followed_up_count) as followed_up_count,
        count(*) filter (where referral_count is null) as unrecorded_referral_fair_count,
        count(*) filter (where follow_up = 'unknown') as unrecorded_follow_up_fair_count,
        count(*) filter (where follow_up = 'fault') as fault_count,
        total(if(not is_due and follow_up in ('known', 'unknown'), referral_count, 0)) as waiting_referral_count,
        cast(sum(medicine_yuan) as double) as medicine_yuan,
        count(*) filter (where not is_placed) as unplaced_count
    from chosen_fairs()
),

dues as (
    select
        known_referrals(follow_up, referral_count) as due_referral_count,
        known_follow_ups(follow_up, followed_up_count) as due_followed_up_count,
        total(if(follow_up = 'unknown', referral_count, 0)) as due_unknown_count,
        count(*) filter (where follow_up = 'known') as due_fair_count
    from due_fairs()
),

streets as (
    select
        count(*) as street_count,
        count(*) filter (where is_reached) as reached_street_count,
        count(*) filter (where last_held_on is null) as never_reached_count
    from fair_streets()
),

futures as (
    select count(*) as future_count
    from future_fairs()
)

select
    c.fair_count,
    c.visit_count,
    share(c.visit_count, c.fair_count) as visits_per_fair,
    c.doctor_count,
    c.party_doctor_count,
    c.referral_count,
    c.followed_up_count,
    c.unrecorded_referral_fair_count,
    c.unrecorded_follow_up_fair_count,
    c.fault_count,
    c.waiting_referral_count,
    d.due_referral_count,
    d.due_followed_up_count,
    share(d.due_followed_up_count, d.due_referral_count) as follow_up_share,
    d.due_unknown_count,
    d.due_fair_count,
    c.medicine_yuan,
    c.unplaced_count,
    s.street_count,
    s.reached_street_count,
    share(s.reached_street_count, s.street_count) as reached_share,
    s.street_count - s.reached_street_count as unreached_street_count,
    s.never_reached_count,
    f.future_count
from counts as c
cross join dues as d
cross join streets as s
cross join futures as f
