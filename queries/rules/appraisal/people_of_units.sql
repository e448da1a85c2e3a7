-- The persons of the units that the filters of a page choose, of every year on record.
-- One row per person of a year.
create or replace macro people_of_units() as table (
    select
        p.*,
        u.unit_name,
        u.unit_group,
        u.area_code
    from appraisal_people as p
    inner join appraisal_units as u on p.year = u.year and p.unit_id = u.unit_id
    where
        in_asked_area(u.area_code)
        and fits(u.unit_group, getvariable('unit_group'))
        and fits(u.unit_id, getvariable('unit_id'))
);
