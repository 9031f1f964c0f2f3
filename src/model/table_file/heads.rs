//! The heads of a CSV file, and which of its columns a table takes.

use std::iter::Peekable;

use super::Table;
use super::reader::{Csv, SAVE_AS_CSV, TableReader, no_table};
use crate::data::{too_long, unprintable};
use crate::diagnostic::{AnyProblem, Language, Term, Words, all, choice, few, listing, problems, reason};
use crate::japanese::{normalise_inline, plain};
use crate::limits;
use crate::sheet::{Separator, SheetRecord, declared_separator, fields_by, other_separator};

/// How many lines are searched for heads that are not in the first: titles and notes above a table take a few.
const SEARCHED: usize = 20;

/// Which columns of a file a table takes.
pub(super) struct ColumnPlaces {
    /// The place in a record of each of the table's columns.
    pub places: Vec<usize>,
    /// How many fields a record has.
    pub width: usize,
}

impl TableReader<'_> {
    /// Finds the table's columns in the first record; `None` if something is wrong, of which one message tells.
    pub(super) fn heads(
        &mut self,
        table: &Table,
        records: &mut Peekable<impl Iterator<Item = SheetRecord>>,
    ) -> Option<ColumnPlaces> {
        if let Some((line, sign)) = declared_separator(self.text) {
            self.report(0..line.len(), line_for_excel(sign));
            return None;
        }
        let wanted: Vec<String> = table.columns.iter().map(|column| column.file_head().to_owned()).collect();
        let Some(first) = records.next() else {
            self.report(0..0, no_table(Words::new("it is empty", "空です")));
            return None;
        };
        if first.fields.len() > limits::CSV_COLUMNS {
            let reason =
                reason!("it has more than {limit} columns", "列が{limit}個を超えています", limit = limits::CSV_COLUMNS);
            self.report(0..0, no_table(reason));
            return None;
        }
        let heads: Vec<String> = first.fields.iter().map(|head| self.head(head)).collect();
        let missing: Vec<&String> = wanted.iter().filter(|head| !heads.contains(head)).collect();
        if !missing.is_empty() {
            let problems = self.missing(&wanted, &missing, &heads, records);
            problems.into_iter().for_each(|problem| self.report(first.line.clone(), problem));
            return None;
        }
        // Heads are compared with titles, and the file is attached whole, also what no column takes.
        for (index, head) in first.fields.iter().enumerate() {
            let problem = unprintable(&head.replace(['\n', '\r', '\t'], " "));
            if let Some(problem) = problem.or_else(|| too_long(head, limits::LABEL, Term::ShortenText)) {
                self.report(first.place(index), problem);
            }
        }
        let places = self.places(&wanted, &heads, &first)?;
        Some(ColumnPlaces { places, width: heads.len() })
    }

    /// A head as titles are written.
    fn head(&self, head: &str) -> String {
        plain(&normalise_inline(head, &self.rules).0)
    }

    /// The place of each column. Of several heads of one name no column can mean one, but as many columns as there are of
    /// them take them in their order.
    fn places(&mut self, wanted: &[String], heads: &[String], first: &SheetRecord) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        let mut is_certain = true;
        for (index, name) in wanted.iter().enumerate() {
            let bearing: Vec<usize> = (0..heads.len()).filter(|place| &heads[*place] == name).collect();
            let asking = wanted.iter().filter(|other| *other == name).count();
            let before = wanted[..index].iter().filter(|other| *other == name).count();
            if bearing.len() > 1 && bearing.len() != asking {
                if before == 0 {
                    let columns = bearing.iter().map(|place| place + 1).collect();
                    self.report(first.place(bearing[1]), CsvHeadTwice { head: name.clone(), columns }.into());
                }
                is_certain = false;
            }
            // One head may fill several columns.
            places.push(*bearing.get(before).or(bearing.first())?);
        }
        is_certain.then_some(places)
    }

    /// What to say where heads are missing: one thing if it is plain why, or else each that is missing.
    fn missing(
        &self,
        wanted: &[String],
        missing: &[&String],
        heads: &[String],
        records: &mut impl Iterator<Item = SheetRecord>,
    ) -> Vec<AnyProblem> {
        let in_first = count_of(wanted, heads);
        let line = self.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let by_another = Separator::ALL.into_iter().find(|separator| {
            let heads: Vec<String> = fields_by(line, separator.sign()).iter().map(|head| self.head(head)).collect();
            count_of(wanted, &heads) > in_first
        });
        if let Some(separator) = by_another.or_else(|| other_separator(self.text)) {
            return vec![no_table(separated_by(separator))];
        }
        for record in records.take(SEARCHED) {
            let below: Vec<String> = record.fields.iter().map(|head| self.head(head)).collect();
            let line = 1 + self.text[..record.line.start].matches('\n').count();
            let in_this = count_of(wanted, &below);
            if in_this == wanted.len() || (in_first == 0 && in_this * 2 > wanted.len()) {
                return vec![heads_below(line)];
            }
            if in_first > 0 && missing.iter().all(|head| below.contains(head)) {
                return vec![heads_in_several_lines(line)];
            }
        }
        if in_first == 0 && wanted.len() > 1 {
            let (wanted, known) = (wanted.to_vec(), heads.to_vec());
            return vec![CsvNoHeads { wanted, known }.into()];
        }
        missing.iter().map(|head| CsvHead { head: (*head).clone(), known: heads.to_vec() }.into()).collect()
    }
}

/// How many of the wanted heads are among others.
fn count_of(wanted: &[String], heads: &[String]) -> usize {
    wanted.iter().filter(|head| heads.contains(head)).count()
}

/// That the first line is one that only Excel understands.
fn line_for_excel(sign: char) -> AnyProblem {
    let reason = reason!(
        "the first line is `{name}`, which is only for Excel",
        "1行目が、Excel専用の`{name}`という行です",
        name = format!("sep={}", visible(sign))
    );
    let remedy = if sign == ',' {
        Words::new("delete the first line", "1行目を削除してください")
    } else {
        SAVE_AS_CSV
    };
    Csv { reason, remedy }.into()
}

/// By what fields are separated instead of commas.
fn separated_by(separator: Separator) -> Words {
    match separator {
        Separator::Tab => {
            Words::new("its fields are separated by tabs, not commas", "コンマではなくタブで区切られています")
        }
        Separator::Semicolon => Words::new(
            "its fields are separated by semicolons, not commas",
            "コンマではなくセミコロンで区切られています",
        ),
        Separator::Bar => {
            Words::new("its fields are separated by `|`, not commas", "コンマではなく縦線（`|`）で区切られています")
        }
        Separator::WideComma => Words::new(
            "its fields are separated by full-width commas",
            "半角のコンマではなく、全角のコンマで区切られています",
        ),
    }
}

/// That the heads are in another line, counted from 1.
fn heads_below(line: usize) -> AnyProblem {
    let reason = reason!(
        "the column heads are in line {limit}, not in the first line",
        "見出しが1行目ではなく、{limit}行目にあります",
        limit = line
    );
    let remedy = Words::new(
        "delete the lines above the heads; write a title in `title` of the table",
        "その上の行を削除し、見出しを1行目にしてください。表題は表の`title`に書いてください",
    );
    Csv { reason, remedy }.into()
}

/// That the heads are in several lines, up to one counted from 1.
fn heads_in_several_lines(line: usize) -> AnyProblem {
    let reason = reason!(
        "the column heads take several lines, up to line {limit}",
        "見出しが、{limit}行目までの複数の行に分かれています",
        limit = line
    );
    let remedy =
        Words::new("write the heads in one line, one head per column", "見出しを、列ごとに一つ、1行にまとめてください");
    Csv { reason, remedy }.into()
}

/// A separator as it can be printed.
fn visible(sign: char) -> String {
    if sign == '\t' { "⇥".to_owned() } else { sign.to_string() }
}

problems! {
    /// Missing column in the CSV file.
    K0234 error CsvHead { head: String, known: Vec<String> }
    en: "the CSV file has no column `{head}`",
        hints { choice(head, known, Language::English) };
    ja: "CSVファイルに`{head}`という列はありません",
        hints { choice(head, known, Language::Japanese) };

    /// Missing column in the CSV file.
    K0234 error CsvNoHeads { wanted: Vec<String>, known: Vec<String> }
    en: "the first line of the CSV file has none of the table's columns",
        hint { format!("compare them: the table has the columns {}, the first line has {}", all(wanted, Language::English), all(&few(known), Language::English)) },
        hint "write the heads in the first line, or fix the titles of the columns";
    ja: "CSVファイルの1行目に、表の列の見出しが一つもありません",
        hint {
            format!(
                "見比べてください。表の列は{}、1行目は{}です",
                listing(wanted, Language::Japanese),
                listing(&few(known), Language::Japanese)
            )
        },
        hint "ファイルの1行目に見出しを書くか、表の列の`title`を直してください";

    /// Several columns of one name.
    K0236 error CsvHeadTwice { head: String, columns: Vec<usize> }
    en: {
        let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
        format!("the CSV file has {} columns `{head}` (columns {})", columns.len(), columns.join(", "))
    },
        hint "give each a different head in the file",
        hint "or use all of them in order, with columns that have `\"head\": \"{head}\"` and different titles";
    ja: {
        let places: Vec<String> = columns.iter().map(|column| format!("{column}列目")).collect();
        format!("CSVファイルに`{head}`という列が{}つあります（{}）", columns.len(), places.join("、"))
    },
        hint "ファイルの見出しを別々の名前にしてください",
        hint "名前を変えられないときは、表の列を同じ数だけ並べ、それぞれに`\"head\": \"{head}\"`と別々の`title`を書\
            いてください。左から順に対応します";
}
