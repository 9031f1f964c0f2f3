//! The catalogue of everything that can be wrong, with codes, wording and remedies.

use super::Severity;

/// A kind of fault or warning with what is needed to word it.
///
/// Codes are stable: K01xx data, K02xx contents of the report, K03xx templates, K04xx
/// typesetting, K05xx files and folders.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's fields are the words of its message below")]
pub enum Problem {
    JsonSyntax { reason: String, remedy: &'static str },
    DuplicateKey { key: String },
    UnknownKey { key: String, owner: &'static str, accepted: Vec<&'static str> },
    MissingKey { key: &'static str, owner: &'static str },
    WrongType { expected: &'static str, found: &'static str },
    UnknownChoice { value: String, accepted: Vec<&'static str>, what: &'static str },
    BadDate { value: String },
    BadNumber { value: String },
    BadId { value: String },
    EmptyText,
    LineBreakInText,
    ForbiddenCharacter { code_point: u32 },
    BadLink { target: String },
    EmptyList,
    UnknownCouncil { id: String, known: Vec<String> },
    UnlistedCouncil { id: String },
    UnknownMetric { id: String, known: Vec<String> },
    UnknownBlock { id: String, known: Vec<String> },
    UnknownColumn { title: String, known: Vec<String> },
    UnknownNode { id: String, known: Vec<String> },
    NotATable { id: String },
    DuplicateId { id: String, what: &'static str },
    HighlightNeedsOne,
    RowWidth { expected: usize, found: usize },
    SeriesLength { expected: usize, found: usize },
    ChartSeries { kind: &'static str, needs: &'static str },
    ChartCategories { limit: usize, found: usize },
    SeriesWithoutName,
    SlopeNeedsTwo,
    NegativeShare,
    NodeCount { kind: &'static str, needs: &'static str },
    EdgeUnfit { kind: &'static str },
    EdgeToItself,
    ItemsUnfit { kind: &'static str },
    ChartWithoutData,
    ChartDataTwice,
    TableWithoutRows,
    TableRowsTwice,
    NotANumber { found: String },
    NotAText,
    Csv { reason: String },
    CsvHead { head: String, known: Vec<String> },
    LowResolution { path: String, ppi: u32, fault: bool },
    UnknownCountry { code: String, known: Vec<String> },
    WidthCount { expected: usize, found: usize },
    NotPositive { what: &'static str },
    TooDeep { limit: usize },
    AsOfAfterReport { as_of: String, date: String },
    AsOfBefore { as_of: String, start: String, what: &'static str },
    PeriodReversed { from: String, to: String },
    PeriodBeyondReport { to: String, date: String },
    TargetOver { by: String, as_of: String },
    EstablishedAfterReport { established: String, date: String },
    EventAfterReport { event: String, date: String },
    SpanReversed { span: String },
    PhasesReversed { earlier: String, later: String },
    TotalNotTheSum { column: String, total: String, sum: String, unstated: bool },
    TotalNoDifference,
    CountDiffers { counted: String, value: String },
    CountsNoTable { id: String, known: Vec<String> },
    UnknownCategory { text: String, known: Vec<String> },
    RepeatedNowhere { near: bool },
    RepeatedFirst,
    DuplicateTitle { title: String, what: &'static str },
    NothingBelow { what: &'static str },
    ShareAboveWhole { value: String },
    SharesNotWhole { category: String, sum: String },
    StatementDiffers { label: String, stated: String, value: String },
    PictureMissing { path: String },
    PictureOutside { path: String },
    PictureUnreadable { path: String, reason: String },
    TemplateSyntax { reason: String },
    TemplateTripleStash,
    TemplateCycle { path: String },
    TemplateMissing { name: String },
    TemplateRender { reason: String },
    TemplateUnknownFile { name: String },
    Typst { message: String, hints: Vec<String> },
    TypstWarning { message: String, hints: Vec<String> },
    SummaryPages { council: String, pages: usize },
    MissingGlyph { character: char },
    OutsidePage { page: usize },
    PdfExport { message: String },
    Unreadable { path: String, reason: String },
    NotAReport { path: String },
    UnknownCouncilArgument { id: String, known: Vec<String> },
    Unwritable { path: String, reason: String },
    FontUnreadable { path: String, reason: String },
    NoFont { path: String },
    LeftBehind { path: String },
}

/// A list of names for a message: `` `a`, `b` or `c` ``.
fn listing<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} or {last}", head.join(", ")),
    }
}

/// The accepted name nearest to a mistyped one, if it is near enough to be meant.
fn nearest<'a, S: AsRef<str>>(word: &str, names: &'a [S]) -> Option<&'a str> {
    names
        .iter()
        .map(|name| (strsim::jaro_winkler(word, name.as_ref()), name.as_ref()))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// The hint for a name that is not among those accepted.
fn choice_hints<S: AsRef<str>>(word: &str, names: &[S]) -> Vec<String> {
    match nearest(word, names) {
        Some(name) => vec![format!("did you mean `{name}`?")],
        None if names.is_empty() => vec!["there is none to choose from here: take it out".to_owned()],
        None => vec![format!("write {}", listing(names))],
    }
}

impl Problem {
    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnlistedCouncil { .. }
            | Self::TypstWarning { .. }
            | Self::LeftBehind { .. }
            | Self::AsOfBefore { .. }
            | Self::PeriodBeyondReport { .. }
            | Self::TargetOver { .. }
            | Self::EventAfterReport { .. }
            | Self::SpanReversed { .. }
            | Self::PhasesReversed { .. }
            | Self::RepeatedNowhere { .. }
            | Self::RepeatedFirst
            | Self::ShareAboveWhole { .. }
            | Self::SharesNotWhole { .. }
            | Self::StatementDiffers { .. }
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
            Self::EmptyText => "K0110",
            Self::LineBreakInText => "K0111",
            Self::ForbiddenCharacter { .. } => "K0112",
            Self::BadLink { .. } => "K0113",
            Self::EmptyList => "K0114",
            Self::TooDeep { .. } => "K0115",
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
            Self::SeriesLength { .. } => "K0211",
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
            Self::CsvHead { .. } => "K0234",
            Self::LowResolution { .. } => "K0235",
            Self::AsOfAfterReport { .. } => "K0240",
            Self::AsOfBefore { .. } => "K0241",
            Self::PeriodReversed { .. } => "K0242",
            Self::PeriodBeyondReport { .. } => "K0243",
            Self::TargetOver { .. } => "K0244",
            Self::EstablishedAfterReport { .. } => "K0245",
            Self::EventAfterReport { .. } => "K0246",
            Self::SpanReversed { .. } => "K0247",
            Self::PhasesReversed { .. } => "K0248",
            Self::TotalNotTheSum { .. } => "K0249",
            Self::TotalNoDifference => "K0250",
            Self::CountDiffers { .. } => "K0251",
            Self::UnknownCategory { .. } => "K0252",
            Self::RepeatedNowhere { .. } => "K0253",
            Self::RepeatedFirst => "K0254",
            Self::DuplicateTitle { .. } => "K0255",
            Self::NothingBelow { .. } => "K0256",
            Self::ShareAboveWhole { .. } => "K0257",
            Self::SharesNotWhole { .. } => "K0258",
            Self::StatementDiffers { .. } => "K0259",
            Self::CountsNoTable { .. } => "K0260",
            Self::WidthCount { .. } => "K0213",
            Self::NotPositive { .. } => "K0214",
            Self::PictureMissing { .. } => "K0220",
            Self::PictureOutside { .. } => "K0221",
            Self::PictureUnreadable { .. } => "K0222",
            Self::TemplateSyntax { .. } => "K0301",
            Self::TemplateTripleStash => "K0302",
            Self::TemplateCycle { .. } => "K0303",
            Self::TemplateMissing { .. } => "K0304",
            Self::TemplateRender { .. } => "K0305",
            Self::TemplateUnknownFile { .. } => "K0306",
            Self::Typst { .. } => "K0401",
            Self::TypstWarning { .. } => "K0402",
            Self::SummaryPages { .. } => "K0403",
            Self::MissingGlyph { .. } => "K0404",
            Self::OutsidePage { .. } => "K0406",
            Self::PdfExport { .. } => "K0405",
            Self::Unreadable { .. } => "K0501",
            Self::NotAReport { .. } => "K0502",
            Self::UnknownCouncilArgument { .. } => "K0503",
            Self::Unwritable { .. } => "K0504",
            Self::FontUnreadable { .. } => "K0505",
            Self::NoFont { .. } => "K0506",
            Self::LeftBehind { .. } => "K0507",
        }
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self) -> String {
        match self {
            Self::JsonSyntax { reason, .. } => format!("this is not valid JSON: {reason}"),
            Self::DuplicateKey { key } => format!("the key `{key}` stands twice in the same object"),
            Self::UnknownKey { key, owner, .. } => format!("{owner} has no key `{key}`"),
            Self::MissingKey { key, owner } => format!("{owner} lacks the key `{key}`"),
            Self::WrongType { expected, found } => format!("expected {expected}, found {found}"),
            Self::UnknownChoice { value, what, .. } => format!("`{value}` is no {what}"),
            Self::BadDate { value } => format!("`{value}` is not a date"),
            Self::BadNumber { value } => {
                format!("the number `{value}` is too long: it has more than 18 digits, or more than 9 after the point")
            }
            Self::BadId { value } => format!("`{value}` is not an id"),
            Self::EmptyText => "this text is empty".to_owned(),
            Self::LineBreakInText => "this text holds a line break or a tab".to_owned(),
            Self::ForbiddenCharacter { code_point } => {
                format!("this text holds the character U+{code_point:04X}, which cannot be printed")
            }
            Self::BadLink { target } => format!("the link target `{target}` is not a web or mail address"),
            Self::EmptyList => "this list is empty".to_owned(),
            Self::TooDeep { limit } => format!("lists and sections are nested more than {limit} deep"),
            Self::UnknownCouncil { id, .. } => format!("there is no file for the council `{id}`"),
            Self::UnlistedCouncil { id } => {
                format!("the council `{id}` is not listed in `report.json`, so it is not printed")
            }
            Self::UnknownMetric { id, .. } => format!("this council has no metric `{id}`"),
            Self::UnknownBlock { id, .. } => format!("this council has no block with the id `{id}`"),
            Self::UnknownColumn { title, .. } => format!("the table has no column `{title}`"),
            Self::UnknownNode { id, .. } => format!("the diagram has no node `{id}`"),
            Self::NotATable { id } => format!("the block `{id}` is not a table, so it has no columns to choose"),
            Self::DuplicateId { id, what } => format!("the {what} `{id}` is used twice"),
            Self::HighlightNeedsOne => "a highlight needs either `metric` or `text`, and not both".to_owned(),
            Self::RowWidth { expected, found } => {
                format!("this row has {found} cells, but the table has {expected} columns")
            }
            Self::SeriesLength { expected, found } => {
                format!("this series has {found} values, but the chart has {expected} categories")
            }
            Self::ChartSeries { kind, needs } => format!("a chart of the kind `{kind}` needs {needs}"),
            Self::ChartCategories { limit, found } => {
                format!("this chart has {found} categories, more than the {limit} that can be read")
            }
            Self::SeriesWithoutName => "a series among others lacks its name".to_owned(),
            Self::SlopeNeedsTwo => "a slope joins two categories, with a value of each series in both".to_owned(),
            Self::NodeCount { kind, needs } => format!("a diagram of the kind `{kind}` needs {needs}"),
            Self::EdgeUnfit { kind } => format!("a diagram of the kind `{kind}` does not draw this arrow"),
            Self::EdgeToItself => "this arrow ends where it begins".to_owned(),
            Self::ItemsUnfit { kind } => format!("a diagram of the kind `{kind}` has no room for items below a node"),
            Self::ChartWithoutData => "this chart has no data".to_owned(),
            Self::ChartDataTwice => "this chart has data of its own and takes them from a table, too".to_owned(),
            Self::TableWithoutRows => "this table has no rows".to_owned(),
            Self::TableRowsTwice => "this table has rows of its own and takes them from a CSV file, too".to_owned(),
            Self::NotANumber { found } => format!("expected a number, found `{found}`"),
            Self::NotAText => "expected a text that names a category".to_owned(),
            Self::Csv { reason } => format!("this is not a table in CSV: {reason}"),
            Self::CsvHead { head, .. } => format!("the CSV file has no column `{head}`"),
            Self::LowResolution { path, ppi, .. } => {
                format!("the picture `{path}` has {ppi} pixels an inch at the size in which it is printed")
            }
            Self::UnknownCountry { code, .. } => format!("the map has no country `{code}`"),
            Self::NegativeShare => "a negative value has no share of a whole".to_owned(),
            Self::WidthCount { expected, found } => {
                format!("{found} widths are given for {expected} columns")
            }
            Self::NotPositive { what } => format!("{what} must be greater than zero"),
            Self::AsOfAfterReport { as_of, date } => {
                format!("the as-of date {as_of} lies after the date of the report, {date}")
            }
            Self::AsOfBefore { as_of, start, what } => {
                format!("the as-of date {as_of} lies before {what}, {start}")
            }
            Self::PeriodReversed { from, to } => format!("the period ends in {to}, before it begins in {from}"),
            Self::PeriodBeyondReport { to, date } => {
                format!("the period ends in {to}, after the date of the report, {date}")
            }
            Self::TargetOver { by, as_of } => {
                format!("the target's date {by} lies before the as-of date {as_of}, and the target is not met")
            }
            Self::EstablishedAfterReport { established, date } => {
                format!("the council was established in {established}, after the date of the report, {date}")
            }
            Self::EventAfterReport { event, date } => {
                format!("{event} lies after the date of the report, {date}, but is not said to be planned")
            }
            Self::SpanReversed { span } => format!("`{span}` ends before it begins"),
            Self::PhasesReversed { earlier, later } => format!("the phase of {earlier} comes after that of {later}"),
            Self::TotalNotTheSum { column, total, sum, unstated } => {
                let stated = if *unstated { " of what is stated" } else { "" };
                format!("the total of the column `{column}` is {total}, but the sum{stated} is {sum}")
            }
            Self::TotalNoDifference => "each total is the sum of its column, but a remark says otherwise".to_owned(),
            Self::CountDiffers { counted, value } => {
                format!("the metric says {value}, but its table gives {counted}")
            }
            Self::CountsNoTable { id, .. } => {
                format!("the block `{id}` is not a table, so that nothing can be counted in it")
            }
            Self::UnknownCategory { text, .. } => format!("the column has no cell `{text}`"),
            Self::RepeatedNowhere { .. } => {
                "this entry is marked as repeated (再掲), but the report says it nowhere else".to_owned()
            }
            Self::RepeatedFirst => {
                "this entry is marked as repeated (再掲), but stands before the one that is not".to_owned()
            }
            Self::DuplicateTitle { title, what } => format!("the {what} `{title}` is there twice"),
            Self::NothingBelow { what } => format!("{what} holds nothing, so that its heading would stand alone"),
            Self::ShareAboveWhole { value } => format!("a share of {value}％ is more than the whole"),
            Self::SharesNotWhole { category, sum } => format!("the shares of `{category}` add up to {sum}％"),
            Self::StatementDiffers { label, stated, value } => {
                format!("this says that {label} is {stated}, but the metric says {value}")
            }
            Self::PictureMissing { path } => format!("there is no picture `{path}`"),
            Self::PictureOutside { path } => format!("the picture `{path}` is not plainly within the report's folder"),
            Self::PictureUnreadable { path, reason } => format!("the picture `{path}` cannot be read: {reason}"),
            Self::TemplateSyntax { reason } => format!("this template cannot be parsed: {reason}"),
            Self::TemplateTripleStash => {
                "this template prints data as markup, by `{{{` or `{{&`, or defines partials by `{{#*`".to_owned()
            }
            Self::TemplateCycle { path } => format!("these templates include each other: {path}"),
            Self::TemplateMissing { name } => format!("there is no template `{name}`"),
            Self::TemplateRender { reason } => format!("this template cannot be filled: {reason}"),
            Self::TemplateUnknownFile { name } => {
                format!("`{name}` overrides nothing: there is no such template or component")
            }
            Self::Typst { message, .. } => format!("typst: {message}"),
            Self::TypstWarning { message, .. } => format!("typst: {message}"),
            Self::SummaryPages { council, pages } => {
                format!("the summary of `{council}` takes {pages} pages and must fit on one")
            }
            Self::MissingGlyph { character } => {
                format!("no font has the character `{character}` (U+{:04X})", u32::from(*character))
            }
            Self::OutsidePage { page } => format!("this text runs off page {page}"),
            Self::PdfExport { message } => format!("the PDF cannot be written: {message}"),
            Self::Unreadable { path, reason } => format!("`{path}` cannot be read: {reason}"),
            Self::NotAReport { path } => format!("`{path}` is not a report: it has no file `report.json`"),
            Self::UnknownCouncilArgument { id, .. } => format!("the report has no council `{id}`"),
            Self::Unwritable { path, reason } => format!("`{path}` cannot be written: {reason}"),
            Self::FontUnreadable { path, reason } => format!("the font `{path}` cannot be read: {reason}"),
            Self::NoFont { path } => format!("there is no font in `{path}`"),
            Self::LeftBehind { path } => format!("`{path}` is left from an earlier run and belongs to no council"),
        }
    }

    /// What to do about it, one remedy a line.
    pub fn hints(&self) -> Vec<String> {
        let hint = |text: &str| vec![text.to_owned()];
        match self {
            Self::JsonSyntax { remedy, .. } => hint(remedy),
            Self::DuplicateKey { .. } => hint("keep one of the two; JSON would silently drop the other"),
            Self::UnknownKey { key, accepted, .. } => choice_hints(key, accepted),
            Self::MissingKey { key: "unit", .. } => {
                hint("a number without its unit says nothing: add `\"unit\": \"件\"`, or whatever it counts")
            }
            Self::MissingKey { key, .. } => vec![format!("add `\"{key}\": …` here")],
            Self::UnknownChoice { value, accepted, .. } => choice_hints(value, accepted),
            Self::BadDate { .. } => hint(
                "write a day, month or year that exists, by the Western calendar: `2019-03-31`, `2019-03` or `2019`",
            ),
            Self::BadNumber { .. } => hint("round it, or give it as text with a larger unit such as 億"),
            Self::BadId { .. } => hint("use small letters a–z, digits and hyphens, beginning with a letter"),
            Self::EmptyText => hint("write the text, or leave the key out if it may be absent"),
            Self::LineBreakInText => hint("make it two items or two paragraphs; lines are broken when the page is set"),
            Self::ForbiddenCharacter { .. } => hint("delete it; it often comes along when text is pasted"),
            Self::BadLink { .. } => hint("begin it with `https://`, `http://` or `mailto:`"),
            Self::EmptyList => hint("add an entry, or leave the key out where it may be absent"),
            Self::TooDeep { .. } => hint("lift the innermost entries one level up"),
            Self::UnknownCouncil { id, known } => {
                let mut hints = vec![format!("add `councils/{id}.json`, or take the id out of the list")];
                hints.extend(nearest(id, known).map(|name| format!("did you mean `{name}`?")));
                hints
            }
            Self::UnlistedCouncil { id } if id.bytes().any(|b| !matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) => {
                hint("rename the file: small letters a–z, digits and hyphens, beginning with a letter")
            }
            Self::UnlistedCouncil { .. } => hint("add its id to `councils` in `report.json`, or move the file away"),
            Self::UnknownMetric { id, known } | Self::UnknownBlock { id, known } => choice_hints(id, known),
            Self::UnknownColumn { title, known } => choice_hints(title, known),
            Self::UnknownNode { id, known } => choice_hints(id, known),
            Self::NotATable { id } => vec![format!("write just `\"{id}\"`")],
            Self::DuplicateId { .. } => hint("give each its own; others refer to it by this name"),
            Self::HighlightNeedsOne => hint("name a metric of `results`, or write a short text"),
            Self::RowWidth { expected, found } if found < expected => {
                hint("write `null` for a cell that the source leaves open")
            }
            Self::RowWidth { .. } => hint("take the surplus cells out, or add a column"),
            Self::SeriesLength { expected, found } if found < expected => {
                hint("write `null` for a value that is missing")
            }
            Self::SeriesLength { .. } => hint("take the surplus values out, or add a category"),
            Self::ChartSeries { .. } => hint("add or take out series, or choose another `kind`"),
            Self::ChartCategories { .. } => hint("sum them up, or make two charts"),
            Self::SeriesWithoutName => hint("add `\"name\": …`, which the key of the chart shows"),
            Self::SlopeNeedsTwo => hint("give the first and the latest only, or choose the kind `line`"),
            Self::NodeCount { .. } => hint("add or take out nodes, or choose another `kind`"),
            Self::EdgeUnfit { kind: "cycle" } => {
                hint("its arrows lead from each node to the next; give labels by such edges")
            }
            Self::EdgeUnfit { .. } => hint("take it out, or choose the kind `flow`"),
            Self::EdgeToItself => hint("let it end at another node"),
            Self::ItemsUnfit { .. } => hint("write a short `note` instead, or choose the kind `phases`"),
            Self::ChartWithoutData => hint("add `categories` and `series`, or take them from a table by `from`"),
            Self::ChartDataTwice => hint("keep either `from`, or `categories` and `series`"),
            Self::TableWithoutRows => hint("add `rows`, or name a file by `csv`"),
            Self::TableRowsTwice => hint("keep either `csv` or `rows`"),
            Self::NotANumber { .. } => {
                hint("write digits, with or without separators, and the unit in the column's title")
            }
            Self::NotAText => hint("fill in the cell; an empty one names nothing"),
            Self::Csv { .. } => hint("save it anew from the spreadsheet as CSV, comma separated"),
            Self::CsvHead { head, known } => choice_hints(head, known),
            Self::LowResolution { .. } => {
                hint("use a picture with more pixels: printers ask for 300 an inch, 150 at the least")
            }
            Self::UnknownCountry { code, known } => {
                let first = code.chars().next().unwrap_or_default().to_ascii_uppercase();
                if known.contains(&code.to_ascii_uppercase()) {
                    return vec![format!("did you mean `{}`?", code.to_ascii_uppercase())];
                }
                let near: Vec<&String> = known.iter().filter(|known| known.starts_with(first)).collect();
                if near.is_empty() {
                    return hint("write its code of ISO 3166-1 in two capitals, such as `KH`");
                }
                vec![format!(
                    "write a code of ISO 3166-1 in two capitals; with this letter there are {}",
                    listing(&near)
                )]
            }
            Self::AsOfAfterReport { .. } => {
                hint("nobody can have counted up to then yet: mend the as-of date, or `date` in `report.json`")
            }
            Self::AsOfBefore { .. } => hint("mend the as-of date, or the date that it is compared with"),
            Self::PeriodReversed { .. } => hint("swap `from` and `to`"),
            Self::PeriodBeyondReport { .. } => hint("mend `to`, or `date`"),
            Self::TargetOver { .. } => {
                hint("mend the date; if it is right, say in the target's `note` what became of the target")
            }
            Self::EstablishedAfterReport { .. } => hint("mend `established`, or `date` in `report.json`"),
            Self::EventAfterReport { .. } => hint("mend the date, or add 予定 to what is planned"),
            Self::SpanReversed { .. } => hint("swap the two dates, or mend them"),
            Self::PhasesReversed { .. } => hint("mend the date, or put the phases in their order"),
            Self::TotalNotTheSum { unstated: true, .. } => {
                hint("mend the total or the cells; a total can only be larger where cells are not stated")
            }
            Self::TotalNotTheSum { .. } => vec![
                "mend the total or the cells".to_owned(),
                "if the source says so, give the reason by `total_differs`, which is printed below the table"
                    .to_owned(),
                "if the column is not summed up, as averages and rates, add `\"summed\": false` to it".to_owned(),
            ],
            Self::TotalNoDifference => hint("take `total_differs` out"),
            Self::CountDiffers { .. } => hint("mend the value or the table, or take `counts` out if it counts others"),
            Self::CountsNoTable { id, known } => choice_hints(id, known),
            Self::UnknownCategory { text, known } => choice_hints(text, known),
            Self::RepeatedNowhere { near: true } => hint("write it as in the first place, or take `repeated` out"),
            Self::RepeatedNowhere { near: false } => hint("take `repeated` out"),
            Self::RepeatedFirst => hint("move `repeated` to the later one"),
            Self::DuplicateTitle { .. } => hint("tell them apart by their names; readers have nothing else"),
            Self::NothingBelow { .. } => hint("fill it, or leave it out"),
            Self::ShareAboveWhole { .. } => hint("mend the value, or its unit"),
            Self::SharesNotWhole { .. } => hint("mend the shares, or add one for the others (その他)"),
            Self::StatementDiffers { .. } => hint("mend one of the two, or say what else is counted"),
            Self::NegativeShare => hint("choose the kind `stacked_bar`"),
            Self::WidthCount { .. } => hint("give one width a column, or leave `widths` out for equal columns"),
            Self::PictureMissing { .. } => hint("paths are relative to the folder of `report.json`"),
            Self::PictureOutside { .. } => hint(
                "copy the picture into the report's folder and name it like `pictures/name.png`, without `.` and `..`",
            ),
            Self::PictureUnreadable { .. } => hint("save it anew as PNG, JPEG, WebP or SVG"),
            Self::TemplateTripleStash => hint("write `{{text x}}` or another helper instead"),
            Self::TemplateCycle { .. } => hint("use `{{render items}}` where the data itself is nested"),
            Self::TemplateUnknownFile { .. } => hint("name it like the file that it shall replace"),
            Self::Typst { hints, .. } | Self::TypstWarning { hints, .. } => hints.clone(),
            Self::SummaryPages { .. } => hint("shorten `summary.achievements`, or show fewer blocks in `summary.show`"),
            Self::OutsidePage { .. } => hint("shorten it, or put spaces where a line may be broken"),
            Self::MissingGlyph { .. } => hint("replace it, or add a font that has it with `--font-path`"),
            Self::NotAReport { .. } => hint("give the folder that holds `report.json`, such as `data/2019`"),
            Self::UnknownCouncilArgument { id, known } => choice_hints(id, known),
            Self::Unwritable { .. } => hint("choose another folder with `-o`"),
            Self::LeftBehind { .. } => hint("delete it, so that nobody sends it by mistake"),
            Self::NoFont { .. } => hint("put `.ttf`, `.otf` or `.ttc` files there"),
            Self::WrongType { expected, found: "a text" } if expected.starts_with("a number") => {
                hint("take the quotes away, and commas and full-width digits, too: `1376`")
            }
            Self::WrongType { expected, found: "a text" } if expected.starts_with("`true`") => {
                hint("take the quotes away: `true`")
            }
            Self::WrongType { expected, .. } if expected.starts_with("a list") => {
                hint("put brackets round it: `[\"…\"]`")
            }
            Self::WrongType { found: "`null`", .. } => hint("leave the key out if it may be absent"),
            Self::WrongType { expected, found: "a number" } if expected.starts_with("a text") => {
                hint("put it in quotes")
            }
            Self::WrongType { .. }
            | Self::NotPositive { .. }
            | Self::TemplateSyntax { .. }
            | Self::TemplateMissing { .. }
            | Self::TemplateRender { .. }
            | Self::PdfExport { .. }
            | Self::Unreadable { .. }
            | Self::FontUnreadable { .. } => Vec::new(),
        }
    }
}
