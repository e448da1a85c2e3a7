-- Whether so many values equal those before that they may have been carried over: nine tenths of five or more.
-- One row per call (a scalar).
create or replace macro is_mostly_copied(equal_count, both_count) as
coalesce(both_count >= 5 and 10 * equal_count >= 9 * both_count, false);
