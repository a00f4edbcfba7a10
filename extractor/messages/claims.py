"""Where the numbers in a report's prose contradict each other or the tables."""

CLAIMS: dict[str, tuple[str, str]] = {
    "defect.prose_sum": (
        "正文所列各数之和与所述总数不符：{detail}",
        "numbers in the prose do not add up: {detail}",
    ),
    "defect.prose_vs_table": (
        "正文所述数字与表格不一致：{detail}",
        "a number in the prose is not what the tables say: {detail}",
    ),
    "defect.prose_percentage": (
        "正文所述百分比与所据数字不符：{detail}",
        "a percentage in the prose is not what the numbers beside it come to: {detail}",
    ),
    "defect.missing_number": (
        "正文缺少数字：{detail}",
        "a number is left out in the prose: {detail}",
    ),
}
