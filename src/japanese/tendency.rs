//! Whether the name of a figure says that it ought to fall.
//!
//! The last noun of a Japanese name tells what is counted: 事故 in 交通事故の件数, but 研修 in 事故防止研修の参加者数.
//! So only the end of a name is looked at, without what merely counts it; 排出削減量 ends with 削減 and may rise.

/// What the name of a figure says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tendency {
    /// It is better the less it is, by its nature: 待機児童数, 死者数.
    Falls,
    /// It may be meant to fall, which a target below the value bears out: 処理日数, エネルギー消費量.
    MayFall,
}

/// What merely counts or measures what stands before it; longer ones first where one ends with another.
const COUNTERS: [&str; 52] = [
    "発生件数",
    "認知件数",
    "発生状況",
    "発生率",
    "発生量",
    "平均日数",
    "平均時間",
    "市町村数",
    "市区町村数",
    "自治体数",
    "都道府県数",
    "事業所数",
    "事業者数",
    "箇所数",
    "か所数",
    "施設数",
    "団体数",
    "企業数",
    "世帯数",
    "学校数",
    "病院数",
    "延べ人数",
    "総件数",
    "年間件数",
    "件数",
    "人数",
    "日数",
    "時間数",
    "校数",
    "戸数",
    "棟数",
    "社数",
    "台数",
    "回数",
    "総数",
    "総量",
    "総額",
    "割合",
    "比率",
    "件",
    "数",
    "率",
    "量",
    "額",
    "高",
    "度",
    "時間",
    "期間",
    "面積",
    "延長",
    "区間",
    "状況",
];

/// Nouns of what nobody wants more of.
const UNWANTED: [&str; 96] = [
    "待機児童",
    "待機者",
    "待機",
    "待ち",
    "死亡",
    "死亡者",
    "死者",
    "死傷者",
    "死傷",
    "負傷者",
    "重傷者",
    "犠牲者",
    "被害",
    "被害者",
    "被災",
    "事故",
    "労働災害",
    "災害",
    "火災",
    "出火",
    "犯罪",
    "刑法犯",
    "再犯",
    "再犯者",
    "自殺",
    "自殺者",
    "失業",
    "失業者",
    "完全失業",
    "完全失業者",
    "離職",
    "離職者",
    "退学",
    "退学者",
    "中退",
    "中退者",
    "不登校",
    "不登校児童",
    "不登校児童生徒",
    "虐待",
    "苦情",
    "クレーム",
    "違反",
    "違反者",
    "滞納",
    "滞納者",
    "滞納世帯",
    "延滞",
    "赤字",
    "累積欠損金",
    "欠損金",
    "廃棄",
    "廃棄物",
    "食品ロス",
    "ごみ",
    "ゴミ",
    "排出",
    "漏水",
    "漏えい",
    "漏洩",
    "漏れ",
    "遅延",
    "遅れ",
    "遅刻",
    "欠員",
    "欠勤",
    "欠席",
    "不足",
    "不足者",
    "超過",
    "超過勤務",
    "残業",
    "時間外勤務",
    "時間外労働",
    "故障",
    "システム障害",
    "通信障害",
    "停電",
    "断水",
    "不具合",
    "不良",
    "不良品",
    "不適合",
    "不備",
    "誤り",
    "誤送付",
    "ミス",
    "エラー",
    "欠陥",
    "渋滞",
    "滞留",
    "感染者",
    "空き家",
    "荒廃農地",
    "放置自転車",
    "不法投棄",
];

/// Ends of names of what is often, but not always, to become less.
const COSTLY: [&str; 32] = [
    "処理日数",
    "処理期間",
    "処理時間",
    "審査日数",
    "審査期間",
    "審査時間",
    "所要日数",
    "所要期間",
    "所要時間",
    "在院日数",
    "エネルギー消費量",
    "電力消費量",
    "エネルギー使用量",
    "電力使用量",
    "水使用量",
    "用紙使用量",
    "コスト",
    "コスト総額",
    "喫煙率",
    "喫煙者数",
    "喫煙者の割合",
    "肥満率",
    "空き店舗数",
    "空き店舗率",
    "転出者数",
    "流出数",
    "流出額",
    "患者数",
    "借入金",
    "借入金残高",
    "債務残高",
    "経常収支比率",
];

/// Words that begin with 未 and name nothing that is left undone.
const NOT_UNDONE: [&str; 12] =
    ["未来", "未満", "未然", "未婚", "未病", "未就学", "未経験", "未成年", "未知", "未踏", "未明", "未利用"];

/// What a word ends with that stands for the end of what was left undone.
const DONE: [&str; 20] = [
    "解消",
    "削減",
    "減少",
    "低減",
    "抑制",
    "短縮",
    "縮減",
    "改善",
    "防止",
    "回避",
    "解決",
    "対応",
    "対策",
    "是正",
    "回収",
    "活用",
    "支援",
    "完了",
    "接続化",
    "整備済",
];

/// Whom or what a relative clause is about: 「待機児童のいる市町村」 counts by what is wrong with them.
const HOLDERS: [&str; 12] =
    ["学校", "施設", "事業所", "事業者", "企業", "団体", "世帯", "児童", "児童生徒", "生徒", "学生", "職員"];

/// How a relative clause ends: ある, いる, した, 発生した.
const QUALIFIERS: &[char] = &['あ', 'い', 'る', 'た', 'し', '発', '生'];

/// What the name of a figure says about whether it ought to fall; `None` where it says nothing.
pub fn tendency(name: &str) -> Option<Tendency> {
    let name = without_brackets(name);
    if COSTLY.iter().any(|end| name.ends_with(end)) {
        return Some(Tendency::MayFall);
    }
    // 「不登校の児童生徒数」, 「接続が未完了の校数」: what only counts leads on to what stands before it.
    for part in name.rsplit(['の', 'が', 'は', '：', ':']).take(3) {
        let noun = without_counters(part.trim());
        if is_unwanted(noun) {
            return Some(Tendency::Falls);
        }
        if !noun.trim_end_matches(QUALIFIERS).is_empty() && !HOLDERS.contains(&noun) {
            return None;
        }
    }
    None
}

fn is_unwanted(noun: &str) -> bool {
    if UNWANTED.iter().any(|word| noun.ends_with(word)) {
        return true;
    }
    let Some(undone) = noun.rfind('未').map(|at| &noun[at..]) else { return false };
    let named = NOT_UNDONE.iter().any(|word| undone.starts_with(word));
    let done = DONE.iter().any(|word| undone.ends_with(word) && undone.chars().count() > word.chars().count() + 1);
    undone.chars().count() > 1 && !named && !done
}

/// The name without what stands in brackets at its end: 死者数（年間）.
fn without_brackets(name: &str) -> &str {
    let mut name = name.trim();
    while let Some(rest) = name.strip_suffix(['）', ')', '］', ']']) {
        let Some(open) = rest.rfind(['（', '(', '［', '[']) else { break };
        name = rest[..open].trim_end();
    }
    name
}

/// A part of a name without what counts it.
fn without_counters(part: &str) -> &str {
    let mut noun = part;
    while let Some(rest) = COUNTERS.iter().find_map(|counter| noun.strip_suffix(counter)) {
        noun = rest;
    }
    noun
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_what_nobody_wants_fall() {
        for name in [
            "待機児童数",
            "交通事故死者数（年間）",
            "温室効果ガス排出量",
            "事業系食品ロス量",
            "完全失業率",
            "苦情件数",
            "市税の滞納額",
            "累積赤字額",
            "教員の欠員数",
            "漏水率",
            "個人情報漏えい件数",
            "列車の遅延時間",
            "未接続校数",
            "耐震化が未完了の棟数",
            "未処理件数",
            "未収金額",
            "不登校の児童生徒数",
            "待機児童のいる市町村数",
            "欠員のある学校数",
            "時間外勤務時間数",
            "労働災害による死傷者数",
            "刑法犯認知件数",
            "転出超過数",
            "入所待機者数",
            "救急搬送時間の超過件数",
        ] {
            assert_eq!(tendency(name), Some(Tendency::Falls), "{name}");
        }
    }

    #[test]
    fn names_of_costs_may_fall() {
        for name in
            ["エネルギー消費量", "申請の処理日数", "平均審査期間", "運営コスト総額", "成人の喫煙率", "新規患者数"]
        {
            assert_eq!(tendency(name), Some(Tendency::MayFall), "{name}");
        }
    }

    #[test]
    fn names_of_what_is_done_about_it_say_nothing() {
        for name in [
            "",
            "相談件数",
            "申請処理件数",
            "失業者の利用者数",
            "苦情の相談者数",
            "CO2排出削減量",
            "温室効果ガス削減率",
            "事故減少数",
            "待機児童の解消数",
            "待機児童解消率",
            "事故防止研修の参加者数",
            "苦情対応件数",
            "苦情の解決率",
            "失業者の就職件数",
            "未来技術の実証件数",
            "未利用地の活用件数",
            "未接続校の解消数",
            "排出量取引の参加企業数",
            "食品ロス削減に取り組む事業者数",
            "廃棄物の再利用率",
            "災害時応援協定の締結数",
            "障害者雇用率",
            "企業への導出件数",
            "研修時間",
            "緑地面積",
            "売上高",
            "満足度",
            "未就学児の利用者数",
            "自殺対策計画の策定率",
            "空き家の利活用件数",
        ] {
            assert_eq!(tendency(name), None, "{name}");
        }
    }
}
