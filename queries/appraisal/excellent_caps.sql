-- How the share of 优秀 stands against the cap of the scheme: of whole groups, since a cap is for a group.
-- One row per group with grades of the year whose grades are given; without a cap nothing is judged.
with
graded as (
    select
        g.scheme_area,
        g.year,
        g.unit_group,
        count(p.grade) as graded_count,
        count(*) filter (where p.grade = '优秀') as excellent_count
    from chosen_groups($unit_group, $unit_id) as g
    inner join appraisal_people as p on g.year = p.year and g.unit_id = p.unit_id
    where g.year in (select q.year from graded_people() as q)
    group by g.scheme_area, g.year, g.unit_group
)

select
    g.scheme_area,
    named_area(a.area_name, g.scheme_area) as area_name,
    g.year,
    g.unit_group,
    g.excellent_count,
    g.graded_count,
    share(g.excellent_count, g.graded_count) as excellent_share,
    s.excellent_cap,
    100 * g.excellent_count > s.excellent_cap * g.graded_count as is_over
from graded as g
left join appraisal_schemes as s
    on g.scheme_area = s.area_code and g.year = s.year and g.unit_group = s.unit_group
left join areas as a on g.scheme_area = a.area_code
where g.graded_count > 0
order by g.scheme_area, g.unit_group
