-- The referrals of fairs of which it is known how many were followed up: what the share is of.
-- One row per group (an aggregate).
create or replace macro known_referrals(follow_up, referral_count) as
total(if(follow_up = 'known', referral_count, 0));
