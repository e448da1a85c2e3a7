-- How well a name or number answers what is sought: 0 it is that, 1 it begins so, 2 it holds it; null it does not.
-- One row per call (a scalar).
create or replace macro sought_place(written) as case
    when lower(written) = lower(getvariable('sought')) then 0
    when starts_with(lower(written), lower(getvariable('sought'))) then 1
    when contains(lower(written), lower(getvariable('sought'))) then 2
end;
