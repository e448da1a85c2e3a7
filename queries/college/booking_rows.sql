-- The bookings behind a figure: of the sessions that were held, who came, who did not, of whom nobody wrote it down.
-- One row per booking; no learner is named.
select
    b.booking_id,
    b.session_id,
    b.title,
    b.order_kind,
    b.held_at,
    b.area_code,
    named_area(a.area_name, b.area_code) as area_name,
    b.channel,
    b.booked_at,
    b.status,
    b.rating,
    case $figure
        when 'absent_share' then figure_part(b.status in ('已参加', '未到'), b.status = '未到')
        else figure_part(b.status = '已参加', true)
    end as part,
    b.upload_id,
    b.source_sheet,
    b.source_row
from held_bookings() as b
left join areas as a on b.area_code = a.area_code
order by b.held_at, b.booking_id
