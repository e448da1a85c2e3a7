-- The persons of the units that the filters of a page choose, of the asked year or the latest on record.
-- One row per person of a year.
create or replace macro chosen_people() as table (
    select *
    from people_of_units()
    where year = coalesce(getvariable('year'), (select max(p.year) from people_of_units() as p))
);
