-- Whether a month can be compared with others: the data reach its end, and the period asked for does not cut it.
-- One row per call (a scalar); a data date of the month's last second counts as its end.
create or replace macro is_whole_month(start_at, data_at, since, until) as
start_at >= since
and start_at + interval 1 month <= until
and start_at + interval 1 month <= data_at + interval 1 second;
