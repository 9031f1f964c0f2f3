//! What can be wrong with what texts say of metrics.

use crate::diagnostic::{Language, Words, problems};

/// What to do about a text and a metric of which one must be wrong.
const REMEDY: Words = Words::new(
    "mend one of the two, or say what else is counted",
    "どちらかを直すか、数える対象の違いを書いてください",
);

problems! {
    /// Statement unlike its metric.
    K0259 warning StatementDiffers { label: String, stated: String, value: String }
    en: "“{stated}” is written of {label}, but the metric says {value}",
        hint { REMEDY.text(Language::English) };
    ja: "{label}について「{stated}」と書かれていますが、指標は{value}です",
        hint { REMEDY.text(Language::Japanese) };

    /// Target unlike its metric.
    K0293 warning TargetStatementDiffers { label: String, stated: String, value: String }
    en: "“{stated}” is written of the target of {label}, but the target of the metric is {value}",
        hint { REMEDY.text(Language::English) };
    ja: "{label}の目標について「{stated}」と書かれていますが、指標の目標は{value}です",
        hint { REMEDY.text(Language::Japanese) };

    /// Rate of attainment unlike its metric.
    K0294 warning RateStatementDiffers { label: String, stated: String, value: String }
    en: "“{stated}” is written of the way to the target of {label}, but by the metric it is {value}",
        hint { REMEDY.text(Language::English) };
    ja: "{label}の達成率について「{stated}」と書かれていますが、指標から計算すると{value}です",
        hint { REMEDY.text(Language::Japanese) };
}
