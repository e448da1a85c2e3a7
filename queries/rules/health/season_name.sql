-- The season that begins on a day: 春季, 夏季, 秋季 or 冬季.
-- One row per call (a scalar).
create or replace macro season_name(start_on) as case month(start_on)
    when 3 then '春季'
    when 6 then '夏季'
    when 9 then '秋季'
    else '冬季'
end;
