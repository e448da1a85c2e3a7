-- The areas that have sessions or requests.
-- One row per area.
with
found as (
    select area_code
    from class_sessions
    union all
    select area_code
    from course_requests
)

select
    area_code,
    count(*) as row_count
from found
group by area_code
order by area_code
