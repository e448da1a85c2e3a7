-- Whether all of a unit's answers are good where that is more than chance: fifty or more, all of them, and the share of
-- all others lies below the exact lower limit of such a row (99.8 %, both sides: 0.001 ^ (1 / n)).
-- One row per call (a scalar).
create or replace macro is_unlike_others(good_count, answer_count, other_good_count, other_answer_count) as
coalesce(
    answer_count >= 50
    and good_count = answer_count
    and share(other_good_count, other_answer_count) < pow(0.001, 1.0 / answer_count),
    false
);
