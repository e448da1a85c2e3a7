-- Up to when one dataset about units is complete in the areas of units: the latest of the uploads that cover them.
-- One row per area that has units and is covered.
create or replace macro unit_data_dates(asked_dataset) as table (
    select
        u.area_code,
        max(c.as_of) as data_at
    from (select distinct area_code from appraisal_units) as u
    inner join coverage as c on u.area_code >= c.area_from and u.area_code < c.area_to
    where c.dataset = asked_dataset and not c.is_undone
    group by u.area_code
);
