-- The outcomes that the filters of a page choose, of the asked or latest year.
-- One row per outcome.
create or replace macro chosen_outcomes(
    asked_as_of, asked_year, asked_area_from, asked_area_to, asked_group, asked_unit
) as table (
    select o.*
    from known_outcomes(asked_as_of) as o
    inner join outcome_year(
        asked_as_of, asked_year, asked_area_from, asked_area_to, asked_group, asked_unit
    ) as y on o.year = y.year
    where
        o.area_code >= asked_area_from and o.area_code < asked_area_to
        and (asked_group is null or o.unit_group = asked_group)
        and (asked_unit is null or o.unit_id = asked_unit)
);
