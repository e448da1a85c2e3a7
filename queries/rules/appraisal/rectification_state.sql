-- The state of one item of a rectification list at a moment: on_time, late, waiting or overdue.
-- One row per call (a scalar); the day on which it is due counts whole.
create or replace macro rectification_state(due_on, done_on, moment) as case
    when done_on <= due_on then 'on_time'
    when done_on > due_on then 'late'
    when cast(moment as date) <= due_on then 'waiting'
    else 'overdue'
end;
