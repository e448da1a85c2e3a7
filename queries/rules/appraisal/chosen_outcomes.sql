-- The outcomes that the filters of a page choose, of the asked or latest year.
-- One row per outcome.
create or replace macro chosen_outcomes() as table (
    select o.*
    from known_outcomes() as o
    inner join outcome_year() as y on o.year = y.year
    where
        in_asked_area(o.area_code)
        and fits(o.unit_group, getvariable('unit_group'))
        and fits(o.unit_id, getvariable('unit_id'))
);
