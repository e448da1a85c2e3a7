-- What happened to one ticket, when, and where the limits of its steps lie.
-- One row per event, in the order of time; a limit is the one moved by the pauses so far.
with
ticket as (
    select *
    from ticket_clock()
    where ticket_id = $ticket_id
),

pauses as (
    select
        p.paused_at,
        p.resumed_at,
        p.reason,
        t.moment
    from ticket_pauses as p
    inner join ticket as t on p.ticket_id = t.ticket_id
),

-- The step contact is done by the later of its two events: that one has its state.
events as (
    select 1 as event_order, 'receive' as event, received_at as happened_at, null as state, channel as note
    from ticket
    union all
    select 2 as event_order, 'dispatch' as event, dispatched_at as happened_at, null as state, lead_unit as note
    from ticket
    union all
    select 3 as event_order, 'claim' as event, claim_at as happened_at, claim_state as state, null as note
    from ticket
    union all
    select
        4 as event_order,
        'contact' as event,
        contacted_at as happened_at,
        if(contacted_at > surveyed_at, contact_state, null) as state,
        null as note
    from ticket
    where contacted_at <= moment
    union all
    select
        5 as event_order,
        'survey' as event,
        surveyed_at as happened_at,
        if(surveyed_at >= contacted_at, contact_state, null) as state,
        null as note
    from ticket
    where surveyed_at <= moment
    union all
    select 6 as event_order, 'pause' as event, paused_at as happened_at, null as state, reason as note
    from pauses
    where paused_at <= moment
    union all
    select 7 as event_order, 'resume' as event, resumed_at as happened_at, null as state, reason as note
    from pauses
    where resumed_at <= moment
    union all
    select 8 as event_order, 'report' as event, report_at as happened_at, report_state as state, null as note
    from ticket
    union all
    select
        9 as event_order,
        'first_close' as event,
        known_first_close_at as happened_at,
        if(is_over, close_state, null) as state,
        null as note
    from ticket
    where is_reopened
    union all
    -- a closing after which the ticket was opened again ended nothing
    select
        10 as event_order,
        if(is_open_again, 'kept_close', 'close') as event,
        if(closed_at <= moment, closed_at, null) as happened_at,
        if(is_reopened, null, close_state) as state,
        outcome as note
    from ticket
    union all
    select 11 as event_order, 'call_back' as event, call_back_at as happened_at, null as state, satisfaction as note
    from ticket
    union all
    select 12 as event_order, 'limit_claim' as event, claim_due_at as happened_at, claim_state as state, null as note
    from ticket
    union all
    select
        13 as event_order,
        'limit_contact' as event,
        contact_due_at as happened_at,
        contact_state as state,
        null as note
    from ticket
    union all
    select
        14 as event_order,
        'limit_report' as event,
        report_due_at as happened_at,
        report_state as state,
        null as note
    from ticket
    union all
    select 15 as event_order, 'limit_close' as event, close_due_at as happened_at, close_state as state, null as note
    from ticket
    union all
    select 16 as event_order, 'data_date' as event, data_at as happened_at, null as state, null as note
    from ticket
)

select
    e.happened_at,
    e.event,
    e.state,
    hours_between(t.dispatched_at, e.happened_at) as hours_since_dispatch,
    e.note
from events as e
cross join ticket as t
where e.happened_at is not null
order by e.happened_at, e.event_order
