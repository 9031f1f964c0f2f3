//! Everything that can be wrong, with its code.

mod preflight;
mod print;
mod run;

pub use preflight::{Damage, Limit, Part, PreflightProblem, Side, Statement, Thing};
pub use print::PrintProblem;
pub use run::{Doing, RunProblem};

use super::{Reason, Severity, Term, Words, wording};
use crate::address::Flaw;
use crate::japanese::{NoFigure, TypedNumber, typed_number};
use crate::language::Language;

/// A kind of fault or warning with what the catalogues of messages need to word it.
///
/// Codes are stable: K01xx data, K02xx contents of the report, K03xx templates, K04xx
/// typesetting, K05xx files and folders, K06xx and K07xx the archive, K08xx and K09xx print.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's fields are what its message is about")]
pub enum Problem {
    JsonSyntax { reason: Reason, remedy: Reason },
    DuplicateKey { key: String },
    UnknownKey { key: String, owner: Words, accepted: Vec<&'static str> },
    MissingKey { key: &'static str, owner: Words },
    WrongType { expected: Words, found: Words, instead: Option<TypedNumber> },
    UnknownChoice { value: String, accepted: Vec<&'static str>, what: Words },
    BadDate { value: String },
    BadNumber { value: String },
    BadId { value: String },
    EmptyText,
    NothingButMarks,
    EmptyCell,
    LineBreakInText,
    ForbiddenCharacter { code_point: u32, sign: String },
    BadLink { target: String, flaw: Flaw },
    BrokenMark { mark: String, meant: Option<String> },
    MarkReadAloud { mark: String },
    EmptyList,
    UnknownCouncil { id: String, known: Vec<String>, stray: Option<String> },
    UnlistedCouncil { id: String },
    UnknownMetric { id: String, known: Vec<String> },
    UnknownBlock { id: String, known: Vec<String> },
    UnknownColumn { title: String, known: Vec<String> },
    UnknownNode { id: String, known: Vec<String> },
    NotATable { id: String },
    DuplicateId { id: String, what: Words },
    HighlightNeedsOne,
    RowWidth { expected: usize, found: usize },
    SeriesLength { expected: usize, found: usize },
    DirectionCount { expected: usize, found: usize },
    ChartSeries { kind: &'static str, needs: Words },
    ChartCategories { limit: usize, found: usize },
    SeriesWithoutName,
    SlopeNeedsTwo,
    NegativeShare,
    NodeCount { kind: &'static str, needs: Words },
    EdgeUnfit { kind: &'static str },
    EdgeToItself,
    ItemsUnfit { kind: &'static str },
    ChartWithoutData,
    ChartDataTwice,
    TableWithoutRows,
    TableRowsTwice,
    NotANumber { found: String, why: NoFigure, write: Option<String>, more: usize },
    NotAText,
    Csv { reason: Reason, remedy: Words },
    CsvHead { head: String, known: Vec<String> },
    CsvNoHeads { wanted: Vec<String>, known: Vec<String> },
    CsvHeadTwice { head: String, columns: Vec<usize> },
    CharacterSet { likely: Vec<&'static str>, damaged: bool },
    ErrorValue { found: String },
    MergedCells { column: String, blank: usize },
    BracketsAsMinus { found: String, more: usize },
    FillDownNumbers,
    MarkupLeftOver { found: String },
    Padding { blanks: usize },
    LowResolution { path: String, ppi: u32, fault: bool },
    UnknownCountry { code: String, known: Vec<String> },
    WidthCount { expected: usize, found: usize },
    NotPositive { what: Words },
    TooDeep { limit: usize },
    OverLimit { what: Words, remedy: Words, limit: usize },
    LongTable { rows: usize, split: bool },
    ReservedName { id: String },
    HiddenFile { path: String },
    WordsForNumber { words: String, metric: bool },
    ValueUnsaid,
    PendingBesideValue,
    BaselineWithoutTarget,
    BaselineAtTarget,
    BaselineBeyondTarget { lower: bool },
    DirectionUnsaid { label: String, fault: bool },
    AsOfAfterReport { as_of: String, date: String },
    AsOfBefore { as_of: String, start: String, what: Words },
    PeriodReversed { from: String, to: String },
    PeriodBeyondReport { to: String, date: String },
    TargetOver { by: String, as_of: String },
    EstablishedAfterReport { established: String, date: String },
    EventAfterReport { event: String, date: String },
    SpanReversed { span: String },
    PhasesReversed { earlier: String, later: String },
    TotalNotTheSum { column: String, total: String, sum: String, unstated: bool },
    TotalOfPending { column: String, total: String, words: String },
    TotalNoDifference,
    CountOfPending { value: String, words: String },
    CountKnown { counted: String, words: String },
    CountDiffers { counted: String, value: String },
    MetricByLabel { label: String, before: String, after: String },
    MetricUnitChanged { label: String, before: String, after: String },
    PreviousIsLater,
    NotInArchive { id: String, store: String },
    CountsNoTable { id: String, known: Vec<String> },
    UnknownCategory { text: String, known: Vec<String> },
    RepeatedNowhere { near: bool },
    RepeatedFirst,
    RepeatedNotCompared { count: usize },
    DuplicateTitle { title: String, what: Words },
    NothingBelow { what: Words },
    ShareAboveWhole { value: String },
    SharesNotWhole { category: String, sum: String },
    StatementDiffers { label: String, stated: String, value: String },
    TargetStatementDiffers { label: String, stated: String, value: String },
    RateStatementDiffers { label: String, stated: String, value: String },
    FileMissing { path: String, near: Option<String> },
    FileOutside { path: String, near: Option<String> },
    FileNamedOtherwise { path: String, real: String },
    StrayFile { path: String, meant: Option<String> },
    PictureUnreadable { path: String, reason: Reason },
    PictureIncomplete { path: String, reason: Reason },
    PictureDiffers { path: String, reason: Reason },
    TemplateSyntax { reason: Reason },
    TemplateTripleStash,
    TemplateCycle { path: String },
    TemplateMissing { name: String },
    TemplateRender { reason: Reason },
    TemplateUnknownFile { name: String },
    TemplateTooDeep { limit: usize },
    StrangeLink { target: String, suspects: Vec<String> },
    StrangeAttachment { name: String },
    Typst { message: String, hints: Vec<String> },
    TypstWarning { message: String, hints: Vec<String> },
    SummaryTooLong { council: String, cuts: Vec<CutOf> },
    SummaryLeavesOut { council: String, items: Vec<String> },
    MissingGlyph { sign: String, added: Vec<String> },
    OtherStyle { characters: String, font: String },
    OutsidePage { document: String, page: usize },
    PdfExport { message: String },
    NotPrinted { pointer: String },
    SmallType { size: String },
    HeadingAlone { document: String, page: usize },
    NotConverged,
    OutsideBlock { document: String, page: usize },
    Overprint { document: String, page: usize },
    Unreadable { path: String, reason: Reason },
    NotAReport { path: String, near: Option<String> },
    UnknownCouncilArgument { id: String, known: Vec<String> },
    Unwritable { path: String, reason: Reason },
    FontUnreadable { path: String, reason: Reason },
    NoFont { path: String },
    LeftBehind { path: String },
    SetLeftOut { councils: usize },
    FileChanged { path: String },
    EditUnfit { path: String, pointer: String, reason: Reason },
}

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
    pub(super) fn text(&self, language: Language) -> String {
        let words = self.what.text(language);
        words.replace("{0}", &self.count.to_string()).replace("{1}", &self.field)
    }
}

impl Problem {
    /// A value of the wrong type, given as it was typed if it is a text or a number.
    pub(crate) fn wrong_type(expected: Words, found: Words, typed: &str) -> Self {
        let instead = match (expected, found) {
            (Term::NumberWithoutQuotes, Term::AText) => typed_number(typed),
            (Term::BooleanWithoutQuotes, Term::AText | Term::ANumber) => {
                let typed = typed.trim().to_lowercase();
                let yes = ["true", "yes", "on", "1", "はい", "あり", "有", "○", "可"].contains(&typed.as_str());
                let no = ["false", "no", "off", "0", "いいえ", "なし", "無", "×", "否"].contains(&typed.as_str());
                (yes || no).then(|| TypedNumber { digits: yes.to_string(), unit: String::new() })
            }
            (Term::TextInQuotes | Term::IdInQuotes | Term::DateInQuotes, Term::ANumber) => {
                Some(TypedNumber { digits: format!("\"{typed}\""), unit: String::new() })
            }
            _ => None,
        };
        Self::WrongType { expected, found, instead }
    }

    /// That a text is no number, where a table or chart wants one.
    pub fn no_number(found: &str) -> Self {
        Self::NotANumber { found: found.to_owned(), why: NoFigure::Words, write: None, more: 0 }
    }

    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnlistedCouncil { .. }
            | Self::BrokenMark { .. }
            | Self::MarkReadAloud { .. }
            | Self::BracketsAsMinus { .. }
            | Self::MarkupLeftOver { .. }
            | Self::Padding { .. }
            | Self::StrayFile { .. }
            | Self::LongTable { .. }
            | Self::OtherStyle { .. }
            | Self::TypstWarning { .. }
            | Self::LeftBehind { .. }
            | Self::SetLeftOut { .. }
            | Self::SummaryLeavesOut { .. }
            | Self::NotPrinted { .. }
            | Self::SmallType { .. }
            | Self::HeadingAlone { .. }
            | Self::NotConverged
            | Self::AsOfBefore { .. }
            | Self::PeriodBeyondReport { .. }
            | Self::TargetOver { .. }
            | Self::EventAfterReport { .. }
            | Self::SpanReversed { .. }
            | Self::PhasesReversed { .. }
            | Self::RepeatedNowhere { .. }
            | Self::RepeatedFirst
            | Self::RepeatedNotCompared { .. }
            | Self::ShareAboveWhole { .. }
            | Self::SharesNotWhole { .. }
            | Self::StatementDiffers { .. }
            | Self::TargetStatementDiffers { .. }
            | Self::RateStatementDiffers { .. }
            | Self::PreviousIsLater
            | Self::MetricByLabel { .. }
            | Self::MetricUnitChanged { .. }
            | Self::DirectionUnsaid { fault: false, .. }
            | Self::PictureDiffers { .. }
            | Self::LowResolution { fault: false, .. } => Severity::Warning,
            _ => Severity::Fault,
        }
    }

    /// The stable code of this kind of problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::JsonSyntax { .. } => "K0101",
            Self::DuplicateKey { .. } => "K0102",
            Self::UnknownKey { .. } => "K0103",
            Self::MissingKey { .. } => "K0104",
            Self::WrongType { .. } => "K0105",
            Self::UnknownChoice { .. } => "K0106",
            Self::BadDate { .. } => "K0107",
            Self::BadNumber { .. } => "K0108",
            Self::BadId { .. } => "K0109",
            Self::EmptyText | Self::EmptyCell => "K0110",
            Self::LineBreakInText => "K0111",
            Self::ForbiddenCharacter { .. } => "K0112",
            Self::BadLink { .. } => "K0113",
            Self::EmptyList => "K0114",
            Self::TooDeep { .. } => "K0115",
            Self::BrokenMark { .. } => "K0116",
            Self::OverLimit { .. } => "K0117",
            Self::MarkReadAloud { .. } => "K0118",
            Self::Padding { .. } => "K0120",
            Self::MarkupLeftOver { .. } => "K0121",
            Self::UnknownCouncil { .. } => "K0201",
            Self::UnlistedCouncil { .. } => "K0202",
            Self::UnknownMetric { .. } => "K0203",
            Self::UnknownBlock { .. } => "K0204",
            Self::UnknownColumn { .. } => "K0205",
            Self::UnknownNode { .. } => "K0206",
            Self::NotATable { .. } => "K0207",
            Self::DuplicateId { .. } => "K0208",
            Self::HighlightNeedsOne => "K0209",
            Self::RowWidth { .. } => "K0210",
            Self::SeriesLength { .. } | Self::DirectionCount { .. } => "K0211",
            Self::ChartSeries { .. } => "K0212",
            Self::ChartCategories { .. } => "K0215",
            Self::SeriesWithoutName => "K0216",
            Self::SlopeNeedsTwo => "K0217",
            Self::NegativeShare => "K0218",
            Self::NodeCount { .. } => "K0219",
            Self::EdgeUnfit { .. } => "K0223",
            Self::EdgeToItself => "K0224",
            Self::ItemsUnfit { .. } => "K0225",
            Self::UnknownCountry { .. } => "K0226",
            Self::ChartWithoutData => "K0227",
            Self::ChartDataTwice => "K0228",
            Self::TableWithoutRows => "K0229",
            Self::TableRowsTwice => "K0230",
            Self::NotANumber { .. } => "K0231",
            Self::NotAText => "K0232",
            Self::Csv { .. } => "K0233",
            Self::CsvHead { .. } | Self::CsvNoHeads { .. } => "K0234",
            Self::LowResolution { .. } => "K0235",
            Self::CsvHeadTwice { .. } => "K0236",
            Self::CharacterSet { .. } => "K0237",
            Self::ErrorValue { .. } => "K0238",
            Self::MergedCells { .. } => "K0239",
            Self::AsOfAfterReport { .. } => "K0240",
            Self::AsOfBefore { .. } => "K0241",
            Self::PeriodReversed { .. } => "K0242",
            Self::PeriodBeyondReport { .. } => "K0243",
            Self::TargetOver { .. } => "K0244",
            Self::EstablishedAfterReport { .. } => "K0245",
            Self::EventAfterReport { .. } => "K0246",
            Self::SpanReversed { .. } => "K0247",
            Self::PhasesReversed { .. } => "K0248",
            Self::TotalNotTheSum { .. } | Self::TotalOfPending { .. } => "K0249",
            Self::TotalNoDifference => "K0250",
            Self::CountDiffers { .. } | Self::CountOfPending { .. } | Self::CountKnown { .. } => "K0251",
            Self::UnknownCategory { .. } => "K0252",
            Self::RepeatedNowhere { .. } => "K0253",
            Self::RepeatedFirst => "K0254",
            Self::DuplicateTitle { .. } => "K0255",
            Self::NothingBelow { .. } => "K0256",
            Self::ShareAboveWhole { .. } => "K0257",
            Self::SharesNotWhole { .. } => "K0258",
            Self::StatementDiffers { .. } => "K0259",
            Self::CountsNoTable { .. } => "K0260",
            Self::PreviousIsLater => "K0261",
            Self::MetricByLabel { .. } => "K0262",
            Self::MetricUnitChanged { .. } => "K0263",
            Self::NotInArchive { .. } => "K0264",
            Self::LongTable { .. } => "K0265",
            Self::ReservedName { .. } => "K0266",
            Self::HiddenFile { .. } => "K0267",
            Self::WordsForNumber { .. } | Self::ValueUnsaid => "K0268",
            Self::PendingBesideValue => "K0269",
            Self::BaselineAtTarget | Self::BaselineBeyondTarget { .. } => "K0270",
            Self::DirectionUnsaid { .. } => "K0271",
            Self::NothingButMarks => "K0272",
            Self::BaselineWithoutTarget => "K0273",
            Self::BracketsAsMinus { .. } => "K0278",
            Self::FillDownNumbers => "K0279",
            Self::FileNamedOtherwise { .. } => "K0280",
            Self::StrayFile { .. } => "K0281",
            Self::RepeatedNotCompared { .. } => "K0290",
            Self::TargetStatementDiffers { .. } => "K0293",
            Self::RateStatementDiffers { .. } => "K0294",
            Self::WidthCount { .. } => "K0213",
            Self::NotPositive { .. } => "K0214",
            Self::FileMissing { .. } => "K0220",
            Self::FileOutside { .. } => "K0221",
            Self::PictureUnreadable { .. } => "K0222",
            Self::PictureIncomplete { .. } => "K0284",
            Self::PictureDiffers { .. } => "K0285",
            Self::TemplateSyntax { .. } => "K0301",
            Self::TemplateTripleStash => "K0302",
            Self::TemplateCycle { .. } => "K0303",
            Self::TemplateMissing { .. } => "K0304",
            Self::TemplateRender { .. } => "K0305",
            Self::TemplateUnknownFile { .. } => "K0306",
            Self::TemplateTooDeep { .. } => "K0307",
            Self::StrangeLink { .. } => "K0310",
            Self::StrangeAttachment { .. } => "K0311",
            Self::Typst { .. } => "K0401",
            Self::TypstWarning { .. } => "K0402",
            Self::SummaryTooLong { .. } => "K0403",
            Self::SummaryLeavesOut { .. } => "K0413",
            Self::MissingGlyph { .. } => "K0404",
            Self::OtherStyle { .. } => "K0417",
            Self::OutsidePage { .. } => "K0406",
            Self::PdfExport { .. } => "K0405",
            Self::NotPrinted { .. } => "K0407",
            Self::SmallType { .. } => "K0408",
            Self::HeadingAlone { .. } => "K0409",
            Self::NotConverged => "K0410",
            Self::OutsideBlock { .. } => "K0411",
            Self::Overprint { .. } => "K0412",
            Self::Unreadable { .. } => "K0501",
            Self::NotAReport { .. } => "K0502",
            Self::UnknownCouncilArgument { .. } => "K0503",
            Self::Unwritable { .. } => "K0504",
            Self::FontUnreadable { .. } => "K0505",
            Self::NoFont { .. } => "K0506",
            Self::LeftBehind { .. } => "K0507",
            Self::SetLeftOut { .. } => "K0508",
            Self::FileChanged { .. } => "K0517",
            Self::EditUnfit { .. } => "K0518",
        }
    }
}

impl kakugi_diagnostic::Problem for Problem {
    fn code(&self) -> &'static str {
        Self::code(self)
    }

    fn severity(&self) -> Severity {
        Self::severity(self)
    }

    fn message(&self, language: Language) -> String {
        wording::message(self, language)
    }

    fn hints(&self, language: Language) -> Vec<String> {
        wording::hints(self, language)
    }

    fn hints_have_lines(&self) -> bool {
        matches!(self, Self::Typst { .. } | Self::TypstWarning { .. })
    }
}
