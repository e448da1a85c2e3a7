-- A sum of money, added up in cents so that it is the same in whatever order rows come.
-- One row per group (an aggregate); of no rows 0, of rows that all lack the amount null.
create or replace macro known_yuan(amount_yuan) as
if(
    count(*) > 0 and count(amount_yuan) = 0,
    null,
    cast(coalesce(sum(cast(amount_yuan as decimal(18, 2))), 0) as double)
);
