-- The chosen sessions that took place.
-- One row per session.
create or replace macro held_sessions() as table (
    select *
    from chosen_sessions()
    where session_state = 'held'
);
