//! The catalogue of messages in English.

mod character;
mod figures;
mod links;
pub(super) mod preflight;
pub(super) mod print;
pub(super) mod run;

use std::io::ErrorKind;

use super::{CountryGuess, count, few, valid_id};
use crate::diagnostic::{Problem, Reason, Term, Thing, nearest};
use crate::japanese::{TypedNumber, guessed_date};
use crate::language::Language;

const ENGLISH: Language = Language::English;

/// A list of names.
fn listing<S: AsRef<str>>(names: &[S]) -> String {
    kakugi_diagnostic::listing(names, ENGLISH)
}

/// All of some names: `` `a`, `b`, `c` ``.
fn all<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// The hint for a name that is not among those accepted.
fn choice<S: AsRef<str>>(word: &str, names: &[S]) -> Vec<String> {
    kakugi_diagnostic::choice(word, names, ENGLISH)
}

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &Problem) -> String {
    match problem {
        Problem::JsonSyntax { reason, .. } => format!("this is not valid JSON: {}", reason.text(ENGLISH)),
        Problem::DuplicateKey { key } => format!("the key `{key}` stands twice in the same object"),
        Problem::UnknownKey { key, owner, .. } => format!("{} has no key `{key}`", owner.text(ENGLISH)),
        Problem::MissingKey { key, owner } => format!("{} lacks the key `{key}`", owner.text(ENGLISH)),
        Problem::WrongType { expected, found, .. } => {
            format!("expected {}, found {}", expected.text(ENGLISH), found.text(ENGLISH))
        }
        Problem::UnknownChoice { value, what, .. } => format!("`{value}` is no {}", what.text(ENGLISH)),
        Problem::BadDate { value } => format!("`{value}` is not a date"),
        Problem::BadNumber { value } => {
            format!("the number `{value}` is too long: it has more than 18 digits, or more than 9 after the point")
        }
        Problem::BadId { value } => format!("`{value}` is not an id"),
        Problem::NothingButMarks => {
            "this text has notes or line-break hints, and nothing that they belong to".to_owned()
        }
        Problem::EmptyText | Problem::EmptyCell => "this text is empty".to_owned(),
        Problem::LineBreakInText => "this text holds a line break or a tab".to_owned(),
        Problem::ForbiddenCharacter { code_point, sign } => character::forbidden(*code_point, sign),
        Problem::BadLink { target, flaw } => links::message(target, *flaw),
        Problem::MarkReadAloud { mark } => {
            format!("an alternative text takes no marks, so that `{mark}` is read aloud as it stands")
        }
        Problem::BrokenMark { mark, meant: None } => {
            format!("the mark `{mark}` has no counterpart, so it is printed as it stands")
        }
        Problem::BrokenMark { mark, meant: Some(_) } => {
            format!("the mark `{mark}` has full-width characters, so it is printed as it stands")
        }
        Problem::EmptyList => "this list is empty".to_owned(),
        Problem::TooDeep { limit } => format!("lists and sections are nested more than {limit} deep"),
        Problem::OverLimit { what, limit, .. } => what.text(ENGLISH).replace("{}", &count(*limit)),
        Problem::LongTable { rows, .. } => {
            format!("this table has {} rows, so that it takes long to set", count(*rows))
        }
        Problem::ReservedName { id } => {
            format!(
                "`{id}` cannot be the id of a council: Windows keeps the name for itself, and can have no such file"
            )
        }
        Problem::HiddenFile { path } => format!("`{path}` is a hidden file, which is no part of a report"),
        Problem::WordsForNumber { words, .. } => format!("expected a number, found the words `{words}`"),
        Problem::ValueUnsaid => "the value is `null`, but `pending` does not say what to print in its place".to_owned(),
        Problem::PendingBesideValue => {
            "the value is known, but `pending` says what to print as long as it is not".to_owned()
        }
        Problem::BaselineWithoutTarget => {
            "a baseline needs a target: the rate is counted from one to the other".to_owned()
        }
        Problem::BaselineAtTarget => {
            "the baseline equals the target, so that there is no way between them and no rate".to_owned()
        }
        Problem::BaselineBeyondTarget { lower: true } => {
            "the figure is to fall, but its baseline lies below the target".to_owned()
        }
        Problem::BaselineBeyondTarget { lower: false } => {
            "the figure is to rise, but its baseline lies above the target".to_owned()
        }
        Problem::DirectionUnsaid { label, fault: true } => {
            format!("nothing says whether {label} is to rise or to fall, and a target of zero or less leaves it open")
        }
        Problem::DirectionUnsaid { label, .. } => {
            format!(
                "{label} seems to be a figure that is to fall, but nothing says so; whether it is attained is not printed"
            )
        }
        Problem::UnknownCouncil { id, .. } => format!("there is no file for the council `{id}`"),
        Problem::UnlistedCouncil { id } => {
            format!("the council `{id}` is not listed in `report.json`, so it is not printed")
        }
        Problem::UnknownMetric { id, .. } => format!("this council has no metric `{id}`"),
        Problem::UnknownBlock { id, .. } => format!("this council has no block with the id `{id}`"),
        Problem::UnknownColumn { title, .. } => format!("the table has no column `{title}`"),
        Problem::UnknownNode { id, .. } => format!("the diagram has no node `{id}`"),
        Problem::NotATable { id } => format!("the block `{id}` is not a table, so it has no columns to choose"),
        Problem::DuplicateId { id, what } => format!("the {} `{id}` is used twice", what.bare(ENGLISH)),
        Problem::HighlightNeedsOne => "a highlight needs either `metric` or `text`, and not both".to_owned(),
        Problem::RowWidth { expected, found } => {
            format!("this row has {found} cells, but the table has {expected} columns")
        }
        Problem::SeriesLength { expected, found } => {
            format!("this series has {found} values, but the chart has {expected} categories")
        }
        Problem::DirectionCount { expected, found } => {
            format!("`better` has {found} entries, but the chart has {expected} categories")
        }
        Problem::ChartSeries { kind, needs } => format!("a chart of the kind `{kind}` needs {}", needs.text(ENGLISH)),
        Problem::ChartCategories { limit, found } => {
            format!("this chart has {found} categories, more than the {limit} that can be read")
        }
        Problem::SeriesWithoutName => "a series among others lacks its name".to_owned(),
        Problem::SlopeNeedsTwo => "a slope joins two categories, with a value of each series in both".to_owned(),
        Problem::NodeCount { kind, needs } => format!("a diagram of the kind `{kind}` needs {}", needs.text(ENGLISH)),
        Problem::EdgeUnfit { kind } => format!("a diagram of the kind `{kind}` does not draw this arrow"),
        Problem::EdgeToItself => "this arrow ends where it begins".to_owned(),
        Problem::ItemsUnfit { kind } => format!("a diagram of the kind `{kind}` has no room for items below a node"),
        Problem::ChartWithoutData => "this chart has no data".to_owned(),
        Problem::ChartDataTwice => "this chart has data of its own and takes them from a table, too".to_owned(),
        Problem::TableWithoutRows => "this table has no rows".to_owned(),
        Problem::TableRowsTwice => "this table has rows of its own and takes them from a CSV file, too".to_owned(),
        Problem::NotANumber { found, why, more, .. } => figures::message(found, *why, *more),
        Problem::NotAText => "expected a text that names a category".to_owned(),
        Problem::Csv { reason, .. } => format!("this is not a table in CSV: {}", reason.text(ENGLISH)),
        Problem::CsvHead { head, .. } => format!("the CSV file has no column `{head}`"),
        Problem::CsvNoHeads { .. } => "the first line of the CSV file has none of the table's columns".to_owned(),
        Problem::CsvHeadTwice { head, columns } => {
            let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
            format!("the CSV file has {} columns `{head}` (columns {})", columns.len(), columns.join(", "))
        }
        Problem::CharacterSet { likely, damaged: true } => {
            format!("this file is in {}, but has a damaged character here", likely.join(" or "))
        }
        Problem::CharacterSet { likely, .. } if likely.is_empty() => {
            "the character set of this file cannot be told".to_owned()
        }
        Problem::CharacterSet { likely, .. } if likely.as_slice() == ["UTF-16"] => {
            "this file is in UTF-16, as Excel saves 'Unicode text', which is no CSV".to_owned()
        }
        Problem::CharacterSet { likely, .. } if likely.len() == 1 => {
            format!("this file seems to be in {}, which is not read", likely.join(""))
        }
        Problem::CharacterSet { likely, .. } => {
            format!("the character set of this file is not certain: it may be {}", likely.join(" or "))
        }
        Problem::ErrorValue { found } => format!("the cell holds `{found}`, an error of a spreadsheet"),
        Problem::MergedCells { column, blank } => {
            format!("the column `{column}` has {blank} empty cells that look like parts of merged ones")
        }
        Problem::BracketsAsMinus { found, more } => {
            format!("`{found}` is read as a negative number{}", figures::and_more(*more))
        }
        Problem::FillDownNumbers => "a column of numbers cannot be filled down".to_owned(),
        Problem::MarkupLeftOver { found } => format!("`{found}` is left from a web page, and is printed as it stands"),
        Problem::Padding { blanks } => format!("{blanks} blanks in a row are closed up in print"),
        Problem::LowResolution { path, ppi, .. } => {
            format!("the picture `{path}` has {ppi} pixels an inch at the size in which it is printed")
        }
        Problem::AsOfAfterReport { as_of, date } => {
            format!("the as-of date {as_of} lies after the date of the report, {date}")
        }
        Problem::AsOfBefore { as_of, start, what } => {
            format!("the as-of date {as_of} lies before {}, {start}", what.text(ENGLISH))
        }
        Problem::PeriodReversed { from, to } => format!("the period ends in {to}, before it begins in {from}"),
        Problem::PeriodBeyondReport { to, date } => {
            format!("the period ends in {to}, after the date of the report, {date}")
        }
        Problem::TargetOver { by, as_of } => {
            format!("the target's date {by} lies before the as-of date {as_of}, and the target is not met")
        }
        Problem::EstablishedAfterReport { established, date } => {
            format!("the council was established in {established}, after the date of the report, {date}")
        }
        Problem::EventAfterReport { event, date } => {
            format!("{event} lies after the date of the report, {date}, but is not said to be planned")
        }
        Problem::SpanReversed { span } => format!("`{span}` ends before it begins"),
        Problem::PhasesReversed { earlier, later } => format!("the phase of {earlier} comes after that of {later}"),
        Problem::TotalNotTheSum { column, total, sum, unstated } => {
            let stated = if *unstated { " of what is stated" } else { "" };
            format!("the total of the column `{column}` is {total}, but the sum{stated} is {sum}")
        }
        Problem::TotalOfPending { column, total, words } => {
            format!("the total of the column `{column}` is {total}, but one of its cells says `{words}`")
        }
        Problem::TotalNoDifference => "each total is the sum of its column, but a remark says otherwise".to_owned(),
        Problem::CountDiffers { counted, value } => {
            format!("the metric says {value}, but its table gives {counted}")
        }
        Problem::CountOfPending { value, words } => {
            format!("the metric says {value}, but its table holds a cell that says `{words}`")
        }
        Problem::CountKnown { counted, words } => {
            format!("the metric says `{words}`, but its table gives {counted}")
        }
        Problem::CountsNoTable { id, .. } => {
            format!("the block `{id}` is not a table, so that nothing can be counted in it")
        }
        Problem::PreviousIsLater => "the report that this one is compared with is the later one".to_owned(),
        Problem::MetricByLabel { label, before, after } => {
            format!("{label} has the id `{after}`, but in the earlier report `{before}`: it was found by its label")
        }
        Problem::MetricUnitChanged { label, before, after } => {
            format!("{label} counts {after}, but in the earlier report {before}: no difference can be given")
        }
        Problem::NotInArchive { id, store } => format!("the archive `{store}` has no report `{id}`"),
        Problem::UnknownCategory { text, .. } => format!("the column has no cell `{text}`"),
        Problem::RepeatedNowhere { .. } => {
            "this entry is marked as repeated (再掲), but the report says it nowhere else".to_owned()
        }
        Problem::RepeatedFirst => {
            "this entry is marked as repeated (再掲), but stands before the one that is not".to_owned()
        }
        Problem::RepeatedNotCompared { count } => {
            format!(
                "{count} entries marked as repeated (再掲), this one first, were not looked for: there are too many"
            )
        }
        Problem::DuplicateTitle { title, what } => format!("the {} `{title}` is there twice", what.bare(ENGLISH)),
        Problem::NothingBelow { what } => {
            format!("{} holds nothing, so that its heading would stand alone", what.text(ENGLISH))
        }
        Problem::ShareAboveWhole { value } => format!("a share of {value}％ is more than the whole"),
        Problem::SharesNotWhole { category, sum } => format!("the shares of `{category}` add up to {sum}％"),
        Problem::StatementDiffers { label, stated, value } => {
            format!("“{stated}” is written of {label}, but the metric says {value}")
        }
        Problem::TargetStatementDiffers { label, stated, value } => {
            format!("“{stated}” is written of the target of {label}, but the target of the metric is {value}")
        }
        Problem::RateStatementDiffers { label, stated, value } => {
            format!("“{stated}” is written of the way to the target of {label}, but by the metric it is {value}")
        }
        Problem::UnknownCountry { code, .. } => format!("the map has no country `{code}`"),
        Problem::NegativeShare => "a negative value has no share of a whole".to_owned(),
        Problem::WidthCount { expected, found } => {
            format!("{found} widths are given for {expected} columns")
        }
        Problem::NotPositive { what } => format!("{} must be greater than zero", what.text(ENGLISH)),
        Problem::FileMissing { path, .. } => format!("there is no file `{path}`"),
        Problem::FileNamedOtherwise { path, real } => {
            format!("the file is not called `{path}` but `{real}`, which is another name on most servers")
        }
        Problem::StrayFile { path, .. } => format!("the file `{path}` is not read: its name does not end with `.json`"),
        Problem::FileOutside { path, .. } => format!("the file `{path}` is not plainly within the report's folder"),
        Problem::PictureUnreadable { path, reason } => {
            format!("the picture `{path}` cannot be read: {}", reason.text(ENGLISH))
        }
        Problem::PictureIncomplete { path, reason } => {
            format!("part of the picture `{path}` would be missing or look otherwise: {}", reason.text(ENGLISH))
        }
        Problem::PictureDiffers { path, reason } => {
            format!("the picture `{path}` is not printed as it looks elsewhere: {}", reason.text(ENGLISH))
        }
        Problem::TemplateSyntax { reason } => format!("this template cannot be parsed: {}", reason.text(ENGLISH)),
        Problem::TemplateTripleStash => {
            "this template prints data as markup, by `{{{` or `{{&`, or defines partials by `{{#*`".to_owned()
        }
        Problem::TemplateCycle { path } => format!("these templates include each other: `{path}`"),
        Problem::TemplateMissing { name } => format!("there is no template `{name}`"),
        Problem::TemplateRender { reason } => format!("this template cannot be filled: {}", reason.text(ENGLISH)),
        Problem::TemplateTooDeep { limit } => {
            format!("blocks or expressions are nested more than {limit} deep in this template")
        }
        Problem::StrangeLink { target, .. } => {
            format!("a link leads to `{target}`, which is neither a page of the web nor a mailbox")
        }
        Problem::StrangeAttachment { name } => {
            format!("the file `{name}` is attached, which is none of those that documents carry")
        }
        Problem::TemplateUnknownFile { name } => {
            format!("`{name}` overrides nothing: there is no such template or component")
        }
        Problem::Typst { message, .. } => format!("typst: {message}"),
        Problem::TypstWarning { message, .. } => format!("typst: {message}"),
        Problem::SummaryTooLong { council, .. } => {
            format!("the summary of `{council}` does not fit on its page, not even in the smallest type")
        }
        Problem::SummaryLeavesOut { council, items } => {
            let items: Vec<String> = items.iter().map(|item| format!("「{item}」")).collect();
            format!("the summary of `{council}` has no room for {}", items.join(", "))
        }
        Problem::MissingGlyph { sign, .. } => character::missing(sign),
        Problem::OtherStyle { characters, font } => character::other_style(characters, font),
        Problem::OutsidePage { document, page } => format!("this text runs off page {page} of `{document}`"),
        Problem::NotPrinted { pointer } => format!("no document prints `{pointer}`"),
        Problem::SmallType { size } => format!("this text is set in {size} pt, smaller than 7 pt"),
        Problem::HeadingAlone { document, page } => {
            format!("this heading stands alone at the foot of page {page} of `{document}`")
        }
        Problem::NotConverged => "the layout does not settle: each attempt changes the pages again".to_owned(),
        Problem::OutsideBlock { document, page } => {
            format!("this text leaves its cell, column or figure on page {page} of `{document}`")
        }
        Problem::Overprint { document, page } => {
            format!("this text runs into another on page {page} of `{document}`")
        }
        Problem::PdfExport { message } => format!("the PDF cannot be written: {message}"),
        Problem::Unreadable { path, reason } if reason.kind() == Some(ErrorKind::IsADirectory) => {
            format!("`{path}` is a folder, not a file")
        }
        Problem::Unreadable { path, reason } => format!("`{path}` cannot be read: {}", reason.text(ENGLISH)),
        Problem::NotAReport { path, .. } => format!("`{path}` is not a report: it has no file `report.json`"),
        Problem::UnknownCouncilArgument { id, .. } => format!("the report has no council `{id}`"),
        Problem::Unwritable { path, reason } => format!("`{path}` cannot be written: {}", reason.text(ENGLISH)),
        Problem::FontUnreadable { path, reason } => {
            format!("the font `{path}` cannot be read: {}", reason.text(ENGLISH))
        }
        Problem::NoFont { path } => format!("there is no font in `{path}`"),
        Problem::SetLeftOut { councils } => {
            format!("the summaries of {councils} councils are not put into one set")
        }
        Problem::FileChanged { path } => format!("`{path}` has changed since it was read"),
        Problem::EditUnfit { path, pointer, reason } => {
            format!("`{pointer}` of `{path}` cannot be edited: {}", reason.text(ENGLISH))
        }
        Problem::LeftBehind { path } => format!("`{path}` is left from an earlier run and belongs to no council"),
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &Problem) -> Vec<String> {
    let hint = |text: &str| vec![text.to_owned()];
    match problem {
        Problem::JsonSyntax { remedy, .. } => vec![remedy.text(ENGLISH)],
        Problem::DuplicateKey { .. } => hint("keep one of the two; JSON would silently drop the other"),
        Problem::UnknownKey { key, accepted, .. } => choice(key, accepted),
        Problem::MissingKey { key: "unit", .. } => {
            hint("a number without its unit says nothing: add `\"unit\": \"件\"`, or whatever it counts")
        }
        Problem::MissingKey { key, .. } => vec![format!("add `\"{key}\": …` here")],
        Problem::UnknownChoice { value, accepted, .. } => choice(value, accepted),
        Problem::BadDate { value } => match guessed_date(value) {
            Some(date) => vec![format!("write `{date}`")],
            None => hint(
                "write a day, month, year or fiscal year that exists, by the Western calendar: `2019-03-31`, `2019-03`, `2019` or `FY2018`",
            ),
        },
        Problem::BadNumber { .. } => hint("round it, or give it as text with a larger unit such as 億"),
        Problem::BadId { value } => {
            let mut hints = vec!["use small letters a–z, digits and hyphens, beginning with a letter".to_owned()];
            hints.extend(valid_id(value).map(|id| format!("such as `{id}`")));
            hints
        }
        Problem::NothingButMarks => hint("write the text before its note `^[…]`, or around its hint `{|}`"),
        Problem::EmptyText => hint("write the text, or leave the key out if it may be absent"),
        Problem::EmptyCell => {
            hint("write `null` for a cell that the source leaves open, without quotes; 「－」 is printed")
        }
        Problem::ForbiddenCharacter { sign, .. } => hint(character::forbidden_hint(sign)),
        Problem::BrokenMark { meant: Some(meant), .. } => {
            vec![format!("write it half-width, as `{meant}`; if it is meant literally, leave it as it is")]
        }
        Problem::BrokenMark { .. } => hint("close the mark; if it is meant literally, leave it as it is"),
        Problem::LineBreakInText => hint("make it two items or two paragraphs; lines are broken when the page is set"),
        Problem::BadLink { flaw, .. } => hint(links::hint(*flaw)),
        Problem::MarkReadAloud { .. } => {
            hint("write what a reader who cannot see the figure shall hear, without marks")
        }
        Problem::EmptyList => hint("add an entry, or leave the key out where it may be absent"),
        Problem::TooDeep { .. } => hint("lift the innermost entries one level up"),
        Problem::OverLimit { remedy, .. } => hint(remedy.text(ENGLISH)),
        Problem::LongTable { split: false, .. } => {
            hint("add `\"split\": true`: set in parts, it takes less time and memory")
        }
        Problem::LongTable { .. } => hint("wait; or print a choice of the rows"),
        Problem::ReservedName { .. } => hint("choose another id and rename the file, such as `con-council`"),
        Problem::HiddenFile { .. } => {
            hint("give the file a name that does not begin with a dot, or take it out of hidden folders")
        }
        Problem::WordsForNumber { words, metric: true } => vec![format!(
            "if it is not yet known, write `\"value\": null, \"pending\": \"{words}\"`; `{words}` is printed then"
        )],
        Problem::WordsForNumber { words, metric: false } => {
            vec![format!("if it is not yet known, write `{{ \"pending\": \"{words}\" }}`; `{words}` is printed then")]
        }
        Problem::ValueUnsaid => hint("write `\"value\": null, \"pending\": \"集計中\"`, or the number"),
        Problem::PendingBesideValue => hint("take `pending` out, or write `\"value\": null`"),
        Problem::BaselineWithoutTarget => hint("add `target`, or take `baseline` out"),
        Problem::BaselineAtTarget => hint("correct one of the two, or take `baseline` out"),
        Problem::BaselineBeyondTarget { lower: true } => {
            hint("correct one of the two; if the figure is to rise, take `\"better\": \"lower\"` out")
        }
        Problem::BaselineBeyondTarget { lower: false } => {
            hint("correct one of the two; if the figure is to fall, write `\"better\": \"lower\"`")
        }
        Problem::DirectionUnsaid { .. } => {
            hint("write `\"better\": \"lower\"` if it is to fall, and `\"better\": \"higher\"` if it is to rise")
        }
        Problem::UnknownCouncil { id, stray: Some(stray), .. } => {
            vec![format!("rename `councils/{stray}` to `{id}.json`")]
        }
        Problem::UnknownCouncil { id, known, .. } => {
            let mut hints = vec![format!("add `councils/{id}.json`, or take the id out of the list")];
            hints.extend(nearest(id, known).map(|name| format!("did you mean `{name}`?")));
            hints
        }
        Problem::UnlistedCouncil { id } if id.bytes().any(|b| !matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) => {
            hint("rename the file: small letters a–z, digits and hyphens, beginning with a letter")
        }
        Problem::UnlistedCouncil { .. } => hint("add its id to `councils` in `report.json`, or move the file away"),
        Problem::UnknownMetric { id, known } | Problem::UnknownBlock { id, known } => choice(id, known),
        Problem::UnknownColumn { title, known } => choice(title, known),
        Problem::UnknownNode { id, known } => choice(id, known),
        Problem::NotATable { id } => vec![
            format!("in a summary write just `\"{id}\"`, without columns"),
            "in a chart's `from` name the table that holds its numbers".to_owned(),
        ],
        Problem::DuplicateId { what: Term::Council, .. } => hint("take one of the two out"),
        Problem::DuplicateId { .. } => hint("give each its own; others refer to it by this name"),
        Problem::HighlightNeedsOne => hint("name a metric of `results`, or write a short text"),
        Problem::RowWidth { expected, found } if found < expected => {
            hint("write `null` for a cell that the source leaves open")
        }
        Problem::RowWidth { .. } => hint("take the surplus cells out, or add a column"),
        Problem::SeriesLength { expected, found } if found < expected => {
            hint("write `null` for a value that is missing")
        }
        Problem::SeriesLength { .. } => hint("take the surplus values out, or add a category"),
        Problem::DirectionCount { .. } => hint("give one entry a category, or a single word for all"),
        Problem::ChartSeries { .. } => hint("add or take out series, or choose another `kind`"),
        Problem::ChartCategories { .. } => hint("sum them up, or make two charts"),
        Problem::SeriesWithoutName => hint("add `\"name\": …`, which the key of the chart shows"),
        Problem::SlopeNeedsTwo => hint("give the first and the latest only, or choose the kind `line`"),
        Problem::NodeCount { .. } => hint("add or take out nodes, or choose another `kind`"),
        Problem::EdgeUnfit { kind: "cycle" } => {
            hint("its arrows lead from each node to the next; give labels by such edges")
        }
        Problem::EdgeUnfit { .. } => hint("take it out, or choose the kind `flow`"),
        Problem::EdgeToItself => hint("let it end at another node"),
        Problem::ItemsUnfit { .. } => hint("write a short `note` instead, or choose the kind `phases`"),
        Problem::ChartWithoutData => hint("add `categories` and `series`, or take them from a table by `from`"),
        Problem::ChartDataTwice => hint("keep either `from`, or `categories` and `series`"),
        Problem::TableWithoutRows => hint("add `rows`, or name a file by `csv`"),
        Problem::TableRowsTwice => hint("keep either `csv` or `rows`"),
        Problem::NotANumber { found, why, write, .. } => hint(&figures::hint(found, *why, write.as_deref())),
        Problem::NotAText => hint("fill in the cell; an empty one names nothing"),
        Problem::Csv { remedy, .. } => hint(remedy.text(ENGLISH)),
        Problem::CsvHead { head, known } => choice(head, known),
        Problem::CsvNoHeads { wanted, known } => vec![
            format!("the table has the columns {}, the first line {}", all(wanted), all(&few(known))),
            "write the heads into the first line, or mend the titles of the columns".to_owned(),
        ],
        Problem::CsvHeadTwice { head, .. } => vec![
            "give each a name of its own in the file".to_owned(),
            format!(
                "or take all of them, in their order, by columns with `\"head\": \"{head}\"` and titles of their own"
            ),
        ],
        Problem::CharacterSet { .. } => hint(Term::SaveAsCsv.text(ENGLISH)),
        Problem::ErrorValue { .. } => hint("mend the formula in the spreadsheet, and save the file anew"),
        Problem::MergedCells { .. } => vec![
            "if they were merged, add `\"fill_down\": true` to the column: each has the text above it then".to_owned(),
            "if the source says nothing there, add `\"fill_down\": false`: they are printed as －".to_owned(),
        ],
        Problem::BracketsAsMinus { .. } => hint(
            "write it with a minus, such as `-5`; a number that is part of another (内数) belongs into a column of its own",
        ),
        Problem::FillDownNumbers => {
            hint("take `fill_down` out and write the numbers of each row; repeated ones would be added up twice")
        }
        Problem::MarkupLeftOver { .. } => hint("write the character that is meant, or delete it"),
        Problem::Padding { .. } => hint("delete them; for words below each other use a list or a table"),
        Problem::LowResolution { .. } => {
            hint("use a picture with more pixels: printers ask for 300 an inch, 150 at the least")
        }
        Problem::AsOfAfterReport { .. } => {
            hint("nobody can have counted up to then yet: mend the as-of date, or `date` in `report.json`")
        }
        Problem::AsOfBefore { .. } => hint("mend the as-of date, or the date that it is compared with"),
        Problem::PeriodReversed { .. } => hint("swap `from` and `to`"),
        Problem::PeriodBeyondReport { .. } => hint("mend `to`, or `date`"),
        Problem::TargetOver { .. } => {
            hint("mend the date; if it is right, say in the target's `note` what became of the target")
        }
        Problem::EstablishedAfterReport { .. } => hint("mend `established`, or `date` in `report.json`"),
        Problem::EventAfterReport { .. } => hint("mend the date, or add 予定 to what is planned"),
        Problem::SpanReversed { .. } => hint("swap the two dates, or mend them"),
        Problem::PhasesReversed { .. } => hint("mend the date, or put the phases in their order"),
        Problem::TotalNotTheSum { unstated: true, .. } => {
            hint("mend the total or the cells; a total can only be larger where cells are not stated")
        }
        Problem::TotalNotTheSum { .. } => vec![
            "mend the total or the cells".to_owned(),
            "if the source says so, give the reason by `total_differs`, which is printed below the table".to_owned(),
            "if the column is not summed up, as averages and rates, add `\"summed\": false` to it".to_owned(),
        ],
        Problem::TotalOfPending { words, .. } => vec![
            format!("write `{{ \"pending\": \"{words}\" }}` for the total, too"),
            "if the total leaves such cells out, say so by `total_differs`, which is printed below the table"
                .to_owned(),
        ],
        Problem::TotalNoDifference => hint("take `total_differs` out"),
        Problem::CountDiffers { .. } => hint("mend the value or the table, or take `counts` out if it counts others"),
        Problem::CountOfPending { words, .. } => {
            vec![format!("write `\"value\": null, \"pending\": \"{words}\"`, or take `counts` out if it counts others")]
        }
        Problem::CountKnown { counted, .. } => {
            let counted = counted.replace(',', "");
            vec![format!("write {counted} as the value, or take `counts` out if it counts others")]
        }
        Problem::CountsNoTable { id, known } => choice(id, known),
        Problem::PreviousIsLater => {
            hint("give the earlier report as the previous one, or mend the dates of the reports")
        }
        Problem::MetricByLabel { before, .. } => {
            vec![format!("call it `{before}` again; ids tell from year to year what is the same")]
        }
        Problem::MetricUnitChanged { .. } => {
            hint("write the unit as before, or give the metric a new id if it counts something else")
        }
        Problem::NotInArchive { .. } => hint("give a report that `kakugi archive list` shows, or the folder of one"),
        Problem::UnknownCategory { text, known } => choice(text, known),
        Problem::RepeatedNowhere { near: true } => hint("write it as in the first place, or take `repeated` out"),
        Problem::RepeatedNowhere { near: false } => hint("take `repeated` out"),
        Problem::RepeatedFirst => hint("move `repeated` to the later one"),
        Problem::RepeatedNotCompared { .. } => hint("make sure yourself that they stand elsewhere, or mark fewer"),
        Problem::DuplicateTitle { .. } => hint("tell them apart by their names; readers have nothing else"),
        Problem::NothingBelow { .. } => hint("fill it, or leave it out"),
        Problem::ShareAboveWhole { .. } => hint("mend the value, or its unit"),
        Problem::SharesNotWhole { .. } => hint("mend the shares, or add one for the others (その他)"),
        Problem::StatementDiffers { .. }
        | Problem::TargetStatementDiffers { .. }
        | Problem::RateStatementDiffers { .. } => hint("mend one of the two, or say what else is counted"),
        Problem::UnknownCountry { code, known } => vec![match CountryGuess::of(code, known) {
            CountryGuess::Capitals(code) => format!("did you mean `{code}`?"),
            CountryGuess::SameLetter(near) => {
                format!("write a code of ISO 3166-1 in two capitals; with this letter there are {}", listing(&near))
            }
            CountryGuess::Nothing => "write its code of ISO 3166-1 in two capitals, such as `KH`".to_owned(),
        }],
        Problem::NegativeShare => hint("choose the kind `stacked_bar`"),
        Problem::WidthCount { .. } => hint("give one width a column, or leave `widths` out for equal columns"),
        Problem::FileMissing { near: Some(near), .. } => vec![format!("did you mean `{near}`?")],
        Problem::FileNamedOtherwise { real, .. } => vec![format!("write `{real}`")],
        Problem::StrayFile { meant: Some(meant), .. } => vec![format!("rename it to `{meant}`, or move it away")],
        Problem::StrayFile { .. } => hint("move it away"),
        Problem::FileMissing { .. } => hint("paths are relative to the folder of `report.json`"),
        Problem::FileOutside { near: Some(near), .. } => vec![format!("write `{near}`")],
        Problem::FileOutside { path, .. } if path.contains('\\') => {
            vec![format!("write `/` between folders and files: `{}`", path.replace('\\', "/"))]
        }
        Problem::FileOutside { .. } => {
            hint("copy it into the report's folder and name it like `pictures/name.png`, without `.` and `..`")
        }
        Problem::PictureUnreadable { reason: Reason::Figures(Term::NoSuchPage, [_, pages]), .. } if pages == "1" => {
            hint("write `\"page\": 1`, or leave `page` out")
        }
        Problem::PictureUnreadable { reason: Reason::Figures(Term::NoSuchPage, [_, pages]), .. } => {
            vec![format!("write a `page` from 1 to {pages}")]
        }
        Problem::PictureUnreadable { reason: Reason::Known(Term::PagesCounted | Term::OnlyPdfHasPages), .. } => {
            Vec::new()
        }
        Problem::PictureUnreadable { .. } => hint("save it anew as PNG, JPEG, GIF, WebP, SVG or PDF"),
        Problem::PictureIncomplete { .. } => hint("mend this in the program that made the picture, or save it as PNG"),
        Problem::PictureDiffers { .. } => {
            hint("look at the picture on the page; if it is as it should be, nothing has to be done")
        }
        Problem::TemplateTripleStash => hint("write `{{text x}}` or another helper instead"),
        Problem::TemplateCycle { .. } => hint("use `{{render items}}` where the data itself is nested"),
        Problem::TemplateTooDeep { .. } => hint("move the inner blocks to a partial"),
        Problem::StrangeLink { suspects, .. } => {
            let suspects = (!suspects.is_empty()).then(|| format!("look into {}", listing(suspects)));
            let allowed = "let templates and components link to `https:`, `http:` and `mailto:` addresses alone";
            suspects.into_iter().chain([allowed.to_owned()]).collect()
        }
        Problem::StrangeAttachment { .. } => hint(
            "take `pdf.attach` out: documents carry the `source.zip` and `data.json` that the program makes, and nothing else",
        ),
        Problem::TemplateUnknownFile { .. } => hint("name it like the file that it shall replace"),
        Problem::Typst { hints, .. } | Problem::TypstWarning { hints, .. } => hints.clone(),
        Problem::SummaryTooLong { cuts, .. } if cuts.is_empty() => {
            hint("shorten `summary.achievements`, or show fewer blocks in `summary.show`")
        }
        Problem::SummaryTooLong { cuts, .. } => {
            let all = cuts.iter().map(|cut| cut.text(ENGLISH));
            all.chain(["or mark items with `\"priority\": \"low\"` and build with `--allow-drop`".to_owned()]).collect()
        }
        Problem::SummaryLeavesOut { .. } => hint("shorten other items, or choose which go by `priority`"),
        Problem::OutsidePage { .. } => hint("shorten it, or write `{|}` where a line may be broken"),
        Problem::MissingGlyph { sign, added } => character::missing_hints(sign, added),
        Problem::OtherStyle { font, .. } => character::other_style_hints(font),
        Problem::NotPrinted { .. } => hint("call its component in the template again, or take the datum out"),
        Problem::SmallType { .. } => hint("give it more room or fewer words; readers need 7 pt at the least"),
        Problem::HeadingAlone { .. } => hint("let the heading stick to what follows: `block(sticky: true)`"),
        Problem::NotConverged => hint("look for a component that measures what depends on its own result"),
        Problem::OutsideBlock { .. } => {
            hint("shorten it, write `{|}` where a line may be broken, or give its column or figure more width")
        }
        Problem::Overprint { .. } => hint("shorten it, give its column or figure more width, or show less"),
        Problem::NotAReport { near: Some(near), path } => vec![match near.strip_suffix("/report.json") {
            Some(folder) => format!("there is one in the folder `{folder}`: give `{path}/{folder}`"),
            None => format!("there is `{near}`: rename it to `report.json`"),
        }],
        Problem::NotAReport { .. } => hint("give the folder that holds `report.json`, such as `data/2019`"),
        Problem::UnknownCouncilArgument { id, known } => choice(id, known),
        Problem::Unwritable { reason: Reason::Known(Term::NamesAFolder), .. } => {
            hint("write the name of a file behind it, such as `changes.pdf`")
        }
        Problem::Unwritable { reason: Reason::Known(Term::NoPlainFile), .. } => {
            hint("name a file that is new, or one that may be replaced")
        }
        Problem::Unwritable { reason, .. } => hint(match reason.kind() {
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                "make room on the disk, or choose another place, such as by `-o`"
            }
            Some(ErrorKind::FileTooLarge) => {
                "raise the limit on the size of files, or choose another place, such as by `-o`"
            }
            Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                "close it where it is open, ask for the right to write, or choose another place, such as by `-o`"
            }
            Some(ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists) => {
                "move what is in the way, or choose another place, such as by `-o`"
            }
            _ => "choose another place, such as by `-o`",
        }),
        Problem::SetLeftOut { .. } => hint(
            "ask for it with `--only set`; it takes some 6 MB of memory a page, which `--memory` may have to allow",
        ),
        Problem::FileChanged { .. } => hint("load the report again, and make the change anew"),
        Problem::EditUnfit { reason: Reason::Named(Term::EditNotInSet, _), .. } => {
            hint("write another character, or save the file as UTF-8")
        }
        Problem::EditUnfit { .. } => hint("load the report again to see what it holds now"),
        Problem::LeftBehind { .. } => hint("delete it, so that nobody sends it by mistake"),
        Problem::NoFont { .. } => hint("put `.ttf`, `.otf` or `.ttc` files there"),
        Problem::WrongType { instead: Some(TypedNumber { digits, unit }), .. } if unit.is_empty() => {
            vec![format!("write `{digits}`")]
        }
        Problem::WrongType { instead: Some(TypedNumber { digits, unit }), .. } => {
            vec![format!("write `{digits}`; `{unit}` does not belong to the number")]
        }
        Problem::WrongType { expected: Term::NumberWithoutQuotes, found: Term::AText, .. } => {
            hint("write digits without quotes and separators, such as `1376`")
        }
        Problem::WrongType {
            expected: Term::NumberWithoutQuotes,
            found: Term::ABoolean | Term::AnArray | Term::AnObject,
            ..
        } => hint("write digits, such as `1376`"),
        Problem::WrongType { expected: Term::BooleanWithoutQuotes, .. } => hint("write `true` or `false`"),
        Problem::WrongType { expected: Term::AnArray, .. } => hint("put brackets round it: `[\"…\"]`"),
        Problem::WrongType { found: Term::ANull, .. } => hint("leave the key out if it may be absent"),
        Problem::WrongType { .. }
        | Problem::NotPositive { .. }
        | Problem::TemplateSyntax { .. }
        | Problem::TemplateMissing { .. }
        | Problem::TemplateRender { .. }
        | Problem::PdfExport { .. }
        | Problem::Unreadable { .. }
        | Problem::FontUnreadable { .. } => Vec::new(),
    }
}

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing) -> String {
    preflight::thing(thing)
}
