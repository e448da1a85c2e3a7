-- Whether an open courtyard is silent: its last activity, or else its opening, lies more than so many days back.
-- One row per call (a scalar); an activity exactly so many days ago breaks the silence, neither date known does not.
create or replace macro is_silent(is_open, silent_days, asked_days) as
is_open and coalesce(silent_days > asked_days, true);
