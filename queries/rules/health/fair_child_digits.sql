-- The level below that a page is about: below the chosen area, or with none chosen below the smallest that holds all
-- fairs.
-- One row per question: how many digits its codes have.
create or replace macro fair_child_digits() as table (
    select child_digits(asked_digits(min(area_code), max(area_code))) as digits
    from health_fairs
);
