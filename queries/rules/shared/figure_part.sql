-- Which part of a figure a case is in: what met it, what is counted and did not, and what is not counted.
-- One row per call (a scalar): met, missed or left_out.
create or replace macro figure_part(is_whole, is_met) as
case when not coalesce(is_whole, false) then 'left_out' when is_met then 'met' else 'missed' end;
