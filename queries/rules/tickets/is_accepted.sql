-- What an outcome and an answer count as.
-- One row per call (a scalar).
-- Accepted: all but withdrawn and not accepted; a ticket without an outcome is accepted.
create or replace macro is_accepted(outcome) as coalesce(outcome not in ('撤回', '不予受理'), true);

create or replace macro is_answered(satisfaction) as coalesce(satisfaction <> '未接通', false);

create or replace macro is_satisfied(satisfaction) as coalesce(satisfaction in ('非常满意', '满意', '基本满意'), false);
