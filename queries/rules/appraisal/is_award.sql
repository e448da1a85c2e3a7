-- Whether what follows from an appraisal is an honour or a use: the first five of the loop.
-- One row per call (a scalar).
create or replace macro is_award(outcome_kind) as outcome_order(outcome_kind) <= 5;
