-- The rectification items that the filters of a page choose, of the asked or latest year.
-- One row per item.
create or replace macro chosen_rectifications(
    asked_as_of, asked_year, asked_area_from, asked_area_to, asked_group, asked_unit
) as table (
    select r.*
    from known_rectifications(asked_as_of) as r
    inner join outcome_year(
        asked_as_of, asked_year, asked_area_from, asked_area_to, asked_group, asked_unit
    ) as y on r.year = y.year
    where
        r.area_code >= asked_area_from and r.area_code < asked_area_to
        and (asked_group is null or r.unit_group = asked_group)
        and (asked_unit is null or r.unit_id = asked_unit)
);
