//! Wordings of numbers, right and wrong ones.

use kakugi_japanese::Date;

use super::*;

/// The subjects of the wordings below.
const SUBJECTS: [(&str, &str, &str, Option<&str>); 18] = [
    ("相談・シーズ評価", "1376", "件", Some("1500")),
    ("創薬支援の決定", "117", "件", Some("200")),
    ("企業への導出", "8", "件", Some("5")),
    ("研究者からの相談", "195", "件", None),
    ("参加者数", "12345", "人", None),
    ("執行額", "84952", "百万円", None),
    ("執行率", "91.7", "％", None),
    ("日本の医療拠点", "24", "拠点", None),
    ("健康経営優良法人（大規模法人部門）", "820", "法人", None),
    ("点検した堰", "45", "か所", None),
    ("研修の受講者", "2034", "人", None),
    ("整備延長", "12.5", "km", None),
    ("保育の定員", "314", "万人", Some("322")),
    ("待機児童数", "19895", "人", Some("0")),
    ("再就職した保育士", "1234", "人", None),
    ("保育コンシェルジュへの相談", "8460", "件", Some("9000")),
    ("企業主導型保育施設", "2597", "か所", None),
    ("女性の就業率", "76.5", "％", Some("80")),
];

thread_local! {
    static READER: (Reader, Vec<Fact>) = reader();
}

fn reader() -> (Reader, Vec<Fact>) {
    let subjects: Vec<Subject> =
        SUBJECTS.iter().map(|(label, _, unit, _)| Subject { label: (*label).into(), unit: (*unit).into() }).collect();
    let number = |text: &str| text.parse::<Decimal>().expect(text);
    let date = |text: &str| Date::parse(text).expect(text);
    let facts = SUBJECTS.iter().map(|(_, value, _, goal)| {
        let goal = goal.map(number).map(|goal| TargetNumber {
            value: goal,
            by: date("2020"),
            way: Some((number(value), goal)),
        });
        Fact { value: Some(number(value)), approximate: false, as_of: Some(date("2019-03-31")), goal }
    });
    (Reader::new(&subjects, &["創薬支援ネットワーク協議会", "創薬支援ネットワーク"]), facts.collect())
}

/// What is found in a text: label and number as written.
fn found(text: &str, setting: ClaimSetting) -> Vec<String> {
    READER.with(|(reader, facts)| {
        let contradicted = |claim: &Claim| reader.contradicted(claim, facts, setting);
        let said =
            |claim: &Claim| Some(format!("{}={}", SUBJECTS[contradicted(claim)?].0, &text[claim.written.clone()]));
        reader.claims(text).iter().filter_map(said).collect()
    })
}

/// Wordings of a wrong number.
const WRONG: &str = include_str!("wrong.txt");
/// Wordings of the right number, or of another thing, time or part.
const RIGHT: &str = include_str!("right.txt");

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn wrong_numbers_are_found_in_usual_wordings() {
    let setting = ClaimSetting { narrow: false };
    let missed: Vec<&str> = lines(WRONG).filter(|line| found(line, setting).is_empty()).collect();
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), lines(WRONG).count(), missed.join("\n"));
}

#[test]
fn right_numbers_and_other_meanings_are_passed_over() {
    let setting = ClaimSetting { narrow: false };
    let alarms: Vec<String> = lines(RIGHT)
        .filter_map(|line| {
            let found = found(line, setting);
            (!found.is_empty()).then(|| format!("{line}  ← {}", found.join(" ")))
        })
        .collect();
    assert!(alarms.is_empty(), "{} of {}:\n{}", alarms.len(), lines(RIGHT).count(), alarms.join("\n"));
}
