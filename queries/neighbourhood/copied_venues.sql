-- How many of a venue's months report exactly as many visits as the month before.
-- One row per venue with two months in a row.
select
    venue_id,
    venue_name,
    count(*) as both_count,
    count(*) filter (where is_equal) as equal_count,
    share(count(*) filter (where is_equal), count(*)) as equal_share,
    is_mostly_copied(count(*) filter (where is_equal), count(*)) as is_copied
from visits_beside()
group by venue_id, venue_name
order by venue_id
