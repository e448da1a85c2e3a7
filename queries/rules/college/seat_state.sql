-- What the seats of a held session are worth. known: in the fill; no_capacity: nobody wrote down how many there were;
-- unrecorded: nobody wrote down who came; fault: more bookings than seats. Null where it was not held.
-- One row per call (a scalar).
create or replace macro seat_state(session_state, capacity, booked_count, recorded_count) as case
    when session_state <> 'held' then null
    when booked_count > capacity then 'fault'
    when recorded_count = 0 then 'unrecorded'
    when capacity is null then 'no_capacity'
    else 'known'
end;
