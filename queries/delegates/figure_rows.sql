-- The suggestions behind a figure: what met it, what is counted and did not, and what of the period is not counted.
-- One row per suggestion.
with
judged as (
    select
        *,
        if(
            count(*) over (partition by cast(assigned_at as date)) > 1, cast(assigned_at as date), null
        ) as batch_on,
        in_asked_period(submitted_on) as is_submitted_then,
        in_asked_period(due_on) and is_reply_due(reply_state, due_on, moment) as is_due_then
    from asked_suggestions()
),

parts as (
    select
        *,
        case $figure
            when 'suggestion_replied_in_time' then figure_part(is_due_then, reply_state = 'on_time')
            when 'suggestion_satisfied' then figure_part(evaluation is not null, evaluation in ('满意', '基本满意'))
            when 'suggestion_batches' then figure_part(assigned_at is not null, true)
            when 'suggestion_units' then figure_part(assigned_at is not null, true)
            else 'met'
        end as part
    from judged
    where is_submitted_then or ($figure = 'suggestion_replied_in_time' and is_due_then)
)

select
    p.suggestion_id,
    p.title,
    p.category,
    p.level,
    p.suggestion_type,
    p.delegate_id,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    p.host_unit,
    p.submitted_on,
    p.assigned_at,
    p.batch_on,
    p.due_on,
    p.days_left,
    p.reply_state,
    p.replied_at,
    p.evaluated_at,
    p.evaluation,
    p.result,
    p.supervised_count,
    p.part,
    p.upload_id,
    p.source_sheet,
    p.source_row
from parts as p
left join areas as a on p.area_code = a.area_code
order by p.submitted_on, p.suggestion_id
