-- The first day of the period of a frequency (日, 周, 月, 季, 年) in which a day lies; weeks begin on Monday.
-- One row per call (a scalar).
create or replace macro report_start(frequency, day) as cast(
    case frequency
        when '日' then day
        when '周' then date_trunc('week', day)
        when '月' then date_trunc('month', day)
        when '季' then date_trunc('quarter', day)
        else date_trunc('year', day)
    end as date
);
