-- The level of the areas that a table by areas lists: one below the chosen one, or with none chosen below the smallest
-- area that holds all sessions and requests.
-- One row per question.
create or replace macro college_area() as table (
    with
    codes as (
        select area_code
        from class_sessions
        union
        select area_code
        from course_requests
    )

    select child_digits(asked_digits(min(area_code), max(area_code))) as digits
    from codes
);
