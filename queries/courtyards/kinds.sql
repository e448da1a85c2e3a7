-- How the four kinds of courtyards fare: their activities, what was settled, and which are silent.
-- One row per kind of courtyard, the most frequent first.
with
standing as (
    select
        courtyard_kind,
        count(*) as courtyard_count,
        count(*) filter (where is_open) as open_count,
        count(*) filter (where is_silent(is_open, silent_days, $silent_days)) as silent_count
    from chosen_courtyards()
    group by courtyard_kind
),

counts as (
    select
        courtyard_kind,
        count(*) as activity_count,
        total(case_count) as case_count,
        settleable_total(settle_state, case_count) as settleable_count,
        settled_total(settle_state, settled_count) as settled_count,
        unknown_total(settle_state, case_count) as unknown_settled_count,
        known_total(visit_count) as visit_count
    from chosen_activities()
    group by courtyard_kind
)

select
    s.courtyard_kind,
    s.courtyard_count,
    s.open_count,
    coalesce(c.activity_count, 0) as activity_count,
    coalesce(c.case_count, 0) as case_count,
    coalesce(c.settleable_count, 0) as settleable_count,
    coalesce(c.settled_count, 0) as settled_count,
    share(c.settled_count, c.settleable_count) as settled_share,
    coalesce(c.unknown_settled_count, 0) as unknown_settled_count,
    if(c.courtyard_kind is null, 0, c.visit_count) as visit_count,
    share(coalesce(c.activity_count, 0), s.courtyard_count) as activities_per_courtyard,
    s.silent_count,
    s.open_count - s.silent_count as active_courtyard_count,
    s.courtyard_count - s.open_count as closed_courtyard_count
from standing as s
left join counts as c on s.courtyard_kind = c.courtyard_kind
order by s.courtyard_count desc, s.courtyard_kind asc
