-- What an area is called: its name, or path; one whose code 行政区划 does not have is 属地待核 with what the code says.
-- One row per call (a scalar).
create or replace macro named_area(area_name, area_code) as
coalesce(area_name, '属地待核 ' || left(area_code, area_digits(area_code)));
