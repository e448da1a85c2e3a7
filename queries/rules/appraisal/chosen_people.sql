-- The persons of the units that the filters of a page choose, of the asked year or the latest on record.
-- One row per person of a year.
create or replace macro chosen_people(
    asked_year, asked_area_from, asked_area_to, asked_group, asked_unit
) as table (
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
            u.area_code >= asked_area_from and u.area_code < asked_area_to
            and (asked_group is null or u.unit_group = asked_group)
            and (asked_unit is null or u.unit_id = asked_unit)
    )

    select *
    from people
    where year = coalesce(asked_year, (select max(p.year) from people as p))
);
