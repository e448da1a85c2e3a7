-- What the follow-up of a fair's referrals is worth. known: in the share of those followed up; unknown: it was left
-- empty; none: nobody was referred; fault: more were followed up than referred. Null where referrals were left empty.
-- One row per call (a scalar).
create or replace macro follow_up(referral_count, followed_up_count) as case
    when referral_count is null then null
    when followed_up_count > referral_count then 'fault'
    when referral_count = 0 then 'none'
    when followed_up_count is null then 'unknown'
    else 'known'
end;
