-- Whether an answer counts as satisfied: 基本满意 does.
-- One row per call (a scalar).
create or replace macro is_satisfied(satisfaction) as coalesce(satisfaction in ('非常满意', '满意', '基本满意'), false);
