-- How a suggestion's reply stands: due on a day is in time through that day; without a limit nothing is late.
-- One row per call (a scalar): a state of zhiping/ui/look/states.py.
create or replace macro suggestion_reply_state(assigned_at, due_on, replied_at, has_later, is_recorded, moment) as case
    when assigned_at is null then 'not_applicable'
    when replied_at < assigned_at then 'fault'
    when replied_at is not null and due_on is null then 'not_applicable'
    when cast(replied_at as date) <= due_on then 'on_time'
    when replied_at is not null then 'late'
    when has_later or not is_recorded then 'unrecorded'
    when due_on < cast(moment as date) then 'overdue'
    else 'waiting'
end;
