-- Whether so many of the times are on the full hour that they may have been rounded: four fifths of twenty or more.
-- One row per call (a scalar).
create or replace macro is_mostly_full_hours(full_count, time_count) as
coalesce(time_count >= 20 and 5 * full_count >= 4 * time_count, false);
