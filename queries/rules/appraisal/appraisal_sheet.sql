-- The score sheets of the chosen groups for the asked year and term, or the latest with values.
-- One row per unit and indicator of its group.
create or replace macro appraisal_sheet(asked_weights) as table (
    select s.*
    from appraisal_sheets(getvariable('unit_group'), getvariable('unit_id'), asked_weights) as s
    inner join sheet_term(getvariable('term'), getvariable('unit_group'), getvariable('unit_id')) as t
        on s.scheme_area = t.scheme_area and s.unit_group = t.unit_group and s.year = t.year and s.term = t.term
);
