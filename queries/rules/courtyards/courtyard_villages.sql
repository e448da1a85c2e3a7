-- The villages of the area that a page is about, and whether a courtyard of the chosen kind is open there.
-- One row per village that the table of areas lists.
create or replace macro courtyard_villages() as table (
    select
        v.area_code,
        v.area_code in (
            select c.area_code
            from chosen_courtyards() as c
            where c.is_open
        ) as has_courtyard
    from areas as v
    inner join courtyard_area() as b on area_at(v.area_code, b.digits) = b.area_code
    where v.level = '嘎查村社区'
);
