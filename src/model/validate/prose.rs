//! The sentences of a report in the order of print, each with what stands above it.

use super::super::{
    Block, Cell, Content, Council, DiagramKind, Highlight, Item, Metric, NumberedItem, Picture, ReportHead,
    SectionForm, Table,
};
use crate::data::{Inline, ShapedText, Text};
use crate::japanese::{notes, plain};
use crate::mark::DatumId;

/// A sentence or a title.
pub(super) struct Sentence {
    /// Its text without marks and notes.
    pub text: String,
    /// Its place in the data.
    pub datum: DatumId,
    /// The titles and entries that it stands below.
    pub above: String,
    /// All of its row in a table, or of its box in a diagram.
    pub beside: String,
    /// Whether it says again what stands elsewhere (再掲).
    pub repeated: bool,
    /// Whether it stands in a cell, a box or a case, and so may speak of a part alone.
    pub narrow: bool,
}

/// Collects sentences while it walks down.
#[derive(Default)]
pub(super) struct Prose {
    /// The sentences so far.
    pub sentences: Vec<Sentence>,
    above: Vec<String>,
    beside: String,
    narrow: bool,
}

impl Prose {
    /// What the cover and the pages before and behind the councils say.
    pub fn head(&mut self, head: &ReportHead) {
        let framing = &head.framing;
        head.subtitle.iter().for_each(|subtitle| self.text(subtitle));
        self.walk_titled(&framing.title, |prose| {
            prose.items(&framing.items);
            prose.blocks(&framing.blocks);
        });
        head.groups.iter().for_each(|group| self.walk_titled(&group.title, |prose| prose.items(&group.items)));
        head.appendices.iter().for_each(|appendix| {
            self.walk_titled(&appendix.title, |prose| prose.blocks(&appendix.blocks));
        });
    }

    /// What further documents say in words of their own.
    pub fn further_documents(&mut self, head: &ReportHead) {
        head.documents.iter().for_each(|document| {
            self.walk_titled(&document.title, |prose| {
                prose.items(&document.items);
                prose.blocks(&document.blocks);
            });
        });
    }

    /// What the pages of a council say.
    pub fn council(&mut self, council: &Council, forms: &[SectionForm<'_>]) {
        council.message.iter().for_each(|text| self.inline(text));
        for section in council.page_sections(forms) {
            let above = section.heading.map_or_else(String::new, |heading| heading.text.clone());
            self.walk_below(above, |prose| {
                prose.metrics(section.metrics);
                prose.items(section.items);
                prose.blocks(section.blocks);
            });
        }
        for reference in &council.reference {
            self.walk_titled(&reference.title, |prose| prose.blocks(&reference.blocks));
        }
    }

    /// What the one-page summary says in words of its own.
    pub fn summary(&mut self, council: &Council) {
        if let Some(summary) = &council.summary {
            summary.message.iter().for_each(|message| self.inline(message));
            self.items(&summary.purpose);
            self.items(&summary.achievements);
            self.items(&summary.results);
            self.items(&summary.issues);
            summary.sections.iter().for_each(|section| self.items(&section.items));
        }
    }

    /// What the overview says of a council in words.
    pub fn highlight(&mut self, highlight: &Highlight) {
        highlight.text.iter().for_each(|text| self.inline(text));
    }

    fn add(&mut self, text: String, datum: DatumId, repeated: bool) {
        self.sentences.push(Sentence {
            text,
            datum,
            above: self.above.join("\n"),
            beside: self.beside.clone(),
            repeated,
            narrow: self.narrow,
        });
    }

    fn text(&mut self, text: &Text) {
        self.add(text.text.clone(), text.datum, false);
    }

    fn inline(&mut self, text: &Inline) {
        self.add(plain(&text.text), text.datum, false);
        self.notes(text);
    }

    /// The notes of a text, each of them a text of its own.
    fn notes(&mut self, text: &Inline) {
        for note in notes(&text.text) {
            self.add(note, text.datum, false);
        }
    }

    /// Walks through what may speak of a part alone.
    fn walk_part(&mut self, walk: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.narrow, true);
        walk(self);
        self.narrow = outside;
    }

    /// Walks through what is below a title or an entry.
    fn walk_below(&mut self, above: String, walk: impl FnOnce(&mut Self)) {
        self.above.push(above);
        walk(self);
        self.above.pop();
    }

    /// Walks through a row or a box that holds these words.
    fn walk_beside(&mut self, beside: String, walk: impl FnOnce(&mut Self)) {
        self.beside = beside;
        walk(self);
        self.beside.clear();
    }

    /// Adds a title, and walks through what is below it.
    fn walk_titled(&mut self, title: &Text, walk: impl FnOnce(&mut Self)) {
        self.text(title);
        self.walk_below(title.text.clone(), walk);
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            let text = plain(&item.text.text);
            self.add(text.clone(), item.text.datum, item.repeated);
            self.notes(&item.text);
            self.walk_below(text, |prose| prose.items(&item.items));
        }
    }

    fn metrics(&mut self, metrics: &[Metric]) {
        for metric in metrics {
            let target = metric.target.iter().flat_map(|target| &target.note);
            self.walk_titled(&metric.label, |prose| {
                metric.note.iter().chain(target).for_each(|note| prose.inline(note))
            });
        }
    }

    fn numbered(&mut self, items: &[NumberedItem]) {
        for item in items {
            self.inline(&item.text);
            self.walk_below(plain(&item.text.text), |prose| prose.numbered(&item.items));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.content {
                Content::Section(section) => self.walk_titled(&section.title, |prose| prose.blocks(&section.blocks)),
                Content::Paragraph(paragraph) => self.inline(&paragraph.text),
                Content::List(list) => self.items(&list.items),
                Content::Numbered(list) => self.numbered(&list.items),
                Content::Table(table) => self.table(table),
                Content::Case(case) => self.walk_part(|prose| {
                    prose.walk_titled(&case.title, |prose| {
                        case.text.iter().for_each(|text| prose.inline(text));
                        prose.items(&case.items);
                        case.pictures.iter().for_each(|picture| prose.picture(picture));
                        prose.blocks(&case.blocks);
                    });
                }),
                Content::Diagram(diagram) => self.walk_titled(&diagram.title, |prose| {
                    for node in &diagram.nodes {
                        let texts: Vec<&Inline> = node.note.iter().chain(&node.role).chain(&node.items).collect();
                        let mut words = vec![node.label.text.clone()];
                        words.extend(texts.iter().map(|text| plain(&text.text)));
                        if diagram.kind == DiagramKind::BeforeAfter {
                            // The second state is the one that is meant to come.
                            words.push("実現イメージ".to_owned());
                        }
                        prose.walk_beside(words.join("\n"), |prose| {
                            prose.text(&node.label);
                            prose.walk_part(|prose| texts.into_iter().for_each(|text| prose.inline(text)));
                        });
                    }
                }),
                Content::Columns(columns) => columns.columns.iter().for_each(|column| self.blocks(column)),
                Content::Metrics(cards) => self.metrics(&cards.metrics),
                Content::Chart(chart) => {
                    self.walk_titled(&chart.title, |prose| chart.note.iter().for_each(|note| prose.text(note)));
                }
                // What it says is planned for the dates at which it stands.
                Content::Gantt(gantt) => {
                    self.walk_titled(&gantt.title, |prose| gantt.note.iter().for_each(|note| prose.text(note)));
                }
                Content::Map(map) => self.walk_titled(&map.title, |prose| {
                    map.note.iter().for_each(|note| prose.text(note));
                    let notes = map.countries.iter().filter_map(|country| country.note.as_ref());
                    prose.walk_part(|prose| notes.for_each(|note| prose.inline(note)));
                }),
                Content::Picture(picture) => self.picture(picture),
                Content::Own(own) => self.walk_part(|prose| {
                    for text in own.keys.texts() {
                        match text {
                            ShapedText::Plain(text) => prose.text(text),
                            ShapedText::Inline(text) => prose.inline(text),
                        }
                    }
                }),
                Content::Unavailable(_) => {}
            }
        }
    }

    fn picture(&mut self, picture: &Picture) {
        picture.caption.iter().for_each(|caption| self.text(caption));
    }

    fn table(&mut self, table: &Table) {
        let titles = table.title.iter().map(|title| title.text.as_str());
        let heads = (0..table.columns.len()).flat_map(|column| table.columns.titles(column));
        let heads = heads.map(|title| title.text.as_str());
        self.walk_below(titles.chain(heads).collect::<Vec<_>>().join("\n"), |prose| {
            table.title.iter().for_each(|title| prose.text(title));
            table.groups.iter().filter_map(|group| group.title.as_ref()).for_each(|title| prose.text(title));
            for row in &table.rows {
                // What spans rows is beside all of them.
                let beside =
                    row.cells.iter().flat_map(|cell| cell.text().map_or_else(|| cell.texts(), |text| vec![text]));
                let words = beside.map(|text| plain(&text.text)).collect::<Vec<_>>().join("\n");
                let texts = row.cells.iter().flat_map(Cell::texts);
                prose.walk_beside(words, |prose| prose.walk_part(|prose| texts.for_each(|text| prose.inline(text))));
            }
            table.notes.iter().for_each(|note| prose.inline(note));
        });
    }
}
