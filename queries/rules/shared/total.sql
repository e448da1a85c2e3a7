-- A sum that says what is not known: of no rows 0.
-- One row per group (an aggregate).
create or replace macro total(amount) as coalesce(cast(sum(amount) as bigint), 0);
