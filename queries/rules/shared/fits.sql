-- Whether a value is the one that is wished for; where nothing is wished, every value fits, and no value too.
-- One row per call (a scalar).
create or replace macro fits(found, wish) as wish is null or found = wish;
