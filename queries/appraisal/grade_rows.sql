-- The persons whose grades are counted: who is 优秀, who has another grade, and who has none and is not counted.
-- One row per person of the year whose grades are given: leaders first, the best grade first.
select
    year,
    unit_group,
    unit_id,
    unit_name,
    person_id,
    post,
    is_leader,
    grade,
    round(score, 2) as score,
    case $figure
        when 'excellent_by_post' then figure_part(grade is not null, grade = '优秀')
        else 'met'
    end as part,
    upload_id,
    source_sheet,
    source_row
from graded_people()
order by unit_group asc, is_leader desc, list_position(['优秀', '称职', '基本称职', '不称职'], grade) asc nulls last, person_id asc
