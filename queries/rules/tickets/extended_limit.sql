-- A limit moved by the pauses up to a moment: the one at which the step was done, the ticket ended, or now.
-- One row per call (a scalar interval); an open-ended pause has until = 'infinity' and runs to the later moment.
create or replace macro extended_limit(limit_at, pauses, start_at, until_at) as
limit_at + paused_time(pauses, start_at, until_at);
