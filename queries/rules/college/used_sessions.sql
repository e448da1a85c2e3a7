-- The rows that figures about sessions use: the chosen ones whose time is past, and their bookings; see data_line.
-- One row per session and booking.
create or replace macro used_sessions() as table (
    select
        upload_id,
        data_at,
        cast(held_at as date) as first_on,
        cast(held_at as date) as last_on,
        session_state <> 'future' as is_counted,
        session_state = 'future' as is_future
    from chosen_sessions()
    where session_state in ('held', 'unconfirmed', 'future')
    union all
    select
        upload_id,
        data_at,
        cast(held_at as date) as first_on,
        cast(held_at as date) as last_on,
        true as is_counted,
        false as is_future
    from held_bookings()
);
