-- Whether a suggestion's limit has passed, so that its reply is judged: those that fell due together are of one age.
-- One row per call (a scalar).
create or replace macro is_reply_due(reply_state, due_on, moment) as
due_on < cast(moment as date) and reply_state in ('on_time', 'late', 'overdue');
