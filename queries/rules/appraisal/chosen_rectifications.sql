-- The rectification items that the filters of a page choose, of the asked or latest year.
-- One row per item.
create or replace macro chosen_rectifications() as table (
    select r.*
    from known_rectifications() as r
    inner join outcome_year() as y on r.year = y.year
    where
        in_asked_area(r.area_code)
        and fits(r.unit_group, getvariable('unit_group'))
        and fits(r.unit_id, getvariable('unit_id'))
);
