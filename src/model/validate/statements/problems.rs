//! What can be wrong with what texts say of metrics.

use crate::diagnostic::problems;

problems! {
    /// Statement unlike its metric.
    K0259 warning StatementDiffers { label: String, stated: String, value: String }
    en: "“{stated}” is written of {label}, but the metric says {value}",
        hint "mend one of the two, or say what else is counted";
    ja: "{label}について「{stated}」と書かれていますが、指標は{value}です",
        hint "どちらかを直すか、数える対象の違いを書いてください";

    /// Target unlike its metric.
    K0293 warning TargetStatementDiffers { label: String, stated: String, value: String }
    en: "“{stated}” is written of the target of {label}, but the target of the metric is {value}",
        hint "mend one of the two, or say what else is counted";
    ja: "{label}の目標について「{stated}」と書かれていますが、指標の目標は{value}です",
        hint "どちらかを直すか、数える対象の違いを書いてください";

    /// Rate of attainment unlike its metric.
    K0294 warning RateStatementDiffers { label: String, stated: String, value: String }
    en: "“{stated}” is written of the way to the target of {label}, but by the metric it is {value}",
        hint "mend one of the two, or say what else is counted";
    ja: "{label}の達成率について「{stated}」と書かれていますが、指標から計算すると{value}です",
        hint "どちらかを直すか、数える対象の違いを書いてください";
}
