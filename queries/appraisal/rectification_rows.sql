-- The rectification lists: each problem, when it is due, and what became of it.
-- One row per item: the most overdue first, then the soonest due, then those done.
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
    r.upload_id,
    r.source_sheet,
    r.source_row
from chosen_rectifications() as r
order by r.done_on is not null, r.due_on, r.item_id
