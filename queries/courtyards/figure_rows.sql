-- The activities behind a figure: the cases that met it, those that are counted and did not, and those not counted.
-- One row per activity and part of the figure that some of its cases are in; part_count says how many.
with
judged as (
    select *
    from chosen_activities()
    where
        case $figure
            when 'lecture_count' then is_lecture(activity_kind)
            when 'case_settled_share' then is_settleable(activity_kind)
            else true
        end
),

parts as (
    select
        'met' as part,
        case when $figure <> 'case_settled_share' or $figure is null then case_count
            when settle_state = 'known' then settled_count
        end as part_count,
        *
    from judged
    union all
    select
        'missed' as part,
        case_count - settled_count as part_count,
        *
    from judged
    where $figure = 'case_settled_share' and settle_state = 'known'
    union all
    select
        'left_out' as part,
        case_count as part_count,
        *
    from judged
    where $figure = 'case_settled_share' and settle_state <> 'known'
)

select
    p.activity_id,
    p.held_on,
    p.courtyard_id,
    p.courtyard_name,
    p.courtyard_kind,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    p.activity_kind,
    p.case_count,
    p.settled_count,
    p.part,
    p.part_count,
    p.upload_id,
    p.source_sheet,
    p.source_row
from parts as p
left join areas as a on p.area_code = a.area_code
where p.part_count > 0
order by p.held_on, p.activity_id, p.part
