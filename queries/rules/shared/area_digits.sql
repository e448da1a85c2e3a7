-- How many digits of a full division code mean something: its level, 2, 4, 6, 9 or 12; never by stripping zeros.
-- One row per call (a scalar).
create or replace macro area_digits(area_code) as case
    when substr(area_code, 10, 3) <> '000' then 12
    when substr(area_code, 7, 3) <> '000' then 9
    when substr(area_code, 5, 2) <> '00' then 6
    when substr(area_code, 3, 2) <> '00' then 4
    else 2
end;

-- The digits one level below; the lowest level stays where it is.
create or replace macro child_digits(digits) as case
    when digits < 2 then 2
    when digits < 4 then 4
    when digits < 6 then 6
    when digits < 9 then 9
    else 12
end;

-- The full code of the area of so many digits in which a code lies.
create or replace macro area_at(area_code, digits) as rpad(left(area_code, digits), 12, '0');
