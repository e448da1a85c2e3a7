-- The courses whose number or title holds what is sought, the best first; at most eight.
-- One row per course: the page and filter that open it; found_count counts all that were found.
-- best_found reads named by its name.
with
named as (  -- noqa: ST03
    select
        'course' as filter_key,
        course_id as value,
        title as label,
        least(sought_place(course_id), sought_place(title)) as place
    from courses
)

select * from best_found('named', 'college/courses')
