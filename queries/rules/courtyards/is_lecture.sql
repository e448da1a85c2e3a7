-- Which activities count as lectures: 宣讲 and red education.
-- One row per call (a scalar).
create or replace macro is_lecture(activity_kind) as activity_kind in ('理论宣讲', '红色教育');
