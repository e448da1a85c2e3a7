-- The terms of an appraisal year in their order; each counts from the first of January.
-- One row per call (a scalar).
create or replace macro term_order(term) as list_position(['一季度', '上半年', '前三季度', '全年'], term);
