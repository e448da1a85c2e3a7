-- How the grades fall on leaders and on members: the share of 优秀 by post, of the year whose grades are given.
-- One row per group and kind of post.
select
    any_value(year) as year,
    unit_group,
    is_leader,
    count(*) as person_count,
    count(*) filter (where grade = '优秀') as excellent_count,
    share(count(*) filter (where grade = '优秀'), count(grade)) as excellent_share,
    count(grade) as graded_count,
    count(*) filter (where grade = '称职') as competent_count,
    count(*) filter (where grade = '基本称职') as basic_count,
    count(*) filter (where grade = '不称职') as poor_count,
    count(*) filter (where grade is null) as ungraded_count
from graded_people()
group by unit_group, is_leader
order by unit_group asc, is_leader desc
