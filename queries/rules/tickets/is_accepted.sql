-- Whether a ticket counts as accepted: all but withdrawn, not accepted, sent back and double ones; one without an
-- outcome is accepted.
-- One row per call (a scalar).
create or replace macro is_accepted(outcome) as coalesce(outcome not in ('撤回', '不予受理', '退单', '重复'), true);
