-- A share with its limits: null where there is nothing to share, never 0.
-- One row per call (a scalar, 0-1).
create or replace macro share(part, whole) as cast(part as double) / nullif(whole, 0);

-- The 95 % Wilson score interval of a share; z = 1.959964. greatest() and least() would pass over a null.
create or replace macro wilson_low(part, whole) as case
    when whole > 0 then greatest(0.0, (
        share(part, whole) + 1.920729 / whole
        - 1.959964 * sqrt(
            share(part, whole) * (1 - share(part, whole)) / whole + 0.960365 / (cast(whole as double) * whole)
        )
    ) / (1 + 3.841459 / whole))
end;

create or replace macro wilson_high(part, whole) as case
    when whole > 0 then least(1.0, (
        share(part, whole) + 1.920729 / whole
        + 1.959964 * sqrt(
            share(part, whole) * (1 - share(part, whole)) / whole + 0.960365 / (cast(whole as double) * whole)
        )
    ) / (1 + 3.841459 / whole))
end;
