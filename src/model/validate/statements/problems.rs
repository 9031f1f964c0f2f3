//! What can be wrong with what texts say of metrics.

use crate::diagnostic::{Language, Words, problems};

/// What to do about a text and a metric of which one must be wrong.
const REMEDY: Words = Words::new(
    "fix one of the two, or say how what is counted differs",
    "どちらかを直すか、数える対象が違うことを書いてください",
);

problems! {
    /// Statement unlike its metric.
    K0259 warning StatementDiffers { label: String, stated: String, value: String }
    en: "the text says “{stated}” about {label}, but the metric is {value}",
        hint { REMEDY.text(Language::English) };
    ja: "{label}について「{stated}」と書かれていますが、指標は{value}です",
        hint { REMEDY.text(Language::Japanese) };

    /// Target unlike its metric.
    K0293 warning TargetStatementDiffers { label: String, stated: String, value: String }
    en: "the text says “{stated}” about the target of {label}, but the target of the metric is {value}",
        hint { REMEDY.text(Language::English) };
    ja: "{label}の目標について「{stated}」と書かれていますが、指標の目標は{value}です",
        hint { REMEDY.text(Language::Japanese) };

    /// Rate of attainment unlike its metric.
    K0294 warning RateStatementDiffers { label: String, stated: String, value: String }
    en: "the text says “{stated}” about the achievement rate of {label}, but the rate computed from the metric is {value}",
        hint { REMEDY.text(Language::English) };
    ja: "{label}の達成率について「{stated}」と書かれていますが、指標から計算すると{value}です",
        hint { REMEDY.text(Language::Japanese) };
}
