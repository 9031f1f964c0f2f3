//! What can be wrong with a summary that does not fit.

use crate::diagnostic::{Language, Words, problems, reasons};

/// What can be cut from a one-page summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutKind {
    /// Characters of texts.
    Characters,
    /// Rows of a table.
    Rows,
    /// Metrics of a list.
    Metrics,
    /// Notes to texts, those with the addresses of links among them.
    Notes,
    /// A block that the summary shows.
    Block,
    /// All blocks, where the summary does not say which it shows.
    AllBlocks,
}

/// Something to cut from a one-page summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedCut {
    /// What is to be cut.
    pub kind: CutKind,
    /// How much of it.
    pub count: usize,
    /// The key of the council, or the block's id.
    pub field: String,
}

impl SuggestedCut {
    /// The cut in words.
    fn text(&self, language: Language) -> String {
        let reason = match self.kind {
            CutKind::Characters => cut_characters(self.count, &self.field),
            CutKind::Rows => cut_rows(self.count, &self.field),
            CutKind::Metrics => cut_metrics(self.count, &self.field),
            CutKind::Notes => cut_notes(self.count, &self.field),
            CutKind::Block => cut_block(&self.field),
            CutKind::AllBlocks => Words::new(
                "show no figures: write `\"show\": []` in `summary`",
                "`summary`に`\"show\": []`と書き、図表を載せないようにしてください",
            )
            .into(),
        };
        reason.text(language)
    }
}

reasons! {
    cut_characters(count: usize, field: &str)
    en: "shorten `{field}` by {count} characters";
    ja: "`{field}`を{count}字減らしてください";

    cut_rows(count: usize, block: &str)
    en: "show {count} fewer rows of the table `{block}`";
    ja: "表`{block}`を{count}行減らしてください";

    cut_metrics(count: usize, field: &str)
    en: "remove {count} metrics from `{field}`";
    ja: "`{field}`から指標を{count}個減らしてください";

    cut_notes(count: usize, field: &str)
    en: "remove {count} notes from `{field}` (including notes with link addresses)";
    ja: "`{field}`の注（リンク先のアドレスの注を含む）を{count}個減らしてください";

    cut_block(block: &str)
    en: "remove the block `{block}` from `summary.show`";
    ja: "`summary.show`からブロック`{block}`を外してください";
}

problems! {
    /// Summary that does not fit on its page.
    K0403 error SummaryTooLong { council: String, cuts: Vec<SuggestedCut> }
    en: "the summary of `{council}` does not fit on one page, even in the smallest type size",
        hints {
            if cuts.is_empty() {
                    vec!["shorten `summary.achievements`, or show fewer blocks in `summary.show`".to_owned()]
                } else {
                    let all = cuts.iter().map(|cut| cut.text(Language::English));
                    all.chain([
                        "or mark items with `\"priority\": \"low\"`, and build with `--allow-drop`".to_owned()
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
                        "または、省いてよい項目に`\"priority\": \"low\"`と書き、`--allow-drop`を付けて作ってください"
                            .to_owned(),
                    ])
                    .collect()
                }
        };

    /// Items left out of a summary.
    K0413 warning SummaryLeavesOut { council: String, items: Vec<String> }
    en: {
        let items: Vec<String> = items.iter().map(|item| format!("“{item}”")).collect();
        format!("the summary of `{council}` has no space for {}", items.join(", "))
    },
        hint "shorten other items, or choose by `priority` which are dropped";
    ja: {
        let items: Vec<String> = items.iter().map(|item| format!("「`{item}`」")).collect();
        format!("`{council}`の一枚紙に収まらないため、{}を省きました", items.concat())
    },
        hint "ほかの項目を短くするか、省く項目を`priority`で選んでください";
}
