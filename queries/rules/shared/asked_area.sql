-- The full code of the area that a page is about: the chosen one, or with none chosen the smallest that holds both the
-- first and the last code with data.
-- One row per call (a scalar); null where there is no code and none was chosen.
create or replace macro asked_area(first_code, last_code) as area_at(
    if(getvariable('area_to') = ':', first_code, getvariable('area_from')), asked_digits(first_code, last_code)
);
