-- The areas and data dates of uploads, with whether the upload still stands: one that was undone covers nothing.
-- One row per upload and area.
select
    c.*,
    u.undone_at is not null as is_undone
from coverage as c
inner join uploads as u on c.upload_id = u.upload_id
