-- The upper end of the 95 % Wilson score interval of a share; z = 1.959964. least() would pass over a null.
-- One row per call (a scalar, 0-1).
create or replace macro wilson_high(part, whole) as case
    when whole > 0 then least(1.0, (
        share(part, whole) + 1.920729 / whole
        + 1.959964 * sqrt(
            share(part, whole) * (1 - share(part, whole)) / whole + 0.960365 / (cast(whole as double) * whole)
        )
    ) / (1 + 3.841459 / whole))
end;
