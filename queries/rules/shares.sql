-- A share with its limits: null where there is nothing to share, never 0.
-- One row per call (a scalar, 0-1).
create or replace macro share(part, whole) as cast(part as double) / nullif(whole, 0);

-- The 95 % Wilson score interval of a share; z = 1.959964.
create or replace macro wilson_low(part, whole) as greatest(0.0, (
    share(part, whole) + 1.920729 / nullif(whole, 0)
    - 1.959964 * sqrt(share(part, whole) * (1 - share(part, whole)) / nullif(whole, 0)
        + 0.960365 / nullif(cast(whole as double) * whole, 0))
) / (1 + 3.841459 / nullif(whole, 0)));

create or replace macro wilson_high(part, whole) as least(1.0, (
    share(part, whole) + 1.920729 / nullif(whole, 0)
    + 1.959964 * sqrt(share(part, whole) * (1 - share(part, whole)) / nullif(whole, 0)
        + 0.960365 / nullif(cast(whole as double) * whole, 0))
) / (1 + 3.841459 / nullif(whole, 0)));
