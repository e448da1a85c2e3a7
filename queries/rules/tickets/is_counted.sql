-- What a state counts for in the on-time share: on_time over on_time, late and overdue.
-- One row per call (a scalar): on_time, late, waiting, overdue, unrecorded, not_applicable or fault.
create or replace macro is_counted(state) as state in ('on_time', 'late', 'overdue');
