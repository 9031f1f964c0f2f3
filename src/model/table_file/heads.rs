//! The heads of a CSV file, and which of its columns a table takes.

use std::iter::Peekable;

use super::SAVE_AS_CSV;
use super::{Reader, Table, no_table};
use crate::data::{too_long, unprintable};
use crate::diagnostic::{AnyProblem, Language, Reason, Term, Words, all, choice, few, listing, problems, reason};
use crate::japanese::{normalise_inline, plain};
use crate::limits;
use crate::sheet::{Separator, SheetRecord, declared_separator, fields_by, other_separator};

/// So many lines are searched for heads that do not stand in the first.
const SEARCHED: usize = 20;

/// Which columns of a file a table takes.
pub(super) struct Columns {
    /// The place in a record of each of the table's columns.
    pub places: Vec<usize>,
    /// How many fields a record has.
    pub width: usize,
}

impl Reader<'_> {
    /// Finds the table's columns in the first record; `None` if something is wrong, of which one message tells.
    pub(super) fn heads(
        &mut self,
        table: &Table,
        records: &mut Peekable<impl Iterator<Item = SheetRecord>>,
    ) -> Option<Columns> {
        if let Some((line, sign)) = declared_separator(self.text) {
            let reason = reason!(
                "the first line is `{name}`, which is only for Excel",
                "1行目が、Excel専用の`{name}`という行です",
                name = format!("sep={}", shown(sign))
            );
            let remedy = if sign == ',' {
                Words::new("delete the first line", "1行目を削除してください")
            } else {
                SAVE_AS_CSV
            };
            self.report(0..line.len(), Csv { reason, remedy }.into());
            return None;
        }
        let wanted: Vec<String> = table
            .columns
            .iter()
            .map(|column| column.head.as_ref().map_or(&column.title.text, |head| &head.text).clone())
            .collect();
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
        for (at, head) in first.fields.iter().enumerate() {
            let problem = unprintable(&head.replace(['\n', '\r', '\t'], " "));
            if let Some(problem) = problem.or_else(|| too_long(head, limits::LABEL, Term::ShortenText)) {
                self.report(first.place(at), problem);
            }
        }
        let places = self.places(&wanted, &heads, &first)?;
        Some(Columns { places, width: heads.len() })
    }

    fn head(&self, head: &str) -> String {
        plain(&normalise_inline(head, &self.rules).0)
    }

    /// The place of each column. Of several heads of one name no column can mean one, but as many columns as there are of
    /// them take them in their order.
    fn places(&mut self, wanted: &[String], heads: &[String], first: &SheetRecord) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        let mut found = true;
        for (at, name) in wanted.iter().enumerate() {
            let there: Vec<usize> = (0..heads.len()).filter(|place| &heads[*place] == name).collect();
            let asked: Vec<usize> = (0..wanted.len()).filter(|other| &wanted[*other] == name).collect();
            let nth = asked.iter().position(|other| *other == at).unwrap_or_default();
            if there.len() > 1 && there.len() != asked.len() {
                if nth == 0 {
                    let columns = there.iter().map(|place| place + 1).collect();
                    self.report(first.place(there[1]), CsvHeadTwice { head: name.clone(), columns }.into());
                }
                found = false;
            }
            // One head may fill several columns.
            places.push(*there.get(nth).or(there.first())?);
        }
        found.then_some(places)
    }

    /// What to say where heads are missing: one thing if it is plain why, or else each that is missing.
    fn missing(
        &self,
        wanted: &[String],
        missing: &[&String],
        heads: &[String],
        records: &mut impl Iterator<Item = SheetRecord>,
    ) -> Vec<AnyProblem> {
        let held = |heads: &[String]| wanted.iter().filter(|head| heads.contains(head)).count();
        let here = held(heads);
        let line = self.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let by_another = Separator::ALL.into_iter().find(|separator| {
            let heads: Vec<String> = fields_by(line, separator.sign()).iter().map(|head| self.head(head)).collect();
            held(&heads) > here
        });
        if let Some(separator) = by_another.or_else(|| other_separator(self.text)) {
            return vec![no_table(match separator {
                Separator::Tab => {
                    Words::new("its fields are separated by tabs, not commas", "コンマではなくタブで区切られています")
                }
                Separator::Semicolon => Words::new(
                    "its fields are separated by semicolons, not commas",
                    "コンマではなくセミコロンで区切られています",
                ),
                Separator::Bar => Words::new(
                    "its fields are separated by `|`, not commas",
                    "コンマではなく縦線（`|`）で区切られています",
                ),
                Separator::WideComma => Words::new(
                    "its fields are separated by full-width commas",
                    "半角のコンマではなく、全角のコンマで区切られています",
                ),
            })];
        }
        for record in records.take(SEARCHED) {
            let below: Vec<String> = record.fields.iter().map(|head| self.head(head)).collect();
            let number = 1 + self.text[..record.line.start].matches('\n').count();
            if held(&below) == wanted.len() || (here == 0 && held(&below) * 2 > wanted.len()) {
                let reason = reason!(
                    "the column heads are in line {limit}, not in the first line",
                    "見出しが1行目ではなく、{limit}行目にあります",
                    limit = number
                );
                return vec![
                    Csv {
                        reason,
                        remedy: Words::new(
                            "delete the lines above the heads; write a title in `title` of the table",
                            "その上の行を削除し、見出しを1行目にしてください。表題は表の`title`に書いてください",
                        ),
                    }
                    .into(),
                ];
            }
            if here > 0 && missing.iter().all(|head| below.contains(head)) {
                let reason = reason!(
                    "the column heads take several lines, up to line {limit}",
                    "見出しが、{limit}行目までの複数の行に分かれています",
                    limit = number
                );
                return vec![
                    Csv {
                        reason,
                        remedy: Words::new(
                            "write the heads in one line, one head per column",
                            "見出しを、列ごとに一つ、1行にまとめてください",
                        ),
                    }
                    .into(),
                ];
            }
        }
        if here == 0 && wanted.len() > 1 {
            let (wanted, known) = (wanted.to_vec(), heads.to_vec());
            return vec![CsvNoHeads { wanted, known }.into()];
        }
        let problem = |head: &&String| CsvHead { head: (*head).clone(), known: heads.to_vec() }.into();
        missing.iter().map(problem).collect()
    }
}

/// A separator as it can be printed.
fn shown(sign: char) -> String {
    if sign == '\t' { "⇥".to_owned() } else { sign.to_string() }
}

problems! {
    /// Not a table in CSV.
    K0233 error Csv { reason: Reason, remedy: Words }
    en: { format!("this is not a valid CSV table: {}", reason.text(Language::English)) },
        hint { remedy.text(Language::English) };
    ja: { format!("CSVの表として正しくありません: {}", reason.text(Language::Japanese)) },
        hint { remedy.text(Language::Japanese) };

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
        hint "ファイルの1行目に見出しを書くか、表の列の名前を直してください";

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
