-- The terms for which the chosen groups have values: a term is on record once any unit of a group has one.
-- One row per group and term.
create or replace macro appraisal_terms(asked_group, asked_unit) as table (
    select distinct
        g.scheme_area,
        g.year,
        g.unit_group,
        v.period as term
    from chosen_groups(asked_group, asked_unit) as g
    inner join appraisal_values as v on g.year = v.year and g.unit_id = v.unit_id
    where v.value is not null
);
