-- Every upload, who made it and what became of it, the newest first.
-- One row per upload.
select
    *,
    undone_at is not null as is_undone
from uploads
where $dataset is null or dataset = $dataset
order by upload_id desc
