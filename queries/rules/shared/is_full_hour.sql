-- Whether a time was written down on the full hour.
-- One row per call (a scalar); null where there is no time.
create or replace macro is_full_hour(written_at) as written_at = date_trunc('hour', written_at);
