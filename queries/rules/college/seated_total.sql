-- Who came to held sessions whose seats are known; over seat_total it is the fill.
-- One row per group (an aggregate).
create or replace macro seated_total(seat_state, attended_count) as total(if(seat_state = 'known', attended_count, 0));
