-- The figures of a page's head: the term shown, how much of it is there, and whether the schemes hold.
-- One row per question, also where no unit was chosen.
with
cells as (
    select *
    from appraisal_sheet(null)
    where is_chosen
),

counts as (
    select
        max(year) as year,
        max(term) as term,
        count(distinct unit_id) as unit_count,
        count(distinct struct_pack(scheme_area := scheme_area, unit_group := unit_group)) as group_count,
        count(*) filter (where weight > 0 and is_applicable and value is not null) as value_count,
        count(*) filter (where weight > 0 and is_applicable and value is null) as missing_count
    from cells
),

failing as (
    select count(*) as failing_check_count
    from appraisal_scheme_checks() as k
    semi join cells as c
        on k.area_code = c.scheme_area and k.year = c.year and k.unit_group = c.unit_group
    where k.is_failing
),

-- Values that no sheet takes up: the unit's group has no indicator of that number.
unmatched as (
    select count(*) as unmatched_count
    from sheet_values()
    where indicator_name is null
)

select
    c.year,
    c.term,
    c.unit_count,
    c.group_count,
    c.value_count,
    c.missing_count,
    f.failing_check_count,
    u.unmatched_count
from counts as c
cross join failing as f
cross join unmatched as u
