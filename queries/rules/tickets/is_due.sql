-- Whether the closing of a ticket is judged: accepted, its limit is past, and the record says whether it was closed.
-- One row per call (a scalar).
create or replace macro is_due(outcome, close_state, close_due_at, moment) as
close_due_at <= moment and is_accepted(outcome) and is_counted(close_state);
