-- Whether a call-back is valid: the caller was reached, and answered any of what is asked.
-- One row per call (a scalar).
create or replace macro is_valid_call_back(satisfaction, caller_contacted, caller_solved) as
coalesce(satisfaction <> '未接通', caller_contacted is not null or caller_solved is not null);
