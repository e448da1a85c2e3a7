-- Within so many days a request ought to be met, the last of them included.
-- One row per call (a scalar).
create or replace macro request_days() as 30;
