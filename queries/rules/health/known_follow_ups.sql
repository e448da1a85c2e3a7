-- The referrals that were followed up; over known_referrals it is the share.
-- One row per group (an aggregate).
create or replace macro known_follow_ups(follow_up, followed_up_count) as
total(if(follow_up = 'known', followed_up_count, 0));
