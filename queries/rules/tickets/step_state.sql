-- The state of one step of a ticket at a moment: the SLA clock with pauses, in natural hours.
-- One row per call (a scalar): on_time, late, waiting, overdue, unrecorded, not_applicable or fault.
--
-- done_at: when the step was done, null while it is not; events after the moment count as not yet.
-- first_at: the step's earliest event; earlier than the clock's start is a data fault.
-- limit_at: the limit without pauses, null where the step has none; met exactly is on time.
-- is_recorded: the uploaded file has the columns; is_over: a later stage is recorded, or the ticket has ended.
create or replace macro step_state(start_at, done_at, first_at, limit_at, is_recorded, is_over, pauses, moment) as case
    when not is_recorded then 'unrecorded'
    when first_at < start_at and first_at <= moment then 'fault'
    when limit_at is null then 'not_applicable'
    when done_at <= moment then
        case when done_at <= extended_limit(limit_at, pauses, start_at, done_at) then 'on_time' else 'late' end
    when is_over then 'unrecorded'
    when moment <= extended_limit(limit_at, pauses, start_at, moment) then 'waiting'
    else 'overdue'
end;
