-- The last day of the period of a frequency (日, 周, 月, 季, 年) in which a day lies.
-- One row per call (a scalar).
create or replace macro report_end(frequency, day) as cast(
    case frequency
        when '日' then day
        when '周' then report_start(frequency, day) + interval 6 days
        when '月' then report_start(frequency, day) + interval 1 month - interval 1 day
        when '季' then report_start(frequency, day) + interval 3 months - interval 1 day
        else report_start(frequency, day) + interval 1 year - interval 1 day
    end as date
);
