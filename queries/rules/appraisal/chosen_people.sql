-- The persons of the units that the filters of a page choose, of the asked year or the latest on record.
-- One row per person of a year.
create or replace macro chosen_people() as table (
    with
    people as (
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
    )

    select *
    from people
    where year = coalesce(getvariable('year'), (select max(p.year) from people as p))
);
