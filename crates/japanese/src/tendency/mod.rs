//! Whether the name of a figure says that it ought to fall.
//!
//! The last noun of a Japanese name tells what is counted: 事故 in 交通事故の件数, but 研修 in 事故防止研修の参加者数.
//! So only the end of a name is looked at, without what merely counts it; 排出削減量 ends with 削減 and may rise.

mod words;

use words::{COSTLY, COUNTERS, DONE, HOLDERS, NOT_UNDONE, QUALIFIERS, RENEWABLE, REPORTED, UNWANTED};

/// What the name of a figure says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tendency {
    /// It is better the less it is, by its nature: 待機児童数, 死者数.
    Falls,
    /// It may be meant to fall, which a target below the value bears out: 処理日数, エネルギー消費量.
    MayFall,
}

/// What the name of a figure says about whether it ought to fall; `None` where it says nothing.
pub fn tendency(name: &str) -> Option<Tendency> {
    let name = without_brackets(name);
    if COSTLY.iter().any(|end| name.ends_with(end)) {
        let renewable = RENEWABLE.iter().any(|word| name.contains(word));
        return (!renewable).then_some(Tendency::MayFall);
    }
    // The police counts crimes that it knows of; schools are to find out more of いじめ.
    if name.ends_with("認知件数") && !name.contains("いじめ") {
        return Some(Tendency::Falls);
    }
    if REPORTED.iter().any(|word| without_counters(name).replace('の', "").ends_with(word)) {
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
    let Some(undone) = noun.rfind('未').map(|offset| &noun[offset..]) else { return false };
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
            "ひったくり認知件数",
            "ひったくりの認知件数",
            "重要犯罪の認知件数",
            "サイバー犯罪認知件数（年間）",
            "特殊詐欺の被害額",
            "校内暴力の発生件数",
            "誤認逮捕件数",
            "累積債務",
            "累積債務額",
            "糖尿病有病率",
            "結核罹患率",
            "メタボ該当者の割合",
            "メタボリックシンドロームの該当者及び予備群の割合",
            "産業廃棄物最終処分量",
            "一般廃棄物の最終処分率",
            "耕作放棄地面積",
            "荒廃農地の面積",
            "遊休農地面積",
            "子どもの貧困率",
            "企業の倒産件数",
            "不納欠損額",
            "一者応札率",
            "老朽管の延長",
            "著しく危険な密集市街地の面積",
            "男女間の賃金格差",
            "食中毒の発生件数",
            "12歳児のむし歯の有病者率",
        ] {
            assert_eq!(tendency(name), Some(Tendency::Falls), "{name}");
        }
    }

    #[test]
    fn names_of_costs_may_fall() {
        for name in [
            "エネルギー消費量",
            "申請の処理日数",
            "平均審査期間",
            "運営コスト総額",
            "成人の喫煙率",
            "新規患者数",
            "児童虐待相談件数",
            "児童虐待の相談件数",
            "高齢者虐待の通報件数",
            "要介護認定率",
            "県債残高",
            "将来負担比率",
            "1人当たり医療費",
            "公用車の燃料使用量",
            "年間総実労働時間",
        ] {
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
            "再生可能エネルギー使用量",
            "再エネ電力使用量",
            "木質バイオマスエネルギー使用量",
            "雨水使用量",
            "いじめの認知件数",
            "認知症サポーター数",
            "健康経営優良法人の認定率",
            "要介護認定者の自立者数",
            "検挙件数",
            "特殊詐欺の検挙件数",
            "詐欺被害の未然防止件数",
            "最終処分場の整備数",
            "耕作放棄地の再生面積",
            "遊休農地の解消面積",
            "老朽管の更新延長",
            "老朽化対策の実施率",
            "格差是正の取組数",
            "貧困対策計画の策定市町村数",
            "ハラスメント研修の受講者数",
            "不祥事防止研修の実施回数",
            "倒産防止共済の加入件数",
            "感染症指定医療機関数",
            "食中毒予防講習の受講者数",
            "水難救助訓練の回数",
            "虐待防止研修の受講者数",
            "労働時間の短縮",
            "債務保証件数",
            "騒音対策の完了区間",
            "公害防止協定の締結数",
            "メタボリックシンドローム健診の受診率",
            "暴力追放運動の参加者数",
            "医療費助成の件数",
            "むし歯のない者の割合",
            "むし歯のない3歳児の割合",
            "老朽化した橋の補修率",
            "無医地区への巡回診療の回数",
        ] {
            assert_eq!(tendency(name), None, "{name}");
        }
    }
}
