-- The mean of three rates (0-1) by their weights, as a score of at most 100; null where one that has a weight is null.
-- One row per call (a scalar).
create or replace macro weighted_score(first, first_weight, second, second_weight, third, third_weight) as
100 * (
    if(first_weight > 0, first * first_weight, 0)
    + if(second_weight > 0, second * second_weight, 0)
    + if(third_weight > 0, third * third_weight, 0)
) / nullif(coalesce(first_weight, 0) + coalesce(second_weight, 0) + coalesce(third_weight, 0), 0);
