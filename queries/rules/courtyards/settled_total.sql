-- The settled cases of rows; over settleable_total it is the settled share.
-- One row per group (an aggregate).
create or replace macro settled_total(settle_state, settled_count) as
total(if(settle_state = 'known', settled_count, 0));
