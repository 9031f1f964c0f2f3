//! What a print master looks for on laid-out pages.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Glyph, Line, Passage};

/// What the checks counted, and what they found wrong.
#[derive(Debug, Default)]
pub struct Found {
    pub counts: BTreeMap<&'static str, usize>,
    pub errors: Vec<String>,
}

impl Found {
    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn error(&mut self, check: &str, glyph: &Glyph, words: &str) {
        self.errors.push(format!("{check}: page {} at {:.0}, {:.0}: {words}", glyph.page + 1, glyph.origin, glyph.y));
    }

    pub fn add(&mut self, other: Self) {
        other.counts.into_iter().for_each(|(what, count)| *self.counts.entry(what).or_default() += count);
        self.errors.extend(other.errors);
    }
}

/// Characters that may not begin a line: cl-02 to cl-07 and cl-09 to cl-11 of JLREQ, and their Latin relatives.
const NO_START: &str = "’”）〕］｝〉》」』】⦆〙〗»〟‐〜゠–！？‼⁇⁈⁉・：；。．、，ヽヾゝゞ々〻ーぁぃぅぇぉァィゥェォっゃゅょゎッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ～,.)]!?:;";
/// Characters that may not end a line: cl-01, and their Latin relatives.
const NO_END: &str = "‘“（〔［｛〈《「『【⦅〘〖«〝([";
/// Characters that no line may part from another of their kind: cl-08.
const INSEPARABLE: &str = "―—…‥";
pub const CLOSING: &str = "）〕］｝〉》」』】。．、，";
const OPENING: &str = "（〔［｛〈《「『【";

/// Check 1: bundled fonts alone, and no light face for what is strong.
pub fn fonts(glyphs: &[Glyph], found: &mut Found) {
    for glyph in glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        found.count("1 glyphs in bundled fonts");
        let bundled = ["BIZUDGothic", "BIZUDPGothic", "BIZUDMincho", "NotoSansJP", "NotoSansSubset", "NotoSerifSubset"];
        // Signs have one weight.
        let signs = ["NotoSansSymbols2Subset", "NotoSansMathSubset"];
        let family = glyph.font.split('-').next().unwrap_or_default();
        if !bundled.contains(&family) && !signs.contains(&family) {
            found.error("1 fonts", glyph, &format!("{} is set in {}", glyph.text, glyph.font));
        }
        // A note may belong to strong words without being strong.
        let inner = glyph.within.rsplit(|open| ["entry", "artifact"].contains(&open.kind)).next().unwrap_or_default();
        if inner.iter().any(|open| ["strong", "emph"].contains(&open.kind)) {
            found.count("1 strong glyphs");
            if !glyph.font.ends_with("-Bold") && !signs.contains(&family) {
                found.error("1 fonts", glyph, &format!("{} is strong but set in {}", glyph.text, glyph.font));
            }
        }
    }
}

/// Check 2: every character has a glyph.
pub fn coverage(glyphs: &[Glyph], found: &mut Found) {
    for glyph in glyphs {
        found.count("2 glyphs");
        if glyph.id == 0 || glyph.text.contains('\u{FFFD}') {
            found.error("2 coverage", glyph, &format!("no glyph for {:?}", glyph.text));
        }
    }
}

/// Check 3: what may not begin or end a line (禁則).
pub fn kinsoku(passages: &[Passage], found: &mut Found) {
    for (before, after) in breaks(passages) {
        found.count("3 breaks between lines");
        let (end, start) = (before.last(), after.first());
        if NO_START.contains(start.c()) && !alike(end, start) && figure_before(before) {
            found.count("3 exception: a strong or linked number before what may not begin a line");
            continue;
        }
        let mut error = |why| found.error("3 kinsoku", start, &format!("{why}: {}", at_break(before, after)));
        if NO_START.contains(start.c()) {
            error("a line begins with this");
        }
        if NO_END.contains(end.c()) {
            error("a line ends with this");
        }
        if start.is_in("footnote") || start.is_in("super") {
            error("a line begins with the mark of a note");
        }
        if INSEPARABLE.contains(start.c()) && end.c() == start.c() {
            error("two of a kind are parted");
        }
    }
    for passage in passages.iter().filter(|passage| passage.justified() && passage.lines.len() > 1) {
        found.count("3 last lines");
        if let Some(line) = passage.lines.last()
            && line.text().chars().filter(|c| c.is_alphanumeric()).count() < 2
            // Notes hang in a narrow measure where there is nothing else to give.
            && !line.first().is_in("entry")
        {
            // A single full line has few places to break elsewhere.
            if passage.lines.len() == 2 && passage.lines[0].glyphs.len() > 12 && stiff(passage) {
                found.count("3 exception: a runt below one line of numbers and words that stay whole");
            } else {
                found.error("3 runt", line.first(), &passage.text());
            }
        }
    }
}

/// Check 4: numbers, their units and Latin words stay whole.
pub fn numbers(passages: &[Passage], source: &str, units: &[String], found: &mut Found) {
    let words: BTreeSet<&str> = source.split(|c: char| !c.is_ascii_alphabetic()).collect();
    for (before, after) in breaks(passages) {
        found.count("4 breaks between lines");
        let (tail, head) = (before.text(), after.text());
        let (end, start) = (before.last().c(), after.first().c());
        let figures = |text: &str| text.chars().rev().take_while(|c| figure(*c) || ",.，．".contains(*c)).count();
        let mut error =
            |why| found.error("4 numbers", after.first(), &format!("{why} parted: {}", at_break(before, after)));
        let digits = figures(&tail) > 0 && tail.trim_end_matches([',', '.', '，', '．']).ends_with(figure);
        if before.last().is_in("super") {
            continue;
        }
        if digits && figure(start) {
            error("figures are");
        } else if figure(end) && (",.，．％%‰".contains(start) || han(start)) {
            error("a number and what follows are");
        } else if "第約".contains(end) && figure(start) {
            error("a number and what stands before it are");
        } else if words.contains(torn(&tail, &head).as_str()) {
            error("a word is");
        } else if units.iter().any(|unit| parted(&without_marks(before), &head, unit)) {
            error("a number's unit is");
        }
    }
    for passage in passages {
        for line in &passage.lines {
            let text: Vec<char> = line.text().chars().collect();
            let numbers = text.windows(2).filter(|pair| figure(pair[0]) && !figure(pair[1])).count();
            (0..numbers).for_each(|_| found.count("4 numbers"));
        }
    }
}

/// The Latin word that a break would part, if it is one.
fn torn(tail: &str, head: &str) -> String {
    let latin = |c: &char| c.is_ascii_alphabetic();
    let before: Vec<char> = tail.chars().rev().take_while(latin).collect();
    let after: String = head.chars().take_while(latin).collect();
    if before.is_empty() || after.is_empty() {
        return "-".to_owned();
    }
    before.into_iter().rev().collect::<String>() + &after
}

/// The text of a line without the raised marks of notes, whose numbers have no unit.
fn without_marks(line: &Line) -> String {
    line.glyphs.iter().filter(|glyph| !glyph.is_in("super")).map(|glyph| glyph.text.as_str()).collect()
}

/// Whether a unit behind a number runs from one line into the next.
fn parted(tail: &str, head: &str, unit: &str) -> bool {
    let cuts = unit.char_indices().map(|(at, _)| unit.split_at(at));
    cuts.into_iter().any(|(left, right)| {
        head.starts_with(right) && tail.strip_suffix(left).is_some_and(|rest| rest.ends_with(figure))
    })
}

/// Whether a line ends with a number and perhaps its unit.
fn figure_before(line: &Line) -> bool {
    line.text().chars().rev().take(5).any(figure)
}

fn figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn han(c: char) -> bool {
    matches!(c, '一'..='鿿' | '㐀'..='䶿' | '豈'..='﫿' | '\u{20000}'..='\u{323AF}' | '々')
}

/// Check 5: neighbouring punctuation closes up to half an em each, and never collides.
pub fn punctuation(passages: &[Passage], found: &mut Found) {
    for line in passages.iter().flat_map(|passage| &passage.lines) {
        for (at, pair) in line.glyphs.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let third = at > 0 && mark(line.glyphs[at - 1].c());
            let closes = CLOSING.contains(a.c()) && (CLOSING.contains(b.c()) || OPENING.contains(b.c()));
            let opens = OPENING.contains(a.c()) && OPENING.contains(b.c());
            if (closes || opens) && !alike(a, b) {
                found.count("5 exception: pairs of which one is strong, linked or a remark");
            } else if closes || opens {
                found.count("5 pairs of punctuation");
                let pitch = (b.origin - a.origin) / a.size;
                // A loose line adds to punctuation as much as to every other character.
                // Typst closes up pairs, and of a row of three the last by half as much.
                let most = if third { 0.77 } else { 0.52 };
                if third && pitch > 0.52 {
                    found.count("5 exception: the third of a row of punctuation, a quarter of an em too far");
                }
                // Where a line is short of places to stretch, Typst opens the pair at its start as well.
                if at == 0 && opens && !third && pitch > most + loose(line) && pitch <= 0.75 {
                    found.count("5 exception: a pair of opening brackets at the start of a loose line");
                } else if !(0.48..=most + loose(line)).contains(&pitch) {
                    found.error("5 pairs", a, &format!("{}{} {pitch:.2} em apart in {}", a.text, b.text, line.text()));
                }
            }
            if let (true, Some(left), Some(right)) = (mark(a.c()) || mark(b.c()), a.ink, b.ink) {
                found.count("5 neighbours of punctuation");
                if left.1 > right.0 + 0.02 * a.size && !a.is_in("super") && !b.is_in("super") {
                    found.error("5 collision", a, &format!("{}{} in {}", a.text, b.text, line.text()));
                }
            }
        }
    }
    for passage in passages.iter().filter(|passage| passage.lines.len() > 1) {
        let starts = passage.lines.iter().skip(1).map(Line::first);
        let plain: Vec<f64> =
            starts.clone().filter(|start| han(start.c()) && !start.ruby).map(|start| start.origin).collect();
        let Some(edge) = plain.first().copied() else { continue };
        if plain.iter().any(|other| (other - edge).abs() > 0.1) {
            continue; // Not set to the left edge, such as the head of a column.
        }
        for start in starts.filter(|start| OPENING.contains(start.c())) {
            found.count("5 brackets at the start of a line");
            if (start.origin + 0.5 * start.size - edge).abs() > 0.1 {
                found.error("5 bracket", start, &format!("not at the edge {edge:.1} in {}", passage.text()));
            }
        }
    }
}

fn mark(c: char) -> bool {
    CLOSING.contains(c) || OPENING.contains(c) || "・：；！？".contains(c)
}

/// What a line adds to each of its characters, in em.
fn loose(line: &Line) -> f64 {
    let plain = |c: char| ('ぁ'..='ー').contains(&c) || han(c);
    let glyphs = line.glyphs.iter().filter(|glyph| plain(glyph.c()) && !glyph.ruby);
    glyphs.map(|glyph| (glyph.end - glyph.origin - glyph.advance) / glyph.size).fold(0.0, f64::max)
}

/// Check 6: lines of running text end on the measure, and their characters keep their distance.
///
/// Without a measure, the lines of a passage must at least agree.
pub fn measure(passages: &[Passage], right: Option<f64>, found: &mut Found) {
    for passage in passages.iter().filter(|passage| passage.justified()) {
        let right = right.or_else(|| passage.lines.first().map(|line| line.last().edge())).unwrap_or_default();
        for (line, next) in passage.lines.iter().zip(passage.lines.iter().skip(1)) {
            if line.last().ruby {
                continue;
            }
            found.count("6 full lines");
            // Half of the space around a middle dot lies behind it and may go.
            let blank = if line.last().c() == '・' { 0.25 * line.last().size } else { 0.0 };
            if (line.last().edge() - right).abs() > 0.1 + blank {
                let ends = format!("ends at {:.2}, not {right:.2}: {}", line.last().edge(), at_break(line, next));
                found.error("6 measure", line.first(), &ends);
            }
            for pair in line.glyphs.windows(2) {
                let [a, b] = pair else { continue };
                if !(han(a.c()) && han(b.c())) || a.ruby || b.ruby || a.font != b.font {
                    continue;
                }
                found.count("6 pairs of kanji");
                let pitch = (b.origin - a.origin) / a.size;
                // What is whole and long leaves a hole that the characters before it have to fill.
                let whole = whole_start(line).max(whole_start(next)) >= 2.4 * a.size;
                if pitch > 1.06 && (whole || dense(passage)) {
                    found.count("6 lines loosened by something whole behind them");
                    break;
                }
                if !(0.97..=1.06).contains(&pitch) {
                    found.error("6 pitch", a, &format!("{pitch:.3} em before {}", at_break(line, next)));
                    break;
                }
            }
        }
    }
}

/// The width of what begins a line and may not be broken: a word, a number with its unit, and all that
/// may not begin or end a line around them.
fn whole_start(line: &Line) -> f64 {
    let apart = |pair: &[Glyph]| {
        let (a, b) = (pair[0].c(), pair[1].c());
        let held = NO_START.contains(b) || NO_END.contains(a) || pair[1].is_in("super") || pair[1].ruby && pair[0].ruby;
        let word = a.is_ascii_graphic() && b.is_ascii_graphic();
        let number =
            figure(a) && !"（「『【〔〈《［".contains(b) || "第約〜・".contains(a) && figure(b) || "…―".contains(b);
        !held && !word && !number
    };
    let run = line.glyphs.windows(2).position(apart).unwrap_or(line.glyphs.len() - 1);
    // Units have two characters or more in most of the paragraphs that are tried.
    let unit = line.glyphs[..=run].iter().any(|glyph| figure(glyph.c()));
    let end = (run + usize::from(unit)).min(line.glyphs.len() - 1);
    line.glyphs[..=end].iter().map(|glyph| glyph.advance).sum()
}

/// Whether much of a passage is words, readings and numbers that stay whole, or it has two lines of which
/// the last would be a character: then there is little to stretch, and little to choose.
fn dense(passage: &Passage) -> bool {
    let ruby = passage.lines.iter().flat_map(|line| &line.glyphs).any(|glyph| glyph.ruby);
    let last = passage.lines.last().map_or(0, |line| line.glyphs.len());
    if ruby || last < 8 {
        return true;
    }
    stiff(passage)
}

/// Whether much of a passage stays whole.
fn stiff(passage: &Passage) -> bool {
    let text = passage.text();
    let stiff = text.chars().filter(|c| c.is_ascii_alphanumeric() || figure(*c) || !c.is_alphanumeric()).count();
    stiff * 6 > text.chars().count()
}

/// Check 7: the lines of a paragraph stand at equal distances.
pub fn pitch(passages: &[Passage], found: &mut Found) {
    for passage in passages.iter().filter(|passage| passage.justified()) {
        let pitches: Vec<(f64, &Line)> = passage
            .lines
            .windows(2)
            .filter(|pair| pair[0].first().page == pair[1].first().page)
            .map(|pair| (pair[1].baseline() - pair[0].baseline(), &pair[1]))
            .collect();
        for pair in pitches.windows(2) {
            found.count("7 distances of lines");
            if (pair[1].0 - pair[0].0).abs() > 0.05 {
                let words = format!("{:.2} behind {:.2} in {}", pair[1].0, pair[0].0, passage.text());
                found.error("7 pitch", pair[1].1.first(), &words);
            }
        }
    }
}

/// Check 10: every glyph on its page and in its cell, and the head of a table on each of its pages.
pub fn geometry(glyphs: &[Glyph], page: (f64, f64), found: &mut Found) {
    let mut tables: BTreeMap<u128, Vec<&Glyph>> = BTreeMap::new();
    for glyph in glyphs {
        found.count("10 glyphs on their page");
        let (left, right) = glyph.ink.unwrap_or((glyph.origin, glyph.end));
        if left < 0.0 || right > page.0 || glyph.y < 0.0 || glyph.y > page.1 {
            found.error("10 page", glyph, &glyph.text);
        }
        if let (Some(table), Some(_), false) = (glyph.of("table"), glyph.of("cell"), glyph.is_in("artifact")) {
            tables.entry(table.location.hash()).or_default().push(glyph);
        }
    }
    for (_, table) in tables {
        let pages: BTreeSet<usize> = table.iter().map(|glyph| glyph.page).collect();
        let mut head: Option<String> = None;
        for page in pages {
            let on_page: Vec<&Glyph> = table.iter().filter(|glyph| glyph.page == page).copied().collect();
            inside_cells(&on_page, found);
            // The cells of the head come first, and their text is bold.
            let first: String =
                on_page.iter().take_while(|glyph| glyph.is_in("strong")).map(|g| g.text.as_str()).collect();
            match &head {
                None => head = Some(first),
                Some(head) => {
                    found.count("10 tables that go on");
                    if *head != first || first.is_empty() {
                        found.error("10 head", on_page[0], &format!("the head is `{first}`, not `{head}`"));
                    }
                }
            }
        }
    }
}

/// The text of no cell reaches into another.
fn inside_cells(glyphs: &[&Glyph], found: &mut Found) {
    let mut cells: BTreeMap<u128, ([f64; 4], &Glyph)> = BTreeMap::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        let Some(cell) = glyph.of("cell") else { continue };
        let (left, right) = glyph.ink.unwrap_or((glyph.origin, glyph.end));
        let area = [left, glyph.y - 0.75 * glyph.size, right, glyph.y];
        let (all, _) = cells.entry(cell.location.hash()).or_insert((area, glyph));
        *all = [all[0].min(area[0]), all[1].min(area[1]), all[2].max(area[2]), all[3].max(area[3])];
    }
    let cells: Vec<_> = cells.into_values().collect();
    for (at, (a, glyph)) in cells.iter().enumerate() {
        found.count("10 cells");
        let over = |b: &[f64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
        if cells[at + 1..].iter().any(|(b, _)| over(b)) {
            found.error("10 cell", glyph, "a cell's text reaches into another");
        }
    }
}

/// Neighbouring lines of all passages.
fn breaks(passages: &[Passage]) -> impl Iterator<Item = (&Line, &Line)> {
    passages.iter().flat_map(|passage| passage.lines.windows(2).map(|pair| (&pair[0], &pair[1])))
}

/// The end of a line and the beginning of the next.
fn at_break(before: &Line, after: &Line) -> String {
    let tail: Vec<char> = before.text().chars().rev().take(12).collect();
    let head: String = after.text().chars().take(12).collect();
    format!("{}|{head}", tail.into_iter().rev().collect::<String>())
}

/// Whether two neighbours are set as one text, not one of them as a link, strong or in another font.
fn alike(a: &Glyph, b: &Glyph) -> bool {
    a.font == b.font && a.size == b.size && a.within == b.within
}
