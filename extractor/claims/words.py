"""The words of annual reports on information disclosure by which a clause says what it counts."""

import re
from typing import Final

CASE_UNITS: Final = frozenset(
    {"件", "宗", "起", "例", "案次", "件次", "案", "次", "份", "条", "个", "项", "人次", "封"}
)
"""Measure words that requests and cases may be counted in."""
STRICT_UNITS: Final = frozenset({"件", "宗", "起", "例", "案次", "件次"})

FILLER: Final = re.compile(
    r"(?:共计?|合计|总计|总共|累计|分别|均|各|都|已经?|仅|只|就|为|是|有|达到?|约|近|的|了|应为|数量?|总数|件数|量|其中|[:\"'])\Z"
)
"""What may stand between the words for a thing and its number."""

BARE: Final = re.compile(
    r"(?:其中|另外|另|其余的|其余|余下的|余下|余|剩余的|剩余|还|尚|仍|只|仅|有|的|外|以|里|中|共计|合计|总计|一共|共|计|本年度|本年|全年|"
    r"年内|提出|提交|,){0,20}+"
)
"""A lead that names nothing: the number is said of what comes behind it, or of what came before."""

FOREIGN: Final = re.compile(
    r"建议|提案|议案|来信|来访|来电|来函|留言|咨询|诉求|热线|工单|信箱|稿件|意见|问题|信访件|信访事项|投诉举报|举报件|检举|线索|"
    r"培训|会议|通知|通报|台账|档案|栏目|网民|咨政|征求|补正|告知书|答复书|文书|收费|缴费|邮件|包裹|评查|抽查|检查|整改|"
    r"政策|解读|公文|发文|属性|证照|执照|合同|项目|案卷|督办|约谈|问卷|窗口|服务事项|办事|业务|舆情|新闻|公众号|微博|信用|信息[^公申]|"
    r"报道|活动|宣传|资料|材料|手册|直播|访谈|图解|推文|视频|阅读|点击|访问|浏览|粉丝|关注"
)
"""Nouns that say that something else than requests, cases or decisions is counted."""

SCOPE: Final = re.compile(
    r"市政府办|县政府办|区政府办|省政府办|办公室|我办|本级|机关本部|局机关|以(?:市|县|区|省)?政府名义|以我|上半年|下半年|季度|"
    r"(?<!\d)1?\d月|截至(?!年底|年末|12月|20\d\d年(?:底|末|12月))|首批|每年|平均|均|历年|累计|以来|至今|近三年|近两年|牵头|承办|代(?:拟|办)|转办|交办|协助|配合|协办|会办|涉及|针对|关于|"
    r"[省市县区州旗]政府(?!信息)|[省市县区州](?:级|直)(?!各)|部门|机构|下属|所属|直属|派出|(?<!各)单位|县市区|站所|基层"
)
"""Words that narrow or widen what is counted to something else than the whole report's year and office."""

AGENT: Final = re.compile(
    r"(?<![我本全各该])(?:局|厅|委员会|镇|乡|街道|办事处|管委会|开发区|园区|法院|大队|支队|集团|公司|中心)"
)
"""The end of an office's name; where it is not the reporting office's own, less is counted than the report's whole."""

CHANNEL: Final = re.compile(
    r"互联网|网(?:络|上|站|页)|在线|平台|系统|邮箱|邮件|电子|信函|邮寄|寄送|书面|纸质|当面|现场|窗口|传真|电话|来信|快递|线上|线下|微信|公众号|新媒体|渠道|途径"
)

REQUEST_NOUN: Final = re.compile(
    r"依申请公开|公开申请|办理结果|信息申请|申请公开|(?<![被可受])申请(?=\||\Z|[,、共合总计数量为是达的案件已均中里及和])"
)

CARRIED_IN: Final = re.compile(
    r"(?:上一?年度?|去年|往年|年初|前一?年|20\d\d年度?|以前年度)(?:度|年|底|的)*(?:结转|转来|转入|未办结|未办完|遗留|结余|存量|接转|延续|跨年|留存|顺延)"
    r"|结转自(?:上一?年|去年|20\d\d年)|结转(?:上一?年|去年)|(?:承接|接续|接转|接上)(?:上年|上一年|上年度|去年)"
    r"|(?:加上|连同|包括|包含|含|另有|及|和)(?:的)?结转的?\Z|年初的?\Z"
)
CARRIED_OUT: Final = re.compile(
    r"(?:结转|转入|转到|转至|转接|结余|转|顺延|顺延到|延至|延续到|延续至|留待|留到|结转入)(?:至|到|入|于|在)?(?:下一?年|次年|明年|来年|翌年|20\d\d年)"
    r"|(?:尚未|仍未|没有|未能?|暂未)(?:到期|按期|予以)?(?:办结|办完|答复|办理完)|(?:正|仍|尚|还)在办理(?!过程)|在办理中|在办(?=件|\Z)|跨年(?:度)?办理|接着办|下一?年度?(?:继续)?办理|继续办理"
)
SURELY_CARRIED: Final = re.compile(r"结转|转来|转入|转至|转到|顺延")
PLAIN_CARRIED: Final = re.compile(r"结转(?:办理)?\Z")
CLOSED: Final = re.compile(
    r"办结|办完|办毕|答复|回复|办理完|处理完|办理结果|结果总数|完成办理|予以办理|依法办理完|审核答复"
)
BOTH: Final = re.compile(r"应办|需办理?|要办|收办|须办理|办件|应答复|待办")
JOINT: Final = re.compile(r"(?:合计|共计|一共|总计|总共|共|两项合计|两者合计|累计)\Z")
NEW: Final = re.compile(
    r"新收|新增|收到|受理|接收|接到|收件|(?<![征回验税招没])收(?![费入回购益藏集养])|登记|提出|提交|收悉|接受|新提|办理|处理|申请"
)
HANDLED: Final = re.compile(r"受理|办理|处理|接办")
_OF_ALL = (
    r"(?:了|并受理|并办理|和受理|各类|各种|有效|的|公众|群众|社会公众|公民、?法人(?:和|或|及|或者)其他组织|提交|提出){0,6}"
    r"(?:政府信息公开|信息公开|政府信息|依申请|公开|申请|事项|件数|件|请求|要求|案件|总数|数量|量|的|应为|为|共计|共|合计|总计|"
    r"达到|达|以|已){0,10}\Z"
)
RECEIVED_ALL: Final = re.compile(rf"(?:新收|收到|共收|收办|接收|收件|受理|接到|办理|处理){_OF_ALL}")
SOME_CLOSED: Final = re.compile(r"按期|按时|及时|逾期|超期|延期|提前|书面|当场|督促|率")
CLOSED_ALL: Final = re.compile(rf"(?:办结|办完|办理完毕|办理结果|结果总数){_OF_ALL}")
"""Words that say that all requests are counted, with nothing between them and the number that would say which."""
SURELY_NEW: Final = re.compile(r"新收|本年收到|当年收到|新受理|新接收")

OUTCOMES: Final = (
    ("partly_granted", re.compile(r"部分(?:不?予以?|同意|不)?公开|予以部分公开")),
    ("refused", re.compile(r"(?<!部分)(?:不予公开|不公开|不予以公开|不同意公开)")),
    ("unavailable", re.compile(r"无法提供|不能提供|无法予以提供")),
    ("not_processed", re.compile(r"不予处理|不予以处理")),
    ("other", re.compile(r"其他处理|作其他处理|其它处理|其他情形|其他方式处理")),
    ("granted", re.compile(r"(?<![不未分])(?:予以|同意|给予|准予|全部|决定)公开|(?<!不)予公开")),
)
"""The groups of outcomes of a request, each by the rows it covers."""
OF_ALL_OUTCOMES: Final = re.compile(
    r"(?:其中|依法|依规|决定|答复|经审查|经审核|办理结果|结果|属于|属|作出|作|按规定|全年|共计|共|均|另|已|的|为|办结|办理|件|中|里|"
    r"申请|政府信息|[,:、\"]){0,12}+"
)
"""What may stand before the words for an outcome where all requests with that outcome are counted."""
OUTCOME_END: Final = re.compile(
    r"(?:的|申请|案件|决定|答复|信息|情形|类|等|合计|共|分别|件数|事项|两项|两类|两种|总计|共计|数|办理|处理|\"){0,20}+\Z"
)
PLAIN_OUTCOMES: Final = {
    "公开": ("granted",),
    "公开类": ("granted",),
    "其他": ("other",),
    "其它": ("other",),
    "全部公开": ("granted",),
}

SPECIFIC: Final = (
    ("unavailable_1", re.compile(r"[不未](?:予)?掌握|没有掌握")),
    ("unavailable_2", re.compile(r"另行制作|没有现成|现成信息")),
    ("unavailable_3", re.compile(r"补正后.{0,8}不明确")),
    ("not_processed_1", re.compile(r"信访.{0,3}(?:举报|投诉|性质|事项|类)|举报投诉类")),
    ("not_processed_2", re.compile(r"重复申请|重复提出")),
    ("not_processed_3", re.compile(r"公开出版物")),
    ("not_processed_4", re.compile(r"大量.{0,2}反复申请|反复申请")),
    ("not_processed_5", re.compile(r"确认或重新出具|重新出具")),
    ("refused_1", re.compile(r"国家秘密")),
    ("refused_3", re.compile(r"三安全")),
    ("refused_4", re.compile(r"第三方.{0,4}(?:权益|利益|意见|不同意)")),
    ("refused_5", re.compile(r"内部(?:事务|管理)")),
    ("refused_6", re.compile(r"过程性")),
    ("refused_7", re.compile(r"执法案卷")),
    ("refused_8", re.compile(r"行政查询|查询事项")),
    ("other_1", re.compile(r"逾期[不未]补正|逾期.{0,3}补正")),
    ("other_2", re.compile(r"逾期.{0,10}(?:缴费|缴纳|交费|付费)")),
)
"""Single rows of the outcomes, by what agencies call them."""

APPLICANTS: Final = (
    (("business", "research", "nonprofit", "legal_service", "other_org"),
     re.compile(r"法人(?:或者|以及|[或和及、与])其[他它]组织|企业和其[他它]各?类?组织|法人及?组织|单位申请|企业(?:和|及|或)单位|企业法人和其他|法人\Z")),
    (("natural_person",), re.compile(r"自然人|公民个人|公民|个人")),
    (("research",), re.compile(r"科研机构|科研院所|高校|研究院所|研究机构")),
    (("nonprofit",), re.compile(r"社会公益组织|公益组织|社会组织|社会团体")),
    (("legal_service",), re.compile(r"法律服务机构|律师事务所|律所")),
    (("business",), re.compile(r"商业企业|企业法人|(?<![涉对国])企业|公司")),
    (("other_org",), re.compile(r"其[他它]组织|其[他它]机构|其[他它]单位")),
)  # fmt: skip
"""Columns of applicants by what agencies call them; a wider term stands before those inside it."""
OF_ALL_APPLICANTS: Final = re.compile(
    r"(?:其中|涉及|新收|收到|申请人|申请|主体|来源|类型|情况|按|从|以|看|分|由|来自|为|是|有|共|件|中|里|的|[,:、\"]){0,12}+"
)
"""What may stand before the words for applicants where all of them are counted."""
APPLICANT_END: Final = re.compile(
    r"(?:等|机构|提出|提交|申请|的|最多|占多数|居多|为主|以|占比最高|案件|类|量|数|共|有|为|是|分别|合计|来自|方面|:|\"|,){0,20}+\Z"
)

REMEDY: Final = re.compile(r"复议|诉讼(?!请求)|起诉|应诉")
RECONSIDERATION: Final = re.compile(r"(?:行政)?复议(?!后|直接|机关受理后)")
BOTH_CASES: Final = re.compile(r"复议(?:案件)?[和及与并].{0,6}诉讼|诉讼(?:案件)?[和及与并].{0,6}复议")
LITIGATION: Final = re.compile(r"诉讼(?!请求)|起诉|应诉")
OF_ALL_CASES: Final = re.compile(
    r"(?:20\d\d年度?|全年|本年度|本年|年内|我[局镇乡县市区办委]|本[局镇乡机关]{1,2}|全[市县区省]|共计|共|因|由于|对|针对|涉及|有关|关于|依申请|"
    r"政府|政务|信息|公开|工作|申请|事务|事项|答复|行为|引发|引致|引起|产生|发生|导致|被|提起|提出|新增|新收|案件|类|领域|的|行政|了|而|"
    r"其中|[,:、和及]){0,24}+"
)
"""What may stand before the word for a kind of case where all of them are counted."""
CAUSED: Final = re.compile(r"因|引发|引起|引致|发生|产生|被申请|被提起|被诉|涉及|被申请人")
CAUSED_OR_OURS: Final = re.compile(r"公开(?:的|类|领域)?(?:行政)?(?:复议|诉讼)")
HANDLING: Final = re.compile(r"办理|受理|审理|审结|收到|接收|立案|指导")
"""Words that say that a case is against the reporting office: others handle cases as their business."""
DIRECT: Final = re.compile(r"未经(?:行政)?复议|直接(?:提起)?(?:起诉|诉讼|行政诉讼)|直接提起")
AFTER: Final = re.compile(r"(?<!未)经(?:行政)?复议后|(?<!未经)复议后(?:再)?(?:提起)?(?:起诉|诉讼|行政诉讼)")
RESULTS: Final = (
    (
        "pending",
        re.compile(r"(?:尚|仍|还)?未(?:审结|办结|结案)|没有审结|(?:正|尚|仍)?在审(?:理)?|待审|审理中|未判决|尚在办理"),
    ),
    ("closed", re.compile(r"审结|结案|办结")),
    ("other", re.compile(r"其[他它]结果|撤回|终止|驳回起诉|终结")),
    ("corrected", re.compile(r"纠正|纠错|撤销|败诉|责令|变更")),
    ("upheld", re.compile(r"维持|驳回|胜诉")),
)
"""What becomes of a case; the firm words are those of the table, the others count only where the numbers agree."""
FIRM_RESULTS: Final = re.compile(r"结果维持|结果纠正|其[他它]结果|尚未审结|未审结|审结|纠正|维持")
SOME_CASES: Final = re.compile(r"一审|二审|再审|主动纠|自行纠|自我纠|应诉|出庭")
"""Words that say that a number is of some of the cases, or of others."""
NO_REMEDY: Final = re.compile(
    r"培训|评查|建议书|意见书|决定书|听证|出庭|答辩|卷宗|学习|化解|调解|协调|案例|指导|办法|条例|裁判|文书|败诉率|纠错率|机关负责人"
)

DECISIONS: Final = (
    ("licensing", re.compile(r"(?:行政|经营)许可")),
    ("penalties", re.compile(r"行政处罚|处罚决定")),
    ("coercion", re.compile(r"行政强制")),
)
DECISION_START: Final = re.compile(r"(?:实施|执行|采取|办理|及|和|、){0,2}行政(?:许可|处罚|强制)")
"""How the next kind of decision of a list begins (作出行政许可决定118件，行政处罚26件)."""
DECISION_END: Final = re.compile(r"(?:决定|措施|事项|案件|数量|数|共|共计|合计|累计|总计|的|为|等|类|执行|:){0,20}+\Z")
SOME_DECISIONS: Final = re.compile(r"不予|撤销|变更|注销|延续|当场|简易|重大|较大|免予|从轻|减轻|快速|一般程序|适用")
DECIDED: Final = re.compile(r"决定|作出|做出")
PUBLISHED: Final = re.compile(r"公开|公示|发布|公布|上传|上网|双公示|归集|录入|推送|报送")

NORMATIVE: Final = re.compile(r"规范性文件|规范性的?文件")
REGULATIONS: Final = re.compile(r"(?:政府|地方|部门)?规章(?!制度)")
OF_ALL_DOCUMENTS: Final = re.compile(
    r"(?:制发|新制定|新出台|新制作|制定|印发|出台|制作|发布|废止|现行有效|继续有效|现有有效)(?:并|了|的|行政|各类|本年度|部门|出台|印发|发布|公布|实施){0,5}"
    r"(?:规范性文件|规章)|(?:规范性文件|规章)(?:共|新|已|本年度|本年){0,3}(?:制发|制定|印发|出台|制作|废止|现行有效)"
    r"|\A(?:其中|另|并|同时|至年底|截至年底|年末|共|已|,){0,3}(?:废止|现行有效|继续有效)"
)
"""Words that say that all documents are counted, with nothing between them that would say which."""
IN_FORCE: Final = re.compile(r"现行有效|继续有效|现有有效|有效的?\Z|对外公开|现公开|保留")
SURELY_IN_FORCE: Final = re.compile(r"现行有效|现有有效|继续有效")
REVIEWED: Final = re.compile(r"失效|清理|保留|修订|修改")
"""Words of a review of documents, whose counts are others than the year's."""
REPEALED: Final = re.compile(r"废止|失效|宣布失效")
ISSUED: Final = re.compile(r"制发|制定|印发|出台|新制作|制作|发布|新公开|新增公开|公布|颁布|新增|发文|公开")
SURELY_ISSUED: Final = re.compile(r"制发|新制定|新出台|新制作|制定|印发|出台|制作")
NOT_A_DOCUMENT: Final = re.compile(
    r"类信息|信息|解读|清理|备案|审查|审核|修订|修改|评估|草案|意见|检查|历史|汇编|归集|数据库"
)

FEES: Final = re.compile(r"行政事业性收费(?:总?金?额|收入)?(?:共|共计|合计|为|达){0,20}+\Z")
PURCHASES: Final = re.compile(r"采购总?金额(?:共|共计|合计|为|达){0,20}+\Z")
PROCUREMENT: Final = re.compile(r"(?:政府)?集中采购(?:项目)?")

ZERO: Final = re.compile(
    r"均为(?:0|零|〇|“?0”?)(?!\.\d)|全部?为(?:0|零)|都是(?:0|零)|为零(?!散)|皆为(?:0|零)|零申请|零报告"
)
NEGATED: Final = re.compile(
    r"[未没](?:曾|有)?因|未(?:曾|有)?(?:收到|接到|受理|接收|出现|发生|产生|办理|有|被|引起|引发|结转|涉及)|没有(?:收到|接到|受理|发生|出现|产生|办理|被|结转|涉及)?|(?<![有毫])无(?!法|需|正当|关|偿|障|缝|论|条件|人|效)|尚未收到|暂未收到|暂无"
)
NOT_ALL: Final = re.compile(
    r"败诉|纠错|纠正|撤销|违法|逾期|超期|超时|责任|追究|不满|异议|瑕疵|超出|积压|拖延|不予|无法|部分|不当|"
    r"收费|费用|处理费|因不服|引起的投诉|通过|针对本|错误|延期|补正|现成|掌握|正当|理由|主动公开"
)
"""Words that make a denial about something less than all requests or cases."""
SOME_APPLICANTS: Final = re.compile(r"企业|科研|公益|律师|法律服务|自然人|第三方")
BESIDE: Final = re.compile(r"投诉|举报|泄密|泄露|收费|费用|处理费")
"""Other things that a denial names beside requests and cases."""
PART_OF_YEAR: Final = re.compile(r"(?:(?<!\d)1?\d月(?!\d{1,2}日)|季度|上半年|下半年|期间)[^,。;]{0,4},[^,。;]{0,80}\Z")
"""A clause that says that the next is about less than the year."""
DENIES: Final = re.compile(r"[未没无零]|为0")
"""A character without which nothing is denied."""
