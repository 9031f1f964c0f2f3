//! Whether a PDF keeps the standards of files that last and that everybody can read, judged by its bytes alone.
//!
//! Every file is judged before it gets its name, and again whenever the archive is verified. Rules of PDF/A and PDF/UA-1 are
//! those of `page_validation`; a look of our own at the structure finds what validators let pass. Files that this program has
//! just made are first given to a judge of our own ([`known`]), which takes a twentieth of the time; whatever that does not
//! call conforming, and every file from elsewhere, is judged by `page_validation`.

pub mod known;
mod structure;

use std::sync::OnceLock;

use lopdf::Document;
use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};
use rayon::{ThreadPool, ThreadPoolBuilder};

use self::known::KnownVerdict;
use kakugi_diagnostic::{Diagnostic, Language, Words, problems};

/// What each code of conformance means, in English and in Japanese.
pub const EXPLAINED: [&str; 2] = [include_str!("explained.en.md"), include_str!("explained.ja.md")];

/// The levels of PDF/A by which files are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchivalLevel {
    /// PDF/A-2a (ISO 19005-2).
    A2a,
    /// PDF/A-3a (ISO 19005-3).
    A3a,
}

/// What was found out about a file under one set of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rules, such as `PDF/UA-1`.
    pub profile: &'static str,
    /// Which judge tried them: [`OWN`] or [`VALIDATOR`].
    pub judge: &'static str,
    /// How many of them were tried; none where the file could not be judged by them.
    pub rules: usize,
    /// Those that the file breaks.
    pub failures: Vec<Failure>,
}

/// A rule that a file breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where the rule stands, such as `ISO 14289-1:2014:7.2`.
    pub clause: String,
    /// What is wrong, in English as the validator words it.
    pub message: String,
}

impl Verdict {
    /// Whether the file keeps all rules.
    pub fn conforms(&self) -> bool {
        self.failures.is_empty()
    }

    /// An error for each rule that the document with this name breaks; `own` if this program has made it.
    pub fn diagnostics(&self, document: &str, own: bool) -> Vec<Diagnostic> {
        let error = |failure: &Failure| {
            let (document, message) = (document.to_owned(), failure.message.clone());
            match self.rules {
                0 => Diagnostic::nowhere(NotJudged { document, profile: self.profile, message, own }),
                _ => Diagnostic::nowhere(Nonconforming { document, clause: failure.clause.clone(), message, own }),
            }
        };
        self.failures.iter().map(error).collect()
    }
}

/// The judge that this program is itself.
pub const OWN: &str = "kakugi";
/// The judge that others have made.
pub const VALIDATOR: &str = "page_validation";

/// Bookmarks, which are followed from one to the next, may be as many; each takes about 1 KiB of the stack.
const CHAIN: usize = 8_192;
/// Room for that on a stack, in bytes.
pub const STACK: usize = 32 << 20;
/// The most rows of a table; what has more is not judged.
pub const TABLE_ROWS: usize = 5_002;
/// A PDF/A file may hold at most so many objects (ISO 19005-2, 6.1.13).
const OBJECTS: usize = 8_388_607;
/// The most bytes of all contents together that are looked at.
const CONTENTS: usize = 1 << 30;

/// Judges a file by a level of PDF/A and by PDF/UA-1; its three judges work side by side, on threads of their own.
pub fn check(pdf: &[u8], level: ArchivalLevel) -> Vec<Verdict> {
    match judges() {
        Some(judges) => judges.install(|| check_telling(pdf, level, &|_| {})),
        None => check_telling(pdf, level, &|_| {}),
    }
}

/// Judges a stranger's file like [`check`], and tells each verdict as soon as it is there: whatever becomes of the others,
/// that much was found. What claims more than can be looked at is judged by its structure alone.
pub fn check_strange(pdf: &[u8], level: ArchivalLevel, tell: &(dyn Fn(&Verdict) + Sync)) -> Vec<Verdict> {
    let judge = || match structure::unfit(pdf) {
        Some(verdict) => {
            tell(&verdict);
            vec![verdict]
        }
        None => check_telling(pdf, level, tell),
    };
    match judges() {
        Some(judges) => judges.install(judge),
        None => judge(),
    }
}

/// Judges a file that this program has just made, and that has been read already, on the thread of the caller, whose stack has
/// [`STACK`] bytes.
pub fn check_read(pdf: &[u8], file: Document, level: ArchivalLevel) -> Vec<Verdict> {
    let structure = structure::check_read(&file);
    let known = known::judge(pdf, &file, level);
    // Freed first, because the validator loads the file again.
    drop(file);
    if known == KnownVerdict::Conforms {
        let kept = |profile, rules| Verdict { profile, judge: OWN, rules, failures: Vec::new() };
        return vec![
            kept(archival(level).name, known::archival(level)),
            kept(UNIVERSAL.name, known::universal()),
            structure,
        ];
    }
    vec![validated(pdf, archival(level)), validated(pdf, UNIVERSAL), structure]
}

fn check_telling(pdf: &[u8], level: ArchivalLevel, tell: &(dyn Fn(&Verdict) + Sync)) -> Vec<Verdict> {
    let told = |verdict: Verdict| {
        tell(&verdict);
        verdict
    };
    let (archival, (universal, structure)) = rayon::join(
        || told(validated(pdf, archival(level))),
        || rayon::join(|| told(validated(pdf, UNIVERSAL)), || told(structure::check(pdf))),
    );
    vec![archival, universal, structure]
}

/// A set of rules that the validator has.
#[derive(Clone, Copy)]
struct RuleSet {
    name: &'static str,
    profile: ValidationProfile,
}

const UNIVERSAL: RuleSet = RuleSet { name: "PDF/UA-1", profile: ValidationProfile::PdfUa1 };

fn archival(level: ArchivalLevel) -> RuleSet {
    match level {
        ArchivalLevel::A3a => RuleSet { name: "PDF/A-3a", profile: ValidationProfile::PdfA3a },
        ArchivalLevel::A2a => RuleSet { name: "PDF/A-2a", profile: ValidationProfile::PdfA2a },
    }
}

/// Threads whose stacks are large enough for all that is followed.
fn judges() -> Option<&'static ThreadPool> {
    static JUDGES: OnceLock<Option<ThreadPool>> = OnceLock::new();
    JUDGES.get_or_init(|| ThreadPoolBuilder::new().stack_size(STACK).build().ok()).as_ref()
}

/// Judges a file by one set of rules.
fn validated(pdf: &[u8], RuleSet { name, profile }: RuleSet) -> Verdict {
    let limits = SafetyLimits::default()
        .with_max_reference_depth(CHAIN)
        .with_max_object_count(OBJECTS)
        .with_max_table_grid_rows(TABLE_ROWS)
        .with_max_total_decoded_content_size(CONTENTS);
    let options = ValidationOptions::default().profile(profile).limits(limits);
    match validate_pdf_bytes(pdf, &options) {
        Ok(report) => {
            let failure = |failure: &page_validation::ValidationFailure| Failure {
                clause: failure.rule_id.clone(),
                message: failure.message.clone(),
            };
            let failures = report.failures.iter().map(failure).collect();
            Verdict { profile: name, judge: VALIDATOR, rules: report.rules.total, failures }
        }
        Err(error) => Verdict {
            profile: name,
            judge: VALIDATOR,
            rules: 0,
            failures: vec![Failure { clause: name.to_owned(), message: error.to_string() }],
        },
    }
}

/// What to do about a file of ours that breaks a rule or cannot be judged.
const OURS: Words = Words::new(
    "check your custom templates and components first; without any, this is an error of the program: report it to its maintainers",
    "独自の部品やテンプレートを使っている場合は、まずそれを調べてください。使っていない場合はプログラムの誤りなので、このプログラムの担当者に知らせてください",
);

problems! {
    /// Not conforming.
    K0601 error Nonconforming { document: String, clause: String, message: String, own: bool }
    en: "`{document}` does not conform to {clause}: {message}",
        hint { if *own { OURS.text(Language::English) } else { "fix the file in the program that made it; files that `kakugi build` makes conform" } };
    ja: "`{document}`は{clause}に適合していません（`{message}`）",
        hint { if *own { OURS.text(Language::Japanese) } else { "作成したソフトで直してください。`kakugi build`で作ったファイルなら適合します" } };

    /// File that cannot be held against a standard.
    K0516 error NotJudged { document: String, profile: &'static str, message: String, own: bool }
    en: "`{document}` cannot be checked against {profile}: {message}",
        hint { if *own { OURS.text(Language::English) } else { "open it in the program that made it, and save it again" } };
    ja: "`{document}`が{profile}に適合するかどうか判定できません（`{message}`）",
        hint { if *own { OURS.text(Language::Japanese) } else { "作成したソフトで開き、保存し直してください" } };
}
