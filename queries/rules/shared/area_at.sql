-- The full code of the area of so many digits in which a code lies.
-- One row per call (a scalar).
create or replace macro area_at(area_code, digits) as rpad(left(area_code, digits), 12, '0');
