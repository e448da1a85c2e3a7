-- How many periods of a frequency that begin at a first day or later are over before a day.
-- One row per call (a scalar).
create or replace macro report_count(frequency, first_day, day) as
case frequency
    when '日' then date_diff('day', first_day, day)
    when '周' then date_diff('week', report_start('周', first_day), report_start('周', day))
    when '月' then date_diff('month', first_day, day)
    when '季' then date_diff('quarter', first_day, day)
    else date_diff('year', first_day, day)
end;
