-- The level of the area that a page is about: the chosen one's, or with none chosen that of the smallest area that
-- holds both the first and the last code with data.
-- One row per call (a scalar): digits of a code; 0 where not even the region holds both.
create or replace macro asked_digits(first_code, last_code) as
if(getvariable('area_to') = ':', common_digits(first_code, last_code), len(getvariable('area_to')) - 1);
