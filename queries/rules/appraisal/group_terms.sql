-- The terms for which a group has values: a term is on record once any unit of it has one.
-- One row per group of a year and term.
create or replace macro group_terms() as table (
    select distinct
        g.scheme_area,
        g.year,
        g.unit_group,
        v.period as term
    from grouped_units() as g
    inner join appraisal_values as v on g.year = v.year and g.unit_id = v.unit_id
    where v.value is not null
);
