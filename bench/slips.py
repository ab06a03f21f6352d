"""What goes wrong between a name in the roll and the name a family asks for: tables of sounds and of shapes."""

from __future__ import annotations

import re

# Characters one family writes for the same surname: the second scheme of simplification (1977), habits of clerks.
_FAMILIES = "肖萧 付傅 闫阎 邱丘 戴代 兰蓝 芦卢 占詹 涂凃 欧区 甯宁"
FAMILIES = {pair[side]: pair[1 - side] for pair in _FAMILIES.split() for side in (0, 1)}

# How a toneless syllable is heard by someone who joins two sounds, as pattern>heard.
_SEEN = r"""
^zh>z ^z(?!h)>zh ^ch>c ^c(?!h)>ch ^sh>s ^s(?!h)>sh ^n>l ^l>n ^hu$>fu ^fu$>hu ^hua$>fa ^fa$>hua ^huang$>fang ^fang$>huang
^hui$>fei ^fei$>hui ^hun$>fen ^fen$>hun ^huan$>fan ^fan$>huan ^hua>wa ^wang$>huang ^wa$>hua ^wan$>huan ^hui$>wei
^wei$>hui ^feng$>hong ^hong$>feng an$>ang ang$>an en$>eng eng$>en in$>ing ing$>in
"""
# What lists of fuzzy pinyin leave out, estimated after descriptions of the dialects of Hunan and its neighbours. Line
# by line: old voiced stops, aspirated in Gan and Hakka, plain in Xiang; 开 as hai, 苦 as fu (Hakka, Gan); 文 as men
# (Hakka, old Xiang); 江 as gang; 荣 as yong; 朱 as ju; 章 as jiang (Hengyang); 青 as qiang, 生 as shang (colloquial
# readings); 兄 as xin (Changsha); 国 as gui, 百 as bei (Southwest Mandarin).
_UNSEEN = r"""
^b>p ^p>b ^d>t ^t>d ^j>q ^q>j ^g>k
^k(?=[aeo])>h ^ku$>fu
^wen$>men ^wang$>mang ^wan$>man ^wu$>mu ^wei$>mei
^jiang$>gang ^jia$>ga ^jian$>gan ^jie$>gai ^xia$>ha ^xian$>han ^xiang$>hang ^jiao$>gao ^yan$>an
^rong$>yong ^ren$>yin ^run$>yun ^ru$>yu ^ran$>yan ^rang$>yang ^rao$>yao
^zhu(?=$|an|n)>ju ^chu(?=$|an|n)>qu ^shu(?=$|n)>xu ^ju(?=$|an|n)>zhu ^qu(?=$|an|n)>chu ^xu(?=$|n)>shu
^zhang$>jiang ^chang$>qiang ^shang$>xiang ^zhou$>jiu
^qing$>qiang ^jing$>jiang ^xing$>xiang ^ling$>liang ^ying$>yang ^sheng$>shang ^cheng$>chang ^zheng$>zhang ^geng$>gang
^xiong$>xin ^qiong$>qin ^yong$>yin ^yong$>yun
^guo$>gui ^bo$>bei ^bai$>bei ^mai$>mei ^mo$>mei ^he$>hei ^er$>e
"""
# Other accents, after descriptions of many dialects; no number of the search was fitted to these. Line by line: 金 gen,
# 休 hou (Hakka, Cantonese); 张 dang, 陈 tan (Min, Xiang); 汤 hang (Taishan, Gan); m w as b, l as d (Min); 陈 shen
# (Gan, Wu); 三 se, 天 ti, 贵 ju (Wu); r as z l; 水 fei, 元 wan; 何 huo, 罗 le; 门 min; 鲁 lou; 光 gong; 李 lei;
# 二 ni; 谢 xia; 明 mang; 天 tie; 安 nan; 东 deng; 周 zhe; 田 qian (each of many regions).
_OTHER = r"""
^qin$>ken ^jin$>gen ^jing$>geng ^xing$>heng ^jiu$>gou ^qiu$>kou ^xiu$>hou ^jun$>gun ^qun$>kun ^quan$>kuan ^juan$>guan
^xuan$>huan ^xun$>hun
^ju$>gu ^qu$>ku ^xu$>hu ^xiao$>hao ^qiao$>kao ^qian$>kan ^xiong$>hong ^jue$>guo ^que$>kuo ^qi$>gei
^zhang$>dang ^zhu$>du ^zhao$>diao ^zheng$>ding ^zhong$>dong ^zhi$>di ^zhen$>ding ^zhou$>diu ^cheng$>ting ^chong$>tong
^chi$>ti ^chang$>tang ^chu$>tu ^chao$>tao ^chen$>tan
^tang$>hang ^tong$>hong ^tai$>hai ^tao$>hao ^tou$>hou ^tan$>han ^tian$>xian
^m(?=a$|ei$|ing$|in$|ao$|ou$|u$|an$|eng$|o$)>b ^wan$>ban ^wen$>ben ^wei$>bei ^wu$>bu ^li$>di ^liu$>diu ^ling$>ding
^lian$>dian ^lu$>du ^long$>dong ^lai$>dai
^ch(?=ang$|en$|eng$|un$|an$|uan$|i$)>sh ^cong$>song ^ci$>si ^c(?=ai$|ui$|un$)>s ^qian$>xian ^qi$>xi ^qing$>xing
^qin$>xin ^qu$>xu ^xiang$>qiang ^xu$>qu ^xi$>qi ^xie$>qie ^xie$>xia
^san$>se ^shan$>shai ^lan$>lai ^tan$>tai ^tian$>ti ^nian$>ni ^dian$>di ^xian$>xi ^lian$>li ^ai$>a ^cai$>ca ^tai$>ta
^lai$>la ^lou$>lei ^zhou$>zei ^hou$>hei ^gui$>ju ^shui$>si ^shui$>xu
^ren$>zen ^rong$>zong ^ru$>zu ^rong$>long ^rou$>lou ^ru$>lu
^shu$>fu ^shui$>fei ^shun$>fen ^shuang$>fang ^yuan$>wan ^yun$>wen ^yu$>wu ^yue$>wo
^ge$>guo ^he$>huo ^ke$>kuo ^e$>wo ^guo$>ge ^luo$>le ^duo$>de ^zuo$>ze ^xue$>xiao ^yue$>yao
^deng$>dong ^zeng$>zong ^men$>min ^ben$>bin
^lu$>lou ^tu$>tou ^du$>dou ^su$>sou ^zu$>zou ^chu$>chou ^shu$>shou ^zhu$>zhou ^mu$>mou
^guang$>gong ^huang$>hong ^jiang$>gong ^yang$>yong ^xiang$>xiong ^zhang$>zhong ^tang$>tong ^guang$>gang ^kuang$>kang
^shuang$>shang ^zhuang$>zhang
^li$>lei ^mi$>mei ^pi$>pei ^bi$>bei ^li$>lai ^xi$>sai ^ti$>tai ^di$>dai ^ji$>gei ^lv$>lei ^xu$>xi ^ju$>ji ^qu$>qi
^yu$>yi
^er$>ni ^er$>yi ^ri$>ni ^ri$>yi ^ri$>li ^shi$>se ^zhi$>ze ^si$>xi ^zi$>ji ^si$>sai
^jie$>jia ^ye$>ya ^che$>cha ^she$>sha ^jia$>jie ^hua$>he ^guo$>gua ^hua$>huo ^ma$>mo ^da$>duo ^gua$>guo
^ning$>liang ^ming$>mang ^ping$>pang ^ding$>dang ^ting$>tang ^leng$>lang
^bian$>bie ^mian$>mie ^tian$>tie ^xian$>xie ^qian$>qie ^lian$>lie ^nian$>nie ^jian$>jie ^guan$>guo ^duan$>duo
^luan$>luo
^an$>nan ^ai$>nai ^en$>nen ^e$>ne ^ao$>nao ^an$>gan ^ai$>gai ^ou$>gou ^wai$>nai ^wei$>nei ^ou$>he
^dong$>deng ^tong$>teng ^long$>leng ^nong$>neng ^zhong$>zheng ^cong$>ceng ^song$>seng ^gong$>geng ^hong$>heng
^xiong$>xing
^gou$>ge ^kou$>ke ^hou$>he ^shou$>she ^zhou$>zhe ^ze$>zei ^ge$>gei ^hei$>he ^bei$>bo ^mei$>mo ^ke$>ka ^de$>da ^ze$>za
^bai$>ba ^bei$>ba
^tian$>qian ^tiao$>qiao ^tie$>qie ^ti$>qi ^dian$>jian ^di$>ji ^diao$>jiao ^ding$>jing ^ting$>qing
"""
Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(text: str) -> Rules:
    """Return the rules of a table written as above."""
    pairs = (entry.rsplit(">", 1) for entry in text.split())
    return tuple((re.compile(pattern), heard) for pattern, heard in pairs)


SEEN, UNSEEN, OTHER = _rules(_SEEN), _rules(_UNSEEN), _rules(_OTHER)


def heard_as(syllable: str, rules: Rules) -> list[str]:
    """Return what a syllable may be heard as, in the order of the rules."""
    heard = (pattern.sub(sound, syllable, count=1) for pattern, sound in rules if pattern.search(syllable))
    return list(dict.fromkeys(one for one in heard if one != syllable))


# Characters taken for one another on worn stone, in handwriting and by text recognition.
_SHAPES = """
申甲 炳柄 祐佑 陈阵 汗汉 善喜 荣棠 未末 己已 己巳 已巳 戊戌 戌戍 戊戍 土士 大太 日曰 干千 干于 千于 人入 八入 王玉 王主
玉主 田由 由甲 申田 贞员 侯候 傅博 茶荼 治冶 朋明 清请 晴睛 情清 待侍 侍持 持特 特待 伶怜 冷泠 刘列 刘到 李季 季委 张弘
杨扬 扬汤 汤场 林杯 林村 村材 材杖 杖枚 枚杈 枝技 柱桂 桂佳 佳住 住往 往注 注汪 汪旺 旺昭 昭招 昌冒 冒胃 昊吴 昊昃 吴关
美羡 义叉 文交 文支 支攴 方万 万力 力九 九几 几凡 凡风 凤风 凤夙 鸟乌 乌鸣 岛鸟 马鸟 兵乒 丘兵 乓乒 免兔 兑免 允充 充克
克兄 兄只 元无 无天 天夫 夫失 失矢 矢天 先光 光兄 光尖 午牛 牛生 生主 生丰 丰半 半平 平乎 乎手 手毛 毛尾 毛七 七匕 匕比
比此 北此 北比 化北 仁任 任仕 仕壮 壮状 位住 佑右 右石 石古 古右 古吉 吉告 吉言 告吾 吾语 名各 各务 务备 向问 同问 同回
四西 西酉 酉首 首自 自目 目日 且旦 旦但 旦日 早旱 昂昴 易昜 晋普 景影 晓晚 暖援 援缓 缓绥 绶绥 绍招 绪绩 绩续 续读 纯钝
纪记 红江 经径 结洁 给治 绵锦 锦棉 棉绵 纲钢 钢刚 刚网 冈网 岗岚 岳丘 峰锋 锋逢 蜂峰 崇祟 宗崇 宋宗 宏宠 官宫 宣宜 宜且
宣宦 宪宽 宾宝 实宝 宝玉 家蒙 容蓉 容客 客各 密蜜 寿春 春奉 奉秦 秦泰 春舂 泰奏 奏奉 永水 木本 木术 术本 朱未 朱米 来米
米光 东车 年午 冬各 尽冬 处外 外夕 夕歹 多名 夏复 夔夏 庆厌 庆广 广厂 府俯 底低 度席 庚唐 唐康 康庚 庸康 延廷 廷迁 建健
健键 进近 近迎 迪油 迟尺 运远 远违 连莲 达送 过边 逢达 道遵 遵尊 寻导 将蒋 蒋奖 少小 小水 尔你 尚向 尧挠 居屋 展屠 履覆
屈届 川州 州洲 工土 左在 巨臣 臣巳 希布 布市 市巾 帅师 帆帜 常堂 常棠 党堂 幼幻 序库 应庆 廉兼 必心 志忘 忠患 忠志 恒桓
恩思 恩息 悦说 惠慧 惠蕙 想相 愚遇 懋想 戎戒 成戍 戚威 威成 战占 才寸 扎札 托抚 抱报 拓拆 拔拨 振辰 振提 捷健 掌堂 授援
撰选 攸修 修休 休体 伯佰 伯怕 仲伸 伏优 伟伍 传转 伦轮 似以 佐左 佩佣 作昨 使便 俊浚 俊梭 保堡 信倍 修候
"""
SHAPES: dict[str, str] = {}
for _pair in _SHAPES.split():
    for _side in (0, 1):
        SHAPES[_pair[_side]] = SHAPES.get(_pair[_side], "") + _pair[1 - _side]
