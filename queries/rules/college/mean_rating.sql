-- The mean of ratings; of fewer than five none, since a single one could be known by it.
-- One row per call (a scalar, 1-5).
create or replace macro mean_rating(rating_total, rating_count) as
if(rating_count >= 5, share(rating_total, rating_count), null);
