"""What is said of several reports together: two years, two versions, copied text."""

CORPUS: dict[str, tuple[str, str]] = {
    # rules over two years
    "years.prose.growth": (
        "文字表述的同比增减幅度，应与按上一年度报告数据计算的结果一致",
        "the share by which a number is said to have changed should be what the figures of both reports make",
    ),
    "years.prose.change": (
        "文字表述的比上年增减数量，应与按上一年度报告数据计算的结果一致",
        "the number by which something is said to have changed should be what the figures of both reports make",
    ),
    "years.prose.last_year": (
        "文字表述的上一年度数据，应与上一年度报告一致",
        "what is said of last year should be what last year's report says",
    ),
}
