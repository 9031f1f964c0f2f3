//! Laid-out pages as passages of lines of glyphs.

use std::collections::BTreeMap;

use kakugi::typeset::{OpenElement, PagedDocument, PlacedText, texts};

/// A glyph on a page; lengths are in points from the page's top left corner.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub page: usize,
    /// What it prints; of several glyphs for one text, the first has all of it.
    pub text: String,
    pub id: u16,
    /// Where its outline stands.
    pub origin: f64,
    /// Where its advance ends, with what justification adds.
    pub end: f64,
    /// How wide it is by itself.
    pub advance: f64,
    /// Its ink from left to right; nothing for a space.
    pub ink: Option<(f64, f64)>,
    pub y: f64,
    pub size: f64,
    /// The file's own name of the font, such as `BIZUDGothic-Bold`.
    pub font: String,
    pub within: Vec<OpenElement>,
    /// Whether it stands in the box of a word with its reading.
    pub ruby: bool,
}

impl Glyph {
    pub fn c(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }

    /// Where it ends as it is seen: the last character of a line is not stretched, and closing
    /// punctuation loses its blank half.
    pub fn edge(&self) -> f64 {
        let share = if super::checks::CLOSING.contains(self.c()) { 0.5 } else { 1.0 };
        let edge = self.origin + share * self.advance;
        // The colon stands in the middle of its em, which it keeps.
        if "：；".contains(self.c()) { edge } else { self.end.min(edge) }
    }

    pub fn is_in(&self, kind: &str) -> bool {
        self.within.iter().any(|open| open.kind == kind)
    }

    pub fn of(&self, kind: &str) -> Option<&OpenElement> {
        self.within.iter().rev().find(|open| open.kind == kind)
    }
}

/// A line of a passage, from left to right.
#[derive(Clone, Debug)]
pub struct Line {
    pub glyphs: Vec<Glyph>,
}

impl Line {
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    pub fn first(&self) -> &Glyph {
        &self.glyphs[0]
    }

    pub fn last(&self) -> &Glyph {
        &self.glyphs[self.glyphs.len() - 1]
    }

    /// The baseline, which raised marks leave.
    pub fn baseline(&self) -> f64 {
        let plain = self.glyphs.iter().find(|glyph| !glyph.is_in("super") && !glyph.text.trim().is_empty());
        plain.unwrap_or(self.first()).y
    }
}

/// What is broken into lines together: a paragraph, a cell, a heading.
#[derive(Clone, Debug)]
pub struct Passage {
    pub lines: Vec<Line>,
}

impl Passage {
    pub fn first(&self) -> &Glyph {
        self.lines[0].first()
    }

    pub fn text(&self) -> String {
        self.lines.iter().map(Line::text).collect::<Vec<_>>().join("|")
    }

    /// Whether it is running text, set to both edges.
    pub fn justified(&self) -> bool {
        let kinds = ["heading", "title", "cell", "grid", "figure", "place", "outline"];
        let block = |open: &&OpenElement| open.kind == "par";
        self.first().within.iter().any(|open| block(&open)) && !kinds.iter().any(|kind| self.first().is_in(kind))
    }
}

/// All glyphs in the order of painting.
pub fn glyphs(document: &PagedDocument) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = texts(document).iter().flat_map(of_run).collect();
    // A reading is painted before its word, and above it.
    let mut reading: Option<(usize, f64, f64, f64)> = None;
    for glyph in &mut glyphs {
        if glyph.is_in("artifact") {
            let begun = reading.filter(|(page, y, ..)| *page == glyph.page && *y == glyph.y);
            reading = Some((glyph.page, glyph.y, begun.map_or(glyph.origin, |(_, _, left, _)| left), glyph.end));
        } else if let Some((page, y, left, right)) = reading {
            let near = page == glyph.page && (glyph.y - y).abs() < 1.5 * glyph.size;
            glyph.ruby = near && glyph.origin > left - 0.1 && glyph.edge() < right + 0.1;
        }
    }
    glyphs
}

fn key(open: &OpenElement) -> u128 {
    open.location.hash()
}

fn of_run(text: &PlacedText<'_>) -> Vec<Glyph> {
    let size = text.item.size.to_pt();
    let font = &text.item.font;
    let name = font.post_script_name().unwrap_or_default();
    let mut x = text.x;
    let mut last = None;
    let mut found = Vec::new();
    for glyph in &text.item.glyphs {
        let range = glyph.range();
        let same = last.as_ref() == Some(&range);
        let words = if same { "" } else { text.item.text.get(range.clone()).unwrap_or_default() };
        last = Some(range);
        let origin = x + glyph.x_offset.at(text.item.size).to_pt();
        x += glyph.x_advance.at(text.item.size).to_pt();
        // A glyph that is not the usual one of its character has no known outline.
        let outline = words.chars().next().and_then(|c| font.ttf().glyph_index(c)).filter(|usual| usual.0 == glyph.id);
        let ink = outline.and_then(|glyph| font.ttf().glyph_bounding_box(glyph)).map(|ink| {
            let at = |units: i16| origin + font.to_em(units).at(text.item.size).to_pt();
            (at(ink.x_min), at(ink.x_max))
        });
        found.push(Glyph {
            page: text.page,
            text: words.to_owned(),
            id: glyph.id,
            origin,
            end: x,
            advance: font.x_advance(glyph.id).map_or(0.0, |advance| advance.at(text.item.size).to_pt()),
            ink,
            y: text.y,
            size,
            font: name.clone(),
            within: text.within.to_vec(),
            ruby: false,
        });
    }
    found
}

/// All passages of the documents' bodies, without what is repeated on each page and without readings.
pub fn passages(glyphs: &[Glyph]) -> Vec<Passage> {
    let mut order: Vec<Vec<u128>> = Vec::new();
    let mut groups: BTreeMap<Vec<u128>, Vec<&Glyph>> = BTreeMap::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.is_in("artifact") && !glyph.text.is_empty()) {
        let place = block(&glyph.within);
        let group = groups.entry(place.clone()).or_default();
        if group.is_empty() {
            order.push(place);
        }
        group.push(glyph);
    }
    order.iter().filter_map(|place| groups.get(place)).flat_map(|group| apart(lines(group))).collect()
}

/// What the glyph is broken into lines with: its paragraph, or else all around it that is not within a line.
fn block(within: &[OpenElement]) -> Vec<u128> {
    const INLINE: [&str; 9] =
        ["link", "link-marker", "strong", "emph", "footnote", "super", "underline", "box", "context"];
    if let Some(at) = within.iter().rposition(|open| open.kind == "par") {
        return vec![key(&within[at])];
    }
    within.iter().filter(|open| !INLINE.contains(&open.kind)).map(key).collect()
}

/// Typst does not say where a block ends that is no paragraph: it ends where lines are far apart, or of another size.
fn apart(lines: Vec<Line>) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    for line in lines {
        let start = line.first();
        let follows = found.last().and_then(|passage| passage.lines.last()).is_some_and(|last| {
            let down = line.baseline() - last.baseline();
            let near = down > 0.0 && down < 2.2 * start.size && (start.size - last.first().size).abs() < 0.1;
            start.is_in("par") || near
        });
        match found.last_mut() {
            Some(passage) if follows => passage.lines.push(line),
            _ => found.push(Passage { lines: vec![line] }),
        }
    }
    found
}

fn lines(glyphs: &[&Glyph]) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let follows = last
            .is_some_and(|last| last.page == glyph.page && (last.y - glyph.y).abs() < 0.5 * last.size.max(glyph.size));
        match found.last_mut() {
            Some(line) if follows => line.glyphs.push((*glyph).clone()),
            _ => found.push(Line { glyphs: vec![(*glyph).clone()] }),
        }
        last = Some(glyph);
    }
    // A joiner or a blank at the end of a line is not seen.
    for line in &mut found {
        let seen = |glyph: &Glyph| !glyph.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{2060}').is_empty();
        while line.glyphs.len() > 1 && !seen(line.last()) {
            line.glyphs.pop();
        }
        while line.glyphs.len() > 1 && !seen(line.first()) {
            line.glyphs.remove(0);
        }
    }
    found
}
