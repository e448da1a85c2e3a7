-- The areas that have members, partners, venues, projects or needs.
-- One row per area.
with
found as (
    select area_code from alliance_members
    union all
    select area_code from partners
    union all
    select area_code from venues
    union all
    select area_code from projects
    union all
    select area_code from neighbourhood_needs
)

select
    area_code,
    count(*) as row_count
from found
group by area_code
order by area_code
