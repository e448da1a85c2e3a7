-- How a task stands: done on its day is in time.
-- One row per call (a scalar): a state of zhiping/ui/look/states.py.
create or replace macro suggestion_task_state(due_on, done_on, moment) as case
    when done_on <= moment and done_on <= due_on then 'on_time'
    when done_on <= moment then 'late'
    when due_on < cast(moment as date) then 'overdue'
    else 'waiting'
end;
