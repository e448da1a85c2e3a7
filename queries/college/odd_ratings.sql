-- Ratings by people who, as the file says, were not there: no figure counts them.
-- One row per booking.
select
    b.booking_id,
    b.session_id,
    b.title,
    b.held_at,
    named_area(a.area_name, b.area_code) as area_name,
    b.status,
    b.rating,
    b.upload_id,
    b.source_sheet,
    b.source_row
from held_bookings() as b
left join areas as a on b.area_code = a.area_code
where b.rating is not null and b.status <> '已参加'
order by b.held_at, b.booking_id
