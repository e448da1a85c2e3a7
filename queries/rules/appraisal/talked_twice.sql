-- Who was talked to twice: a talk is with a unit or with a person of it; the word 二次 says by itself that one came
-- before.
-- One row per unit and person; person_id is null where the unit itself was talked to.
create or replace macro talked_twice() as table (
    select
        unit_id,
        person_id
    from chosen_outcomes()
    where is_talk(outcome_kind)
    group by unit_id, person_id
    having count(*) > 1 or bool_or(outcome_kind = '二次约谈')
);
