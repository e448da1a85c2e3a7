-- Which activities are cases that somebody settles.
-- One row per call (a scalar).
create or replace macro is_settleable(activity_kind) as activity_kind in ('意见建议', '矛盾纠纷', '民生问题');
