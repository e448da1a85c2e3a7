-- The bookings of the chosen sessions that took place, cancelled ones too.
-- One row per booking, with what is needed of its session.
create or replace macro held_bookings() as table (
    select
        b.*,
        s.title,
        s.field,
        s.order_kind,
        s.held_at,
        s.area_code,
        s.data_at
    from bookings as b
    inner join held_sessions() as s on b.session_id = s.session_id
    where b.booked_at is null or b.booked_at <= s.moment
);
