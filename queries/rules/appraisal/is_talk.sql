-- Whether what follows from an appraisal is a talk, the first or a second.
-- One row per call (a scalar).
create or replace macro is_talk(outcome_kind) as outcome_kind in ('约谈提醒', '二次约谈');
