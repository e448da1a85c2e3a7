-- Whether a call-back was answered: it gave any satisfaction but 未接通.
-- One row per call (a scalar).
create or replace macro is_answered(satisfaction) as coalesce(satisfaction <> '未接通', false);
