-- Which datasets have been uploaded, and up to when; an upload undone counts as made but not as live.
-- One row per dataset.
select
    dataset,
    count(*) as upload_count,
    count(*) filter (where undone_at is null) as live_count,
    max(published_at) filter (where undone_at is null) as last_published_at,
    max(as_of) filter (where undone_at is null) as newest_as_of,
    coalesce(bool_or(is_demo) filter (where undone_at is null), false) as has_demo
from uploads
group by dataset
order by dataset
