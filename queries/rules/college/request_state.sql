-- What became of a request. met: its session was held; planned: its session is to come; unconfirmed: the time of its
-- session is past, and nobody wrote down whether it was held; open: nothing is arranged;
-- undated: met, but nobody knows when (called solved without a session, or its session is not here); fault: its
-- session was held before it was asked for.
-- One row per call (a scalar). has_session: a session is written down; session_state: null where that is not here.
create or replace macro request_state(has_session, session_state, held_at, requested_on, is_solved) as case
    when has_session and session_state is null then 'undated'
    when session_state = 'held' then if(cast(held_at as date) < requested_on, 'fault', 'met')
    when session_state = 'unconfirmed' then 'unconfirmed'
    when session_state in ('planned', 'future') then 'planned'
    when is_solved then 'undated'
    else 'open'
end;
