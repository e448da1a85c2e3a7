-- The limit in hours of a step where no standard was uploaded for the year: A and B 1/24/48, C none.
-- One row per call (a scalar).
create or replace macro default_limit_hours(ticket_class, step) as case
    when ticket_class = 'C' then null
    when step = '认领' then 1
    when step = '对接勘察' then 24
    when step = '反馈' then 48
end;
