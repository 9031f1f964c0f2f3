//! Why a run had to be ended.

use kakugi::diagnostic::{Language, problems};

use super::current_step::CurrentStep;

problems! {
    /// A step took too long.
    K0510 error TimeUp { seconds: u64, step: CurrentStep }
    en: {
        let unit = if *seconds == 1 { "second" } else { "seconds" };
        format!("a step took longer than {seconds} {unit}, so the run was ended: {}", step.text(Language::English))
    },
        hints {
            let more = "if the step only needs more time, raise the limit with `--timeout SECONDS` (0: no limit)".to_owned();
            step.suspicion(Language::English).into_iter().chain([more]).collect()
        };
    ja: { format!("一つの処理が{seconds}秒を超えたため打ち切りました（{}）", step.text(Language::Japanese)) },
        hints {
            let more = "時間がかかるだけなら、`--timeout 秒数`で上限を上げてください（0で無制限）".to_owned();
            step.suspicion(Language::Japanese).into_iter().chain([more]).collect()
        };

    /// Memory, or the room for nested calls, was used up; the limit in MiB, 0 where there was none.
    K0511 error Exhausted { mebibytes: u64, step: CurrentStep }
    en: {
        let step = step.text(Language::English);
        match mebibytes {
            0 => format!("the run used up its memory or its call stack: {step}"),
            _ => format!("the run used up its {mebibytes} MiB of memory or its call stack: {step}"),
        }
    },
        hints {
            let more = "if the run only needs more memory, raise the limit with `--memory MIB` (0: no limit)".to_owned();
            step.suspicion(Language::English).into_iter().chain([more]).collect()
        };
    ja: {
        let limit = if *mebibytes == 0 { String::new() } else { format!("（上限{mebibytes}MiB）") };
        let step = step.text(Language::Japanese);
        format!("メモリー{limit}か、入れ子の呼び出しに使う領域（スタック）を使い切りました（{step}）")
    },
        hints {
            let more = "メモリーを多く使うだけなら、`--memory`で上限を上げてください（単位はMiB、0で無制限）".to_owned();
            step.suspicion(Language::Japanese).into_iter().chain([more]).collect()
        };

    /// Killed from outside.
    K0512 error Killed { signal: i32, step: CurrentStep }
    en: { format!("the run was killed by signal {signal}: {}", step.text(Language::English)) },
        hint "the system may have run out of memory; close other programs and try again";
    ja: { format!("処理が外部から止められました（シグナル{signal}、{}）", step.text(Language::Japanese)) },
        hint "メモリーが足りないときに起こることがあります。ほかのソフトを終了して、もう一度実行してください";

    /// Failed by an error of the program itself, at a place in its source where that is known.
    K0513 error Panicked { step: CurrentStep, at: Option<String> }
    en: { format!("an internal error stopped the program: {}", step.text(Language::English)) },
        hint {
            let with = at.as_ref().map(|at| format!(", with the place `{at}`")).unwrap_or_default();
            format!("report it to the maintainers of the program{with}")
        };
    ja: { format!("内部エラーでプログラムが止まりました（{}）", step.text(Language::Japanese)) },
        hint {
            let with = at.as_ref().map(|at| format!("（プログラムの中の場所: `{at}`）")).unwrap_or_default();
            format!("このプログラムの担当者に知らせてください{with}")
        };
}
