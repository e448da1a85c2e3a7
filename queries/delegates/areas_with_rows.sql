-- The areas that have delegates, suggestions or talks.
-- One row per area.
with
found as (
    select area_code from delegates
    union all
    select area_code from suggestions
    union all
    select area_code from talk_days
)

select
    area_code,
    count(*) as row_count
from found
group by area_code
order by area_code
