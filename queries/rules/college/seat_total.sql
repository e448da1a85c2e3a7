-- The seats of held sessions of which it is known how many were taken: what the fill is of.
-- One row per group (an aggregate).
create or replace macro seat_total(seat_state, capacity) as total(if(seat_state = 'known', capacity, 0));
