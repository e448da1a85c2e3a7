-- The uploaded values of the chosen units for the asked year and term, or the latest with values.
-- One row per value; indicator_name is null where the indicator is none of the unit's group, so it counts nowhere;
-- earlier_year and earlier_term: the group's term before.
create or replace macro sheet_values() as table (
    select
        g.scheme_area,
        g.unit_group,
        g.unit_name,
        g.area_code,
        i.indicator_name,
        t.earlier_year,
        t.earlier_term,
        v.*
    from chosen_groups(getvariable('unit_group'), getvariable('unit_id')) as g
    inner join sheet_term(getvariable('term'), getvariable('unit_group'), getvariable('unit_id')) as t
        on g.scheme_area = t.scheme_area and g.unit_group = t.unit_group and g.year = t.year
    inner join appraisal_values as v on g.year = v.year and g.unit_id = v.unit_id and t.term = v.period
    left join appraisal_indicators as i
        on
            g.scheme_area = i.area_code
            and g.year = i.year
            and g.unit_group = i.unit_group
            and v.indicator_id = i.indicator_id
    where g.is_chosen
);
