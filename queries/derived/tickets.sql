-- Tickets with what every clock needs: the limits of their year and class, merged pauses, the data date.
-- One row per ticket.
with
-- A standard uploaded for a year holds whole: a class or step that it leaves out has no limit.
limits as (
    select
        year,
        ticket_class,
        max(hours) filter (where step = '认领') as claim_hours,
        max(hours) filter (where step = '对接勘察') as contact_hours,
        max(hours) filter (where step = '反馈') as report_hours,
        max(hours) filter (where step = '办结') as close_hours
    from ticket_limits
    group by year, ticket_class
),

-- A ticket marked as difficult has limits whatever its class: those of class A where its own has none.
classes as (
    select distinct
        year(dispatched_at) as year,
        ticket_class,
        coalesce(is_difficult, false) as is_marked
    from tickets
),

class_limits as (
    select
        c.year,
        c.ticket_class,
        c.is_marked,
        case
            when y.year is null then default_limit_hours(coalesce(if(c.is_marked, 'A', null), c.ticket_class), '认领')
            else coalesce(own.claim_hours, if(c.is_marked, first.claim_hours, null))
        end as claim_hours,
        case
            when y.year is null then default_limit_hours(coalesce(if(c.is_marked, 'A', null), c.ticket_class), '对接勘察')
            else coalesce(own.contact_hours, if(c.is_marked, first.contact_hours, null))
        end as contact_hours,
        case
            when y.year is null then default_limit_hours(coalesce(if(c.is_marked, 'A', null), c.ticket_class), '反馈')
            else coalesce(own.report_hours, if(c.is_marked, first.report_hours, null))
        end as report_hours,
        coalesce(own.close_hours, if(c.is_marked, first.close_hours, null)) as close_hours
    from classes as c
    left join (select distinct year from limits) as y on c.year = y.year
    left join limits as own on c.year = own.year and c.ticket_class = own.ticket_class
    left join limits as first on c.year = first.year and first.ticket_class = 'A'
),

-- Overlapping pauses are merged: a new run starts where a pause begins after all before it have ended.
pause_starts as (
    select
        ticket_id,
        paused_at,
        coalesce(resumed_at, timestamp 'infinity') as resumed_at,
        max(coalesce(resumed_at, timestamp 'infinity')) over (
            partition by ticket_id order by paused_at rows between unbounded preceding and 1 preceding
        ) as ended_before
    from ticket_pauses
    where coalesce(resumed_at, timestamp 'infinity') > paused_at
),

pause_runs as (
    select
        ticket_id,
        paused_at,
        resumed_at,
        count(*) filter (where ended_before is null or paused_at > ended_before) over (
            partition by ticket_id order by paused_at rows unbounded preceding
        ) as run
    from pause_starts
),

merged_pauses as (
    select
        ticket_id,
        run,
        min(paused_at) as since,
        max(resumed_at) as until
    from pause_runs
    group by ticket_id, run
),

pauses as (
    select
        ticket_id,
        list(struct_pack(since := since, until := until) order by since) as pauses
    from merged_pauses
    group by ticket_id
),

-- The latest data date of the uploads that cover an area; an upload undone covers nothing.
area_dates as (
    select
        area.area_code,
        max(c.as_of) as data_at
    from (select distinct area_code from tickets) as area
    inner join coverage as c on area.area_code >= c.area_from and area.area_code < c.area_to
    inner join uploads as u on c.upload_id = u.upload_id
    where c.dataset = 'tickets' and u.undone_at is null
    group by area.area_code
),

-- Which columns a row's files had: a handful of texts, so they are read once each.
records as (
    select
        recorded,
        contains(recorded, '|claimed_at|') as is_claim_recorded,
        contains(recorded, '|contacted_at|') and contains(recorded, '|surveyed_at|') as is_contact_recorded,
        contains(recorded, '|reported_at|') as is_report_recorded,
        contains(recorded, '|closed_at|') as is_close_recorded,
        contains(recorded, '|due_at|') as is_due_recorded,
        contains(recorded, '|called_back_at|') as is_call_back_recorded,
        contains(recorded, '|satisfaction|') as is_satisfaction_recorded,
        contains(recorded, '|contacted_at|') as is_contacted_recorded,
        contains(recorded, '|caller_contacted|') as is_caller_contacted_recorded,
        contains(recorded, '|caller_solved|') as is_caller_solved_recorded,
        contains(recorded, '|is_excluded|') as is_excluded_recorded,
        contains(recorded, '|deferred_until|') as is_deferred_recorded,
        contains(recorded, '|extended_due_at|') as is_extended_recorded
    from (select distinct recorded from tickets) as seen
)

select
    t.*,
    a.data_at,
    p.pauses,
    t.dispatched_at + to_microseconds(cast(l.claim_hours * 3600000000 as bigint)) as claim_limit_at,
    t.dispatched_at + to_microseconds(cast(l.contact_hours * 3600000000 as bigint)) as contact_limit_at,
    t.dispatched_at + to_microseconds(cast(l.report_hours * 3600000000 as bigint)) as report_limit_at,
    -- the limit as it was set: the ticket's own, else that of its class; an extension takes its place
    coalesce(t.due_at, t.dispatched_at + to_microseconds(cast(l.close_hours * 3600000000 as bigint)))
        as original_limit_at,
    coalesce(
        t.extended_due_at, t.due_at, t.dispatched_at + to_microseconds(cast(l.close_hours * 3600000000 as bigint))
    ) as close_limit_at,
    -- contact is done when both have happened: greatest() would take one alone
    case
        when t.contacted_at is not null and t.surveyed_at is not null then greatest(t.contacted_at, t.surveyed_at)
    end as contact_done_at,
    least(t.contacted_at, t.surveyed_at) as contact_first_at,
    r.is_claim_recorded,
    r.is_contact_recorded,
    r.is_report_recorded,
    r.is_close_recorded,
    r.is_due_recorded or t.extended_due_at is not null or l.close_hours is not null as is_due_recorded,
    r.is_call_back_recorded,
    r.is_satisfaction_recorded,
    r.is_contacted_recorded,
    r.is_caller_contacted_recorded,
    r.is_caller_solved_recorded,
    r.is_excluded_recorded,
    r.is_deferred_recorded,
    r.is_extended_recorded
from tickets as t
inner join records as r on t.recorded = r.recorded
left join area_dates as a on t.area_code = a.area_code
left join class_limits as l
    on
        year(t.dispatched_at) = l.year
        and t.ticket_class = l.ticket_class
        and coalesce(t.is_difficult, false) = l.is_marked
left join pauses as p on t.ticket_id = p.ticket_id
