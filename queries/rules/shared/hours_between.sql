-- How many hours lie between two moments, parts of an hour included.
-- One row per call (a scalar).
create or replace macro hours_between(since_at, until_at) as
date_diff('microsecond', since_at, until_at) / cast(3600000000 as double);
