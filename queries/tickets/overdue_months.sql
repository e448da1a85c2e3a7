-- How many tickets were overdue at the end of each month that the data reach.
-- One row per month from the first limit that was missed, months without an overdue ticket included.
with
-- A step was overdue from its limit until it was done, or the ticket ended; one that still is, until now. A month's end
-- lies in such a span where it lies between the months of its ends; those of the same months are counted together.
kinds as (
    select
        if(claim_state in ('late', 'overdue'), date_trunc('month', claim_due_at), null) as claim_since,
        if(
            claim_state in ('late', 'overdue'),
            date_trunc('month', coalesce(claim_at, close_at, timestamp 'infinity')),
            null
        ) as claim_until,
        if(contact_state in ('late', 'overdue'), date_trunc('month', contact_due_at), null) as contact_since,
        if(
            contact_state in ('late', 'overdue'),
            date_trunc('month', coalesce(contact_at, close_at, timestamp 'infinity')),
            null
        ) as contact_until,
        if(report_state in ('late', 'overdue'), date_trunc('month', report_due_at), null) as report_since,
        if(
            report_state in ('late', 'overdue'),
            date_trunc('month', coalesce(report_at, close_at, timestamp 'infinity')),
            null
        ) as report_until,
        if(close_state in ('late', 'overdue'), date_trunc('month', close_due_at), null) as close_since,
        if(
            close_state in ('late', 'overdue'), date_trunc('month', coalesce(close_at, timestamp 'infinity')), null
        ) as close_until,
        min(moment) as oldest_at,
        count(*) as kind_count
    from chosen_tickets()
    group by all
),

reach as (
    select
        min(least(claim_since, contact_since, report_since, close_since)) as first_at,
        min(oldest_at) as oldest_at
    from kinds
)

select
    m.month,
    total(k.kind_count) as overdue_ticket_count
from reach as r
cross join month_ends(r.first_at, r.oldest_at) as m
left join kinds as k
    on
        (m.end_at > k.claim_since and m.end_at <= k.claim_until)
        or (m.end_at > k.contact_since and m.end_at <= k.contact_until)
        or (m.end_at > k.report_since and m.end_at <= k.report_until)
        or (m.end_at > k.close_since and m.end_at <= k.close_until)
group by m.month
order by m.month
