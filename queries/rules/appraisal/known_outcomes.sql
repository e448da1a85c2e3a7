-- What had followed from appraisals by a moment: the viewer's, but never later than the outcome's own data date.
-- One row per outcome of a unit of its year.
create or replace macro known_outcomes() as table (
    select
        o.*,
        u.unit_name,
        u.unit_group,
        u.area_code,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment
    from appraisal_outcomes as o
    inner join appraisal_units as u on o.year = u.year and o.unit_id = u.unit_id
    cross join area_data_date(u.area_code, 'appraisal_outcomes') as d
    where o.decided_on <= getvariable('as_of') and o.decided_on <= d.data_at
);
