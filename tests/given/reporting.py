"""The hand-made calendar of reports."""

HEAD = "数据集,区划代码,频次,期满后第几天\n"
STANDARDS = {
    "reporting_calendar": HEAD
    + """\
工单,150105,日,1
小院,150105,周,1
驿站,150105,月,5
考核数据,150105,季,10
合作商家,150105,年,20
健康大集,150105,月,1
时限标准,150105,年,31
"""
}
NEIGHBOUR = {
    "reporting_calendar": HEAD
    + """\
工单,150102,周,2
"""
}
PLANTED = {
    "reporting_calendar": HEAD
    + """\
驿站,150102,月,5
驿站,150102001,日,1
"""
}
ONE = {
    "reporting_calendar": HEAD
    + """\
工单,150105,日,1
"""
}
