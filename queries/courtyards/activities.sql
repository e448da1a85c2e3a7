-- What happens in the courtyards: each kind of activity, and how much of it was settled.
-- One row per kind of activity, the most frequent first; what is settled is null where nothing is to settle.
with
standing as (
    select count(*) as courtyard_count
    from chosen_courtyards()
),

counts as (
    select
        activity_kind,
        is_settleable(activity_kind) as is_case,
        count(*) as activity_count,
        total(case_count) as case_count,
        settleable_total(settle_state, case_count) as settleable_count,
        settled_total(settle_state, settled_count) as settled_count,
        unknown_total(settle_state, case_count) as unknown_settled_count,
        known_total(visit_count) as visit_count
    from chosen_activities()
    group by activity_kind
)

select
    c.activity_kind,
    c.activity_count,
    c.case_count,
    if(c.is_case, c.settleable_count, null) as settleable_count,
    if(c.is_case, c.settled_count, null) as settled_count,
    share(c.settled_count, c.settleable_count) as settled_share,
    if(c.is_case, c.unknown_settled_count, null) as unknown_settled_count,
    c.visit_count,
    share(c.case_count, s.courtyard_count) as per_courtyard,
    share(1000 * c.case_count, b.population) as per_1000
from counts as c
cross join standing as s
cross join courtyard_area() as b
order by c.case_count desc, c.activity_kind asc
