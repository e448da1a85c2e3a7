-- Whether a month lies before or after a renovation; the month in which it fell is neither, and compares with nothing.
-- One row per call (a scalar): before, after or renovating; null for a venue that was not renovated.
create or replace macro venue_phase(used_month, renovated_on) as case
    when renovated_on is null then null
    when date_trunc('month', used_month) < date_trunc('month', renovated_on) then 'before'
    when date_trunc('month', used_month) > date_trunc('month', renovated_on) then 'after'
    else 'renovating'
end;
