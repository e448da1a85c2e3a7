-- Every request at its moment, the viewer's but never later than the data date of its area, and what became of it.
-- One row per request made by its moment. wait_days: until it was met, or so far; due_on: the last day in time.
-- A session that was held after the request's moment is to come.
create or replace macro request_clock() as table (
    with
    moments as (
        select
            *,
            least(getvariable('as_of'), data_at) as moment
        from reported_requests()
        where requested_on <= least(getvariable('as_of'), data_at)
    ),

    states as (
        select
            m.*,
            s.held_at as session_held_at,
            s.title as session_title,
            request_state(
                m.session_id is not null,
                if(s.session_state = 'held' and s.held_at > m.moment, 'planned', s.session_state),
                s.held_at,
                m.requested_on,
                coalesce(m.solved, false)
            ) as request_state
        from moments as m
        left join session_clock() as s on m.session_id = s.session_id
    ),

    waits as (
        select
            * exclude (session_held_at, session_title),
            -- of a session that was called off nothing is told
            if(request_state in ('open', 'undated'), null, session_held_at) as held_at,
            if(request_state in ('open', 'undated'), null, session_title) as title,
            requested_on + request_days() as due_on,
            request_state in ('met', 'planned', 'unconfirmed', 'open') as is_followed,
            request_state in ('planned', 'unconfirmed', 'open') as is_waiting,
            if(
                request_state in ('met', 'planned', 'unconfirmed', 'open'),
                date_diff('day', requested_on, cast(if(request_state = 'met', session_held_at, moment) as date)),
                null
            ) as wait_days
        from states
    )

    select
        *,
        is_followed and is_past(due_on, moment) as is_due,
        request_state = 'met' and wait_days <= request_days() as is_in_time,
        is_waiting and wait_days > request_days() as is_overdue
    from waits
);
