-- Whether a pause holds at a moment.
-- One row per call (a scalar interval); an open-ended pause has until = 'infinity' and runs to the later moment.
create or replace macro is_paused(pauses, moment) as
coalesce(len(list_filter(pauses, lambda pause: pause.since <= moment and pause.until > moment)) > 0, false);
