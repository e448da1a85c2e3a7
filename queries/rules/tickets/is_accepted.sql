-- Whether a ticket counts as accepted: all but withdrawn and not accepted; one without an outcome is accepted.
-- One row per call (a scalar).
create or replace macro is_accepted(outcome) as coalesce(outcome not in ('撤回', '不予受理'), true);
