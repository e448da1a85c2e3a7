-- Where a report stands on a day: 'reported' while its next period is not over, 'due' up to its last day, then 'late'.
-- One row per call (a scalar).
create or replace macro report_state(period_to, due_on, day) as
case when period_to >= day then 'reported' when due_on >= day then 'due' else 'late' end;
