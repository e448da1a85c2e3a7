-- The lecturers that the filters of a page choose, whatever its period.
-- One row per lecturer.
create or replace macro chosen_lecturers() as table (
    select *
    from lecturer_clock()
    where in_asked_area(area_code) and fits(field, getvariable('field'))
);
