-- How the callers answered, grade by grade, and how many of those tickets were closed in time.
-- One row per grade, the best first; the share is of those who were reached, and adds up from the best downwards.
with
grades as (
    select
        unnest(['非常满意', '满意', '基本满意', '不满意', '非常不满意', '未接通']) as grade,
        unnest([1, 2, 3, 4, 5, 6]) as grade_order
),

counts as (
    select
        g.grade,
        g.grade_order,
        count(t.ticket_id) as ticket_count,
        count(t.ticket_id) filter (where t.close_state = 'on_time') as close_on_time_count,
        count(t.ticket_id) filter (where is_counted(t.close_state)) as close_counted_count
    from grades as g
    left join chosen_tickets() as t on g.grade = t.satisfaction
    group by g.grade, g.grade_order
),

answers as (
    select
        *,
        sum(ticket_count) filter (where is_answered(grade)) over () as answered_count,
        sum(ticket_count) over (order by grade_order) as reached_count
    from counts
)

select
    grade,
    ticket_count,
    if(is_answered(grade), share(ticket_count, answered_count), null) as answered_share,
    if(is_answered(grade), share(reached_count, answered_count), null) as upward_share,
    close_on_time_count,
    close_counted_count,
    share(close_on_time_count, close_counted_count) as close_on_time_share
from answers
order by grade_order
