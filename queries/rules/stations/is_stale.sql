-- Whether what is known of a station, last brought up to date at `known_at`, is stale at a moment.
-- One row per call (a scalar). Null where nothing is known at the moment, or nothing then: neither stale nor fresh.
create or replace macro is_stale(known_at, moment) as
if(known_at <= moment, known_at < moment - stale_after(), null);
