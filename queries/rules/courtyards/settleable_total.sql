-- The cases of rows of which it is known how many were settled: what the settled share is of.
-- One row per group (an aggregate).
create or replace macro settleable_total(settle_state, case_count) as
total(if(settle_state = 'known', case_count, 0));
