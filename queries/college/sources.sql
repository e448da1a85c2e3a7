-- Where the lecturers come from, and how many of them taught in the year up to the moment.
-- One row per source, the largest first.
select
    source_kind,
    count(*) as lecturer_count,
    count(*) filter (where is_teaching) as teaching_count,
    count(*) filter (where not is_teaching) as idle_count,
    share(count(*) filter (where is_teaching), count(*)) as teaching_share,
    total(year_session_count) as year_session_count
from chosen_lecturers()
group by source_kind
order by lecturer_count desc, source_kind asc
