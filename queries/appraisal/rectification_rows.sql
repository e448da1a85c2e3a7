-- The rectification lists: each problem, when it is due, and what became of it.
-- One row per item that the figure is about, or all: the most overdue first, then the soonest due, then those done.
select
    r.item_id,
    r.year,
    r.unit_group,
    r.unit_id,
    r.unit_name,
    r.person_id,
    r.talk_id,
    r.talked_on,
    r.problem,
    r.measure,
    r.responsible,
    r.due_on,
    r.done_on,
    r.state,
    if(r.done_on is null, r.due_on - cast(r.moment as date), null) as days_left,
    r.looked_back_on,
    r.look_back_result,
    r.has_second_talk,
    case $figure
        when 'rectification_on_time' then figure_part(is_counted(r.state), r.state = 'on_time')
        else 'met'
    end as part,
    r.upload_id,
    r.source_sheet,
    r.source_row
from chosen_rectifications() as r
where $figure is distinct from 'rectification_overdue' or r.state = 'overdue'
order by r.done_on is not null, r.due_on, r.item_id
