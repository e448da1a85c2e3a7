-- How old what is known of a station may be before it is stale; STALE_DAYS of zhiping/contracts/stations.py.
-- One row per call (a scalar interval).
create or replace macro stale_after() as interval 30 day;
