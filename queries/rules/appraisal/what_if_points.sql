-- By how many points a what-if may move a weight, up and down; WHAT_IF_POINTS of zhiping/contracts/appraisal.py.
-- One row per call (a scalar).
create or replace macro what_if_points() as 10;
