"""Repairs for matching only: a folded copy of a text, and a map from it back to the text.

Nothing here is ever shown or stored. A folded copy has the length of its source, so an offset means the same in both;
a compact copy leaves characters out and keeps the way back.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from extractor.span import Span


def fold(text: str) -> str:
    """Return `text` with look-alikes unified, character by character: same length, same offsets.

    Full-width forms, CJK radicals and compatibility ideographs become the plain character, every kind of space a
    blank, brackets, quotes and dashes their ASCII kin, and the traditional characters of the form simplified ones.
    Circled, raised and lowered digits stay as they are: they are enumerators and footnote marks, never figures.
    Line ends and tabs stay.
    """
    if text.isascii():
        return text
    table = _table()
    odd = set(text) & table.keys()
    if len(odd) > 100:  # beyond this many passes one slow pass is cheaper
        return text.translate(_code_points())
    for character in odd:
        text = text.replace(character, table[character])
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Compact:
    """The ideographs, ASCII letters and digits of a text, close together, with the way back to raw offsets.

    `starts` and `raw_starts` give, run by run, where a stretch of kept characters begins here and in the text; both end
    with a sentinel: the length of `text`, and the end of the stretch that was compacted.
    """

    text: str
    starts: tuple[int, ...]
    raw_starts: tuple[int, ...]

    def raw(self, index: int) -> int:
        """Return the raw offset of the character at `index`; one past the last gives the end of the stretch."""
        if not 0 <= index <= len(self.text):
            raise IndexError(f"no character {index} in a compact text of {len(self.text)}")
        run = bisect_right(self.starts, index) - 1
        return self.raw_starts[run] + index - self.starts[run]

    def span(self, start: int, end: int) -> Span:
        """Return the raw span from the first to the last of the characters `start:end`, what lies between included."""
        first = self.raw(start)
        return Span(first, self.raw(end - 1) + 1 if end > start else first)

    def index_of(self, raw_offset: int) -> int:
        """Return the first index whose character lies at or after `raw_offset`; the length where there is none."""
        run = bisect_right(self.raw_starts, raw_offset) - 1
        if run < 0:
            return 0
        if run == len(self.starts) - 1:
            return len(self.text)
        return min(self.starts[run] + raw_offset - self.raw_starts[run], self.starts[run + 1])


def compact(folded: str, start: int = 0, end: int | None = None) -> Compact:
    """Return the compact copy of `folded[start:end]`; its raw offsets count from the beginning of `folded`."""
    stop = len(folded) if end is None else max(start, min(end, len(folded)))
    pieces = _KEPT.split(folded[start:stop])  # gap, run, gap, ..., run, gap: the odd ones are kept
    kept = pieces[1::2]
    ends = accumulate(map(len, pieces), initial=start)
    return Compact(
        text="".join(kept),
        starts=tuple(accumulate(map(len, kept), initial=0)),
        raw_starts=(*list(ends)[1:-1:2], stop),
    )


_KEPT = re.compile("([0-9A-Za-z\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")

# Where Unicode keeps characters that NFKC replaces and that turn up in reports; the rest of the planes is left alone.
_NFKC_RANGES = (
    (0x00A0, 0x0250),
    (0x2000, 0x2E80),
    (0x2E80, 0x3400),
    (0xF900, 0xFB00),
    (0xFE10, 0xFFF0),
    (0x1D400, 0x1D800),
    (0x2F800, 0x2FA20),
)
_MARKS = ("<circle>", "<super>", "<sub>", "<fraction>")

LOOK_ALIKE = str.maketrans("OoQDlISsBZz〇○◯", "00001155822000")
"""What a letter that OCR put for a digit is read as."""

_LOOKS = {
    '"': "“”„‟〝〞〟＂「」『』﹁﹂﹃﹄«»",
    "'": "‘’‚‛＇`´",
    "-": "－−–—―‐‑‒﹣﹘⁃",
    "(": "〔【〖﹙﹝❨❪⦅",
    ")": "〕】〗﹚﹞❩❫⦆",
    " ": "\u00a0\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u1680",
    "~": "～〜∼",
    "·": "・•∙⋅‧",
    "|": "│┃║┆┊╎",
    "〇": "○◯",
}

# CJK radicals supplement (U+2E80-2EFF), which NFKC leaves alone; print-outs by way of a PDF are full of them.
_RADICALS = """
⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇几 ⺈刀 ⺉刂 ⺊卜 ⺋卩 ⺌小 ⺍小 ⺎兀 ⺏尢 ⺐尢 ⺑尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心
⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢水 ⺣灬 ⺤爫 ⺥爪 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹
⺰纟 ⺱罓 ⺲罒 ⺳网 ⺴网 ⺵网 ⺶羊 ⺷羊 ⺸羊 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃西 ⻄西 ⻅见 ⻆角
⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食
⻞食 ⻟食 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯龙 ⻰龙 ⻱龟 ⻲龟 ⻳龟
"""

# Traditional and variant forms of the characters in the form's labels and in the common words of reports.
_SIMPLIFIED = """
報报 開开 關关 門门 機机 構构 規规 範范 製制 許许 對对 務务 處处 罰罚 強强 費费 購购 總总 額额 項项 數数 類类 請请
資资 訊讯 業业 會会 組组 織织 營营 與与 為为 爲为 辦办 結结 轉转 維维 糾纠 審审 計计 訪访 舉举 訴诉 訟讼 複复 復复
過过 執执 詢询 屬属 國国 護护 權权 內内 現现 補补 後后 確确 認认 繼继 續续 訂订 單单 萬万 億亿 長长 東东 縣县 區区
鄉乡 鎮镇 黨党 議议 導导 領领 員员 職职 責责 點点 問问 題题 進进 難难 於于 從从 還还 這这 個个 們们 時时 間间 實实
際际 嚴严 級级 據据 應应 當当 將将 該该 並并 併并 無无 協协 獨独 創创 辭辞 廢废 發发 採采 徵征 擔担 優优 準准 則则
劃划 劉刘 動动 勞劳 勢势 勵励 華华 歷历 厲厉 參参 雙双 號号 啟启 啓启 嗎吗 圍围 園园 圖图 團团 場场 塊块 壓压 夠够
奪夺 獎奖 婦妇 學学 寫写 寬宽 屆届 層层 島岛 師师 帶带 幫帮 庫库 廣广 廳厅 張张 彙汇 匯汇 徑径 態态 慮虑 慶庆 憂忧
憲宪 戰战 戶户 戸户 拋抛 挾挟 捨舍 掃扫 掛挂 換换 揮挥 損损 擁拥 擇择 擊击 擴扩 攜携 敗败 敵敌 斷断 書书 條条 樣样
標标 樓楼 檔档 檢检 歡欢 歲岁 歸归 殘残 決决 況况 沖冲 淨净 減减 測测 滿满 漢汉 潔洁 濟济 爭争 牆墙 狀状 獲获 環环
產产 産产 畫画 異异 療疗 監监 盤盘 眾众 衆众 碼码 禮礼 種种 稱称 稅税 穩稳 窮穷 競竞 筆笔 節节 簡简 簽签 籌筹 約约
紀纪 納纳 純纯 紙纸 細细 終终 統统 絕绝 經经 給给 線线 編编 練练 縮缩 績绩 繳缴 罷罢 義义 習习 聯联 聲声 聽听 肅肃
腦脑 臨临 舊旧 莊庄 蘇苏 藝艺 術术 衛卫 裝装 裡里 裏里 見见 視视 親亲 覺觉 覽览 觀观 觸触 訓训 記记 設设 評评 試试
話话 誠诚 誤误 說说 説说 課课 調调 談谈 論论 諮咨 證证 識识 譯译 讀读 變变 讓让 豐丰 貝贝 負负 財财 貢贡 貨货 販贩
貫贯 貴贵 買买 貿贸 賀贺 賓宾 賠赔 賬账 質质 賴赖 贊赞 趨趋 踐践 車车 軍军 軟软 較较 載载 輔辅 輕轻 輪轮 輸输 轄辖
農农 運运 達达 違违 遞递 遠远 適适 選选 遲迟 遷迁 遺遗 郵邮 鄭郑 鄰邻 醫医 釋释 針针 鈎勾 鉤勾 鈔钞 銀银 銷销 錄录
録录 錢钱 錯错 鍵键 鏈链 鐘钟 鐵铁 鑒鉴 鑑鉴 閉闭 閱阅 闊阔 隊队 陽阳 陳陈 陸陆 階阶 隨随 險险 隱隐 雖虽 雜杂 離离
電电 靈灵 靜静 響响 頁页 頂顶 順顺 須须 預预 頒颁 頓顿 頭头 頻频 顧顾 顯显 風风 飛飞 飲饮 館馆 馬马 駐驻 驗验 體体
魚鱼 鮮鲜 鳥鸟 麗丽 麥麦 黃黄 齊齐 齡龄 龍龙 龜龟 兩两 來来 側侧 備备 傳传 債债 傷伤 僅仅 價价 儘尽 儲储 盡尽 興兴
劇剧 勝胜 勻匀 卻却 厭厌 喪丧 嚮向 嘆叹 墊垫 壞坏 壯壮 夾夹 專专 尋寻 屢屡 歳岁 溝沟 滯滞 潛潜 災灾 煩烦 熱热 牽牵
猶犹 瑣琐 盜盗 矯矫 硏研 禦御 積积 竊窃 紅红 緊紧 縱纵 羣群 聞闻 脫脱 臺台 藥药 蘭兰 虛虚 訝讶 註注 詳详 誌志 諾诺
謂谓 謀谋 謹谨 譽誉 賣卖 跡迹 蹟迹 躍跃 輛辆 遙遥 鋪铺 鎖锁 閒闲 隻只 霧雾 韓韩 頗颇 頸颈 願愿 飾饰 饋馈 驅驱 驟骤
"""


@cache
def _table() -> dict[str, str]:
    """Return the replacement of each character that has one; no replacement is itself replaced."""
    simple = {pair[0]: pair[1] for pair in (_RADICALS + _SIMPLIFIED).split()}
    looks = {look: plain for plain, many in _LOOKS.items() for look in many}
    table = dict(_compatible())
    table.update(simple)
    table.update(looks)
    settled = {odd: looks.get(plain, simple.get(plain, plain)) for odd, plain in table.items()}
    return {odd: plain for odd, plain in settled.items() if odd != plain}


@cache
def _code_points() -> dict[int, str]:
    """Return the same table by code point, as `str.translate` wants it."""
    return {ord(odd): plain for odd, plain in _table().items()}


def _compatible() -> Iterator[tuple[str, str]]:
    """Yield each character that NFKC turns into one other character, marks such as circled digits left out."""
    for first, last in _NFKC_RANGES:
        for character in map(chr, range(first, last)):
            plain = unicodedata.normalize("NFKC", character)
            if len(plain) == 1 and not unicodedata.decomposition(character).startswith(_MARKS):
                yield character, plain
