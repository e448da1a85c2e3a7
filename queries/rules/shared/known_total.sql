-- A sum that says what is not known: of no rows 0, of rows that all lack the number null.
-- One row per group (an aggregate).
create or replace macro known_total(amount) as
if(count(*) > 0 and count(amount) = 0, null, coalesce(cast(sum(amount) as bigint), 0));
