-- A share: null where there is nothing to share, never 0.
-- One row per call (a scalar, 0-1).
create or replace macro share(part, whole) as cast(part as double) / nullif(whole, 0);
