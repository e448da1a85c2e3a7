-- The figures of a page's head: how many courtyards, what happened in them, what was settled, and which are silent.
-- One row per question, also where there is no courtyard. Counts and ratios are of the asked period;
-- courtyards open, silent or without a place, and villages with a courtyard, are counted as at the moment.
with
standing as (
    select
        count(*) as courtyard_count,
        count(*) filter (where is_open) as open_count,
        count(*) filter (where is_silent(is_open, silent_days, $silent_days)) as silent_count,
        count(*) filter (where is_open and life_activity_count = 0) as never_active_count,
        count(*) filter (where is_open and not is_placed) as unplaced_count
    from chosen_courtyards()
),

counts as (
    select
        count(*) as activity_count,
        total(case_count) as case_count,
        total(if(is_lecture(activity_kind), case_count, 0)) as lecture_count,
        total(if(activity_kind = '意见建议', case_count, 0)) as opinion_count,
        total(if(activity_kind = '矛盾纠纷', case_count, 0)) as dispute_count,
        total(if(activity_kind = '民生问题', case_count, 0)) as livelihood_count,
        settled_total(if(activity_kind = '意见建议', settle_state, null), settled_count) as opinion_settled_count,
        settled_total(if(activity_kind = '矛盾纠纷', settle_state, null), settled_count) as dispute_settled_count,
        settled_total(if(activity_kind = '民生问题', settle_state, null), settled_count) as livelihood_settled_count,
        settleable_total(settle_state, case_count) as settleable_count,
        settled_total(settle_state, settled_count) as settled_count,
        unknown_total(settle_state, case_count) as unknown_settled_count,
        count(*) filter (where settle_state = 'fault') as fault_count,
        known_total(visit_count) as visit_count
    from chosen_activities()
),

-- What a file says but no figure counts.
futures as (
    select count(*) as future_count
    from future_activities()
),

ended as (
    select count(*) as after_closing_count
    from courtyard_activity_clock()
    where
        is_after_closing
        and in_asked_area(area_code)
        and in_asked_period(held_on)
        and fits(courtyard_kind, $courtyard_kind)
),

unopened as (
    select count(*) as not_yet_open_count
    from courtyards as c
    where
        in_asked_area(area_code)
        and fits(courtyard_kind, $courtyard_kind)
        and not exists (select 1 from courtyard_clock() as k where c.courtyard_id = k.courtyard_id)
),

villages as (
    select
        count(*) as village_count,
        count(*) filter (where has_courtyard) as village_with_courtyard_count
    from courtyard_villages()
)

select
    s.courtyard_count,
    s.open_count,
    c.activity_count,
    c.case_count,
    c.lecture_count,
    c.opinion_count,
    c.opinion_settled_count,
    c.dispute_count,
    c.dispute_settled_count,
    c.livelihood_count,
    c.livelihood_settled_count,
    c.settleable_count,
    c.settled_count,
    share(c.settled_count, c.settleable_count) as settled_share,
    c.unknown_settled_count,
    c.fault_count,
    share(c.lecture_count, s.courtyard_count) as lectures_per_courtyard,
    share(c.opinion_count, s.courtyard_count) as opinions_per_courtyard,
    share(c.dispute_settled_count, s.courtyard_count) as disputes_settled_per_courtyard,
    share(c.livelihood_settled_count, s.courtyard_count) as livelihood_settled_per_courtyard,
    c.visit_count,
    b.population,
    share(1000 * c.case_count, b.population) as cases_per_1000,
    s.silent_count,
    s.never_active_count,
    s.unplaced_count,
    v.village_count,
    v.village_with_courtyard_count,
    share(v.village_with_courtyard_count, v.village_count) as village_share,
    v.village_count - v.village_with_courtyard_count as missing_village_count,
    e.after_closing_count,
    o.not_yet_open_count,
    f.future_count
from standing as s
cross join counts as c
cross join futures as f
cross join ended as e
cross join unopened as o
cross join villages as v
cross join courtyard_area() as b
