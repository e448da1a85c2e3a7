"""工单: the weights of the three rates by hand, and which channels and answers are tried."""

STANDARDS = {
    "rate_weights": (
        "年度,率,权重(%),依据\n2025,响应率,10,考评办法\n2025,解决率,45,考评办法\n2025,满意率,45,考评办法\n"
        "2025,部分解决,50,考评办法\n2024,满意率,100,\n"
    ),
}
TRIED = {"channel": ("PLANTED", "12345热线"), "satisfaction": ("非常不满意",)}
LOCKED = {"channel": "12345热线", "satisfaction": "满意"}
PLANTED_VALUES = {"satisfaction": "非常不满意"}
