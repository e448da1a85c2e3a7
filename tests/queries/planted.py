"""Rows of a neighbouring district with one word wherever a row can hold a text: none of it may ever leak."""

from datetime import datetime

from tests.given import given
from tests.publishing import publish_texts
from zhiping.store.publishing import Store

PLANTED_AT = datetime(2025, 11, 4, 18)  # as the hand-made rows beside which they stand
PLANTED_FILES = {
    "areas": (
        "区划代码,名称,上级代码,层级,常住人口(人),经度,纬度\n"
        "150102000000,PLANTED,150100000000,旗县区,9000,,\n"
        "150102001001,PLANTED,150102001000,嘎查村社区,900,111.75,40.95\n"
    ),
    "tickets": (
        "工单编号,区划代码,工单类别,诉求类别,来源,标题,党代表,主办单位,派单时间,认领时间,办理结果,办结时间,办结时限,重办次数,满意度\n"
        "PLANTED-1,150102001000,A,PLANTED,PLANTED,PLANTED,PLANTED,PLANTED,2025-11-01 09:00:00,,,,2025-11-02 09:00:00,1,非常不满意\n"
        "PLANTED-2,150102001000,A,供热供暖,PLANTED,PLANTED,PLANTED,住建局,2025-11-04 17:30:00,,,,2025-11-14 09:00:00,,\n"
        "PLANTED-3,150102000000,C,供热供暖,PLANTED,PLANTED,PLANTED,住建局,2023-10-01 09:00:00,,,,2023-10-11 09:00:00,,\n"
        "PLANTED-4,150102001000,A,PLANTED,PLANTED,PLANTED,PLANTED,PLANTED,2025-11-09 09:00:00,,,,,,\n"
    ),
    "ticket_pauses": ("工单编号,挂起时间,恢复时间,挂起原因\nPLANTED-1,2025-11-02 12:00:00,,PLANTED\n"),
    "stations": (
        "驿站编号,驿站名称,区划代码,地址,经度,纬度,坐标系,营业时间,服务项目,状态,管理单位,联系电话,座位数,信息更新时间\n"
        "PLANTED-1,PLANTED,150102001001,PLANTED,111.7,40.9,WGS-84,24/7,休息、阅读,正常,PLANTED,PLANTED,9,2025-09-01 09:00:00\n"
        "PLANTED-2,PLANTED,150102001001,PLANTED,111.71,40.9,WGS-84,PLANTED,母婴,暂停,PLANTED,PLANTED,9,\n"
        "PLANTED-3,PLANTED,150102001001,PLANTED,111.72,40.9,WGS-84,Mo-Fr 03:00-04:00,休息、阅读,正常,PLANTED,PLANTED,9,2025-11-01 09:00:00\n"
    ),
    "merchants": (
        "商家编号,商家名称,商家类别,区划代码,地址,经度,纬度,坐标系,优惠内容,状态,加入日期\n"
        "PLANTED-1,PLANTED,药店,150102001001,PLANTED,111.7,40.9,WGS-84,PLANTED,有效,2023-01-01\n"
        "PLANTED-2,PLANTED,药店,150102001001,PLANTED,111.751,40.951,WGS-84,PLANTED,有效,2022-01-01\n"
        "PLANTED-3,PLANTED,维修,150102001000,PLANTED,,,,PLANTED,停用,2022-01-01\n"
    ),
    "workers": (
        "人员编码,企业,职业,区划代码,录入日期,扫码认证日期,离职日期,状态\n"
        "PLANTED-1,PLANTED,外卖骑手,150102001001,2023-01-01,2023-01-02,,在册\n"
        "PLANTED-2,PLANTED,外卖骑手,150102001001,2023-01-01,2023-01-02,,在册\n"
        "PLANTED-3,PLANTED,外卖骑手,150102001001,2023-01-01,,2025-10-01,离职\n"
        "W07,PLANTED,外卖骑手,150102001001,2023-01-01,2023-01-02,,在册\n"
    ),
    "redemptions": (
        "核销编号,商家编号,人员编码,核销时间,原价(元),优惠(元)\n"
        "PLANTED-1,PLANTED-1,PLANTED-1,2023-06-01 12:00:00,900,90\n"
        "PLANTED-2,PLANTED-1,W07,2025-11-01 12:00:00,900,90\n"
        "PLANTED-3,PLANTED-3,PLANTED-4,2025-11-02 12:00:00,900,\n"
        "PLANTED-4,PLANTED-1,PLANTED-2,2025-11-09 12:00:00,900,90\n"
    ),
    "courtyards": (
        "小院编号,小院名称,区划代码,小院类型,主体类型,建院日期,停用日期,经度,纬度,坐标系,面积(平方米),党员群众骨干人数\n"
        "PLANTED-1,PLANTED,150102001001,和谐,其他,2024-01-01,,111.7,40.9,WGS-84,80,4\n"
        "PLANTED-2,PLANTED,150102001001,红色,其他,2024-01-01,,111.7,40.9,WGS-84,80,4\n"
        "PLANTED-3,PLANTED,150102001000,和谐,其他,2023-01-01,2024-06-30,,,,,\n"
    ),
    "courtyard_activities": (
        "活动编号,小院编号,活动日期,活动类型,件/次数,办结/化解数,培训领域,参与人次\n"
        "PLANTED-1,PLANTED-1,2025-10-01,矛盾纠纷,3,1,PLANTED,9\n"
        "PLANTED-2,PLANTED-1,2025-10-02,助餐,3,,PLANTED,60\n"
        "PLANTED-3,PLANTED-3,2024-05-01,意见建议,2,9,PLANTED,\n"
        "PLANTED-4,PLANTED-1,2025-11-09,矛盾纠纷,5,5,PLANTED,9\n"
    ),
    "appraisal_schemes": (
        "区划代码,年度,考核组,重点任务权重(%),指标(服务标准)项数\n150102000000,2025,PLANTED,40,22\n"
    ),
    "appraisal_units": (
        "年度,单位编号,单位名称,考核组,区划代码,主要负责人岗位\n"
        "2025,PLANTED-U1,PLANTED,PLANTED,150102001000,PLANTED\n"
        "2025,PLANTED-U2,PLANTED,PLANTED,150102000000,PLANTED\n"
    ),
    "appraisal_indicators": (
        "区划代码,年度,考核组,指标编号,指标名称,维度,权重,方向,计分方法,目标值,最低分,最高分,是否重点任务\n"
        "150102000000,2025,PLANTED,PLANTED,PLANTED,PLANTED,100,正向,直接得分,,,,是\n"
        "150100000000,2025,推动高质量发展,PLANTED,PLANTED,PLANTED,100,正向,直接得分,,,,是\n"
    ),
    "appraisal_values": (
        "年度,考核期,单位编号,指标编号,数值,本单位目标,不适用,数据来源单位\n"
        "2025,一季度,PLANTED-U1,PLANTED,70,,,PLANTED\n"
        "2025,上半年,PLANTED-U1,PLANTED,80,,,PLANTED\n"
        "2025,上半年,PLANTED-U2,PLANTED,90,,,PLANTED\n"
    ),
    "appraisal_people": (
        "年度,人员代号,单位编号,岗位,是否一把手,等次,考核得分\n"
        "2025,PLANTED-P1,PLANTED-U1,PLANTED,是,优秀,90\n"
        "2025,PLANTED-P2,PLANTED-U1,PLANTED,否,称职,80\n"
    ),
    "peer_ratings": (
        "年度,班子所在单位,评分人代号,被评人代号,互评分\n"
        "2025,PLANTED-U1,PLANTED-P2,PLANTED-P1,90\n"
        "2025,PLANTED-U1,PLANTED-P3,PLANTED-P1,91\n"
        "2025,PLANTED-U1,PLANTED-P4,PLANTED-P1,92\n"
    ),
    "appraisal_outcomes": (
        "结果编号,年度,单位编号,人员代号,结果类型,培训主题,决定日期\n"
        "PLANTED-1,2025,PLANTED-U1,PLANTED-P1,嘉奖,PLANTED,2025-08-01\n"
        "PLANTED-2,2025,PLANTED-U1,PLANTED-P2,约谈提醒,PLANTED,2025-07-01\n"
        "PLANTED-3,2025,PLANTED-U1,PLANTED-P2,靶向式专题培训,PLANTED,2025-08-02\n"
        "PLANTED-4,2025,PLANTED-U1,PLANTED-P2,二次约谈,PLANTED,2025-10-09\n"
        "PLANTED-5,2025,PLANTED-U1,PLANTED-P1,嘉奖,PLANTED,2025-11-09\n"
    ),
    "rectifications": (
        "问题编号,年度,单位编号,人员代号,对应约谈,问题,整改措施,责任岗位,整改时限,完成日期,回头看日期,回头看结果\n"
        "PLANTED-1,2025,PLANTED-U1,PLANTED-P2,PLANTED-2,PLANTED,PLANTED,PLANTED,2025-09-30,,,\n"
        "PLANTED-2,2025,PLANTED-U1,PLANTED-P2,PLANTED-2,PLANTED,PLANTED,PLANTED,2025-09-30,2025-09-30,2025-10-08,整改不力\n"
    ),
    "published_figures": (
        "数字编号,所属板块,区划代码,起始日期,截止日期,指标,数值,界限,出处,公布日期\n"
        "PLANTED-1,tickets,150102000000,,,PLANTED,9000,等于,PLANTED,\n"
    ),
}


def publish_planted(store: Store) -> None:
    """The planted rows of the neighbouring district."""
    texts = PLANTED_FILES | given("PLANTED")
    how = {"area": "150102", "as_of": PLANTED_AT, "by": "PLANTED", "is_demo": True}
    publish_texts(store, texts, prefix="PLANTED-", **how)
