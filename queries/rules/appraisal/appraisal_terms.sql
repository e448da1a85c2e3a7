-- The terms for which the chosen groups have values.
-- One row per group of a year and term.
create or replace macro appraisal_terms(asked_group, asked_unit) as table (
    select t.*
    from group_terms() as t
    semi join chosen_groups(asked_group, asked_unit) as g
        on t.scheme_area = g.scheme_area and t.year = g.year and t.unit_group = g.unit_group
);
