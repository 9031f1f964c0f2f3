//! What can be wrong with a summary that does not fit.

use crate::diagnostic::{Language, Words, problems};

/// Something to cut from a one-page summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutOf {
    /// What is to be done, with places for how much and from which key.
    pub what: Words,
    /// How much.
    pub count: usize,
    /// The key of the council, or the block's id.
    pub field: String,
}

impl CutOf {
    /// The cut in words.
    fn text(&self, language: Language) -> String {
        let words = self.what.text(language);
        words.replace("{0}", &self.count.to_string()).replace("{1}", &self.field)
    }
}

problems! {
    /// Summary that does not fit on its page.
    K0403 error SummaryTooLong { council: String, cuts: Vec<CutOf> }
    en: "the summary of `{council}` does not fit on its page, not even in the smallest type",
        hints {
            if cuts.is_empty() {
                    vec!["shorten `summary.achievements`, or show fewer blocks in `summary.show`".to_owned()]
                } else {
                    let all = cuts.iter().map(|cut| cut.text(Language::English));
                    all.chain([
                        "or mark items with `\"priority\": \"low\"` and build with `--allow-drop`".to_owned()
                    ])
                    .collect()
                }
        };
    ja: "`{council}`の一枚紙が、文字を最も小さくしても1ページに収まりません",
        hints {
            if cuts.is_empty() {
                    vec!["`summary.achievements`を短くするか、`summary.show`のブロックを減らしてください".to_owned()]
                } else {
                    let all = cuts.iter().map(|cut| cut.text(Language::Japanese));
                    all.chain([
                        "省いてよい項目に`\"priority\": \"low\"`と書き、`--allow-drop`を付けて作ることもできます"
                            .to_owned(),
                    ])
                    .collect()
                }
        };

    /// Items left out of a summary.
    K0413 warning SummaryLeavesOut { council: String, items: Vec<String> }
    en: {
        let items: Vec<String> = items.iter().map(|item| format!("「{item}」")).collect();
        format!("the summary of `{council}` has no room for {}", items.join(", "))
    },
        hint "shorten other items, or choose which go by `priority`";
    ja: {
        let items: Vec<String> = items.iter().map(|item| format!("「`{item}`」")).collect();
        format!("`{council}`の一枚紙に収まらないため、{}を省きました", items.concat())
    },
        hint "ほかの項目を短くするか、省く項目を`priority`で選んでください";
}
