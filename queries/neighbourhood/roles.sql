-- Who the partners are: 社区合伙人 apart from 阵地合作单位 and 空间主理人.
-- One row per role that occurs, the most frequent first; 未填角色 where none was written.
select
    coalesce(role, '未填角色') as role,
    count(*) as partner_count,
    count(*) filter (where partner_kind = '企业') as company_count,
    count(*) filter (where partner_kind = '商户') as shop_count,
    count(*) filter (where partner_kind = '社会组织') as society_count,
    count(*) filter (where partner_kind = '个人') as person_count
from partners
where in_asked_area(area_code)
group by coalesce(role, '未填角色')
order by partner_count desc, role asc
