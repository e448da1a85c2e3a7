-- Whether an accepted ticket was closed within five minutes of its dispatch; exactly five minutes are within.
-- One row per call (a scalar).
create or replace macro is_quick_closing(outcome, dispatched_at, closed_at) as
coalesce(
    is_accepted(outcome) and closed_at >= dispatched_at and closed_at <= dispatched_at + interval 5 minutes, false
);
