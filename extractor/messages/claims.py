"""Where the numbers in a report's prose contradict each other or the tables."""

CLAIMS: dict[str, tuple[str, str]] = {
    "defect.prose_sum": (
        "正文里的数字加不起来：{detail}",
        "numbers in the prose do not add up: {detail}",
    ),
    "defect.prose_vs_table": (
        "正文里的数字与表格不一致，各种口径都对不上：{detail}",
        "a number in the prose is not what the tables say, in any legitimate reading: {detail}",
    ),
    "defect.prose_percentage": (
        "正文里的百分比与旁边的数字对不上：{detail}",
        "a percentage in the prose is not what the numbers beside it come to: {detail}",
    ),
    "defect.missing_number": (
        "正文里漏了数字：{detail}",
        "a number is left out in the prose: {detail}",
    ),
}
