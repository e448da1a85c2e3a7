-- Whether a registration holds at a moment: from its day on, and until the day of leaving.
-- One row per call (a scalar); one marked as left without a day holds at no moment.
create or replace macro is_enrolled(enrolled_on, left_on, status, moment) as
enrolled_on <= moment and coalesce(left_on > moment, status = '在册');
