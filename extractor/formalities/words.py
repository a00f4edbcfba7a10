"""Words of the Chinese annual report that the checks of its form go by."""

from collections.abc import Mapping
from typing import Final

LOOSE_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "overview": ("总体", "概述", "概况", "前言", "基本情况", "工作情况", "开展情况", "完成情况", "落实情况"),
    "proactive": ("主动公开",),
    "requests": ("申请",),
    "remedies": ("复议", "诉讼"),
    "problems": ("问题", "不足", "困难", "短板", "改进", "整改", "下一步", "打算", "努力方向"),
    "other_matters": ("其他", "其它", "需要报告", "需要说明", "信息处理费", "收费"),
}
"""Words that make a heading pass for a section's in other words: they silence a charge, they never make one."""

OWN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "局": ("我镇", "我乡", "我街道", "我委", "我厅"),
    "厅": ("我镇", "我乡", "我街道", "我局"),
    "委员会": ("我镇", "我乡", "我街道", "我厅"),
    "镇": ("我局", "我委", "我厅", "我乡", "我街道"),
    "乡": ("我局", "我委", "我厅", "我镇", "我街道"),
    "街道": ("我局", "我委", "我厅", "我镇", "我乡"),
    "政府": ("我局", "我委", "我厅", "我镇", "我乡"),
}
"""What an office of each kind never calls itself."""
