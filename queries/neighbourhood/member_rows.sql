-- The members of the alliance at the moment, and those who have left it by then.
-- One row per member, those who belong to it first.
select
    m.member_id,
    m.member_name,
    m.member_kind,
    m.area_code,
    named_area(a.area_name, m.area_code) as area_name,
    m.joined_on,
    m.left_on,
    m.is_member,
    case $figure when 'member_count' then figure_part(m.is_member, m.is_member) else 'met' end as part,
    m.upload_id,
    m.source_sheet,
    m.source_row
from asked_members() as m
left join areas as a on m.area_code = a.area_code
order by m.is_member desc, m.member_id asc
