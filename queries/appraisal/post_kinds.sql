-- How the grades fall on leaders and on members, over all groups.
-- One row per kind of post, leaders first.
select
    any_value(year) as year,
    is_leader,
    count(*) as person_count,
    count(grade) as graded_count,
    count(*) filter (where grade is null) as ungraded_count,
    count(*) filter (where grade = '优秀') as excellent_count,
    share(count(*) filter (where grade = '优秀'), count(grade)) as excellent_share
from graded_people()
group by is_leader
order by is_leader desc
