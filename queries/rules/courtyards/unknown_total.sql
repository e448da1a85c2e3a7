-- The cases of rows of which it is not known how many were settled: shown beside the settled share.
-- One row per group (an aggregate).
create or replace macro unknown_total(settle_state, case_count) as
total(if(settle_state = 'unknown', case_count, 0));
