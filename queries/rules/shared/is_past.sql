-- Whether a day is over at a moment; the moment of its last second counts as its end.
-- One row per call (a scalar).
create or replace macro is_past(day, moment) as cast(day as date) + interval 1 day <= moment + interval 1 second;
