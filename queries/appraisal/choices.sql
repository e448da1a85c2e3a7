-- What can be chosen in the filters of an area: years, the terms of the shown year, and the groups and units of the
-- asked year, or of all years where none is asked.
-- One row per kind and value: the newest year and the latest term first.
with
units as (
    select *
    from appraisal_units
    where in_asked_area(area_code)
),

asked_units as (
    select *
    from units
    where $year is null or year = $year
),

shown as (
    select year
    from sheet_term(null, null, null)
),

found as (
    select distinct
        1 as kind_order,
        'year' as kind,
        cast(year as varchar) as value,
        cast(year as varchar) as label,
        -year as place
    from units
    union all
    select distinct
        2 as kind_order,
        'term' as kind,
        term as value,
        term as label,
        -term_order(term) as place
    from appraisal_terms(null, null)
    where year in (select year from shown)
    union all
    select distinct
        3 as kind_order,
        'group' as kind,
        unit_group as value,
        unit_group as label,
        0 as place
    from asked_units
    union all
    select
        4 as kind_order,
        'office' as kind,
        unit_id as value,
        arg_max(unit_name, year) as label,
        0 as place
    from asked_units
    where $unit_group is null or unit_group = $unit_group
    group by unit_id
)

select
    kind,
    value,
    label
from found
order by kind_order, place, value
