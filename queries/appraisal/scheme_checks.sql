-- Whether the indicators of each group agree with its scheme.
-- One row per scheme area, year, group and check; every year where none is asked. Behind a figure only those of groups
-- that are shown; the change on last year is not counted, since nobody judges it.
with
shown as (
    select distinct
        scheme_area,
        year,
        unit_group
    from appraisal_sheet(null)
    where is_chosen
)

select
    k.* exclude (check_order),
    case $figure
        when 'failing_checks' then figure_part(k.check <> 'count_change', k.is_failing)
        else 'met'
    end as part
from appraisal_scheme_checks() as k
where
    $figure is null
    or (k.area_code, k.year, k.unit_group) in (select (s.scheme_area, s.year, s.unit_group) from shown as s)
order by k.area_code asc, k.year desc, k.unit_group asc, k.check_order asc
