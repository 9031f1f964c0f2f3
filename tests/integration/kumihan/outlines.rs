//! Letters bear their marks: each is compared with the plain letter by what its font draws.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use kakugi::typeset::texts;
use ttf_parser::{Face, GlyphId, OutlineBuilder, Rect};
use typst::foundations::Bytes;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::support::{pages_of, repository};

/// The files of the bundled fonts by the fonts' own names.
fn files() -> BTreeMap<String, Font> {
    let files = fs::read_dir(repository("fonts")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let fonts = files.filter(|path| path.extension().is_some_and(|ending| ending == "ttf"));
    let fonts = fonts.flat_map(|path| Font::iter(Bytes::new(fs::read(path).expect("a font"))).collect::<Vec<_>>());
    fonts.map(|font| (font.post_script_name().expect("a name"), font)).collect()
}

fn faces(files: &BTreeMap<String, Font>) -> BTreeMap<&str, Face<'_>> {
    let face = |font| Face::parse(Font::data(font), Font::index(font)).expect("a font");
    files.iter().map(|(name, font)| (name.as_str(), face(font))).collect()
}

/// An outline in words, whichever of its contours comes first.
#[derive(Default)]
struct Drawn(Vec<String>);

impl Drawn {
    fn of(font: &Face<'_>, glyph: GlyphId) -> Vec<String> {
        let mut drawn = Self::default();
        font.outline_glyph(glyph, &mut drawn);
        drawn.0.sort();
        drawn.0
    }

    fn add(&mut self, what: std::fmt::Arguments<'_>) {
        if let Some(contour) = self.0.last_mut() {
            contour.write_fmt(what).expect("a string");
        }
    }
}

impl OutlineBuilder for Drawn {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(format!("M{x} {y}"));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(format_args!("L{x} {y}"));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add(format_args!("Q{x1} {y1} {x} {y}"));
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add(format_args!("C{x1} {y1} {x2} {y2} {x} {y}"));
    }
    fn close(&mut self) {
        self.add(format_args!("Z"));
    }
}

/// The characters that are a plain letter with one mark more, with both.
fn composed() -> Vec<(char, char, char)> {
    let parts = |c: char| {
        let parts: Vec<char> = c.nfd().collect();
        let (mark, letter) = parts.split_last()?;
        let letter: String = letter.iter().collect::<String>().nfc().collect();
        let mut letter = letter.chars();
        match (letter.next(), letter.next()) {
            (Some(letter), None) if canonical_combining_class(*mark) != 0 => Some((c, letter, *mark)),
            _ => None,
        }
    };
    ('\u{A0}'..='\u{FFFF}').filter_map(parts).collect()
}

/// Whether what a font draws for a letter bears its mark: it has a contour more, or its ink reaches further where the mark
/// joins the letter or takes the place of its dot. A letter that is only drawn smaller, to make room for a mark, has neither.
fn bears(font: &Face<'_>, c: char, letter: char, mark: char) -> bool {
    let Some((whole, plain)) = font.glyph_index(c).zip(font.glyph_index(letter)) else { return true };
    let boxes = |glyph| font.glyph_bounding_box(glyph);
    let (Some(of_whole), Some(of_plain)) = (boxes(whole), boxes(plain)) else { return false };
    let (drawn, of_letter) = (Drawn::of(font, whole), Drawn::of(font, plain));
    let reaches = match canonical_combining_class(mark) {
        230 if "ijіј".contains(letter) => true,
        230 => of_whole.y_max > of_plain.y_max,
        202 | 220 => of_whole.y_min < of_plain.y_min,
        _ => true,
    };
    drawn != of_letter && (drawn.len() > of_letter.len() || reaches)
}

/// Text in all styles of running text.
fn in_all_styles(words: &[String]) -> String {
    let literal = serde_json::to_string(&words.join("　")).expect("a string");
    let set = |body: &str| format!("#let words = [#({literal})]\n{body}\n");
    let styles = "#words\n\n#text(font: fonts.gothic, words)\n\n#text(font: fonts.gothic, weight: \"bold\", words)";
    format!("#import \"text.typ\": *\n#show: japanese\n{}", set(styles))
}

#[test]
fn every_letter_on_a_page_bears_its_mark() {
    let files = files();
    let fonts = faces(&files);
    let composed = composed();
    let lacking = |font: &Face<'_>| -> String {
        composed.iter().filter(|(c, letter, mark)| !bears(font, *c, *letter, *mark)).map(|(c, ..)| *c).collect()
    };
    let bad: Vec<(&str, String)> = fonts.iter().map(|(name, font)| (*name, lacking(font))).collect();
    println!("{bad:?}");
    // The check sees what there is to be seen, and nothing that is well.
    for (name, letters) in &bad {
        assert_eq!(letters, if *name == "BIZUDMincho-Regular" { "ĞĠЃ" } else { "" }, "{name}");
    }
    // No page uses them.
    // A mark by itself joins the blank before it.
    let has = |c: char| canonical_combining_class(c) == 0 && fonts.values().any(|font| font.glyph_index(c).is_some());
    let words: Vec<String> = composed.iter().filter(|(c, ..)| has(*c)).map(|(c, ..)| c.to_string()).collect();
    assert!(words.len() > 650, "{}", words.len());
    let pages = pages_of(&in_all_styles(&words));
    let mut seen: BTreeMap<char, usize> = BTreeMap::new();
    for text in texts(&pages) {
        let name = text.item.font.post_script_name().expect("a name");
        let font = &fonts[name.as_str()];
        for glyph in &text.item.glyphs {
            let c = text.item.text[glyph.range()].chars().next().expect("a character");
            assert_ne!(glyph.id, 0, "{c}");
            if let Ok(at) = composed.binary_search_by_key(&c, |(c, ..)| *c) {
                let (_, letter, mark) = composed[at];
                assert!(bears(font, c, letter, mark), "{c} in {name}");
                *seen.entry(c).or_default() += 1;
            }
        }
    }
    let not_in_all_styles = |word: &&String| seen.get(&word.chars().next().unwrap_or_default()).copied() != Some(3);
    assert_eq!(words.iter().filter(not_in_all_styles).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn letters_with_other_marks_look_otherwise() {
    let (files, composed) = (files(), composed());
    let fonts = faces(&files);
    let mut alike: Vec<String> = Vec::new();
    for (name, font) in &fonts {
        let mut drawn: BTreeMap<Vec<String>, char> = BTreeMap::new();
        for (c, ..) in &composed {
            let Some(glyph) = font.glyph_index(*c) else { continue };
            let other = drawn.insert(Drawn::of(font, glyph), *c);
            let same_letter = |other: &char| other.nfd().next() == c.nfd().next();
            alike.extend(other.filter(same_letter).map(|other| format!("{name}: {other} and {c}")));
        }
    }
    // Neither is taken from this font.
    assert_eq!(alike, ["BIZUDMincho-Regular: Ğ and Ġ"]);
}

/// Letters with marks that no character has as a whole, such as x̄ and q̇.
fn combinations() -> Vec<String> {
    let marks = ('\u{300}'..='\u{345}').filter(|c| !matches!(*c, '\u{340}' | '\u{341}' | '\u{343}' | '\u{344}'));
    let with = |mark: char| ('A'..='Z').chain('a'..='z').map(move |letter| [letter, mark].iter().collect::<String>());
    let all = marks.flat_map(with);
    all.filter(|text| text.nfc().count() == 2).collect()
}

#[test]
fn marks_stand_over_their_letters() {
    let words = combinations();
    assert!(words.len() > 3000, "{}", words.len());
    let pages = pages_of(&in_all_styles(&words));
    let mut astray: Vec<String> = Vec::new();
    let mut seen = 0;
    for text in texts(&pages) {
        let item = text.item;
        let em = |value: typst::layout::Em| value.get();
        let ink = |glyph: &typst::text::Glyph, x: f64| -> Option<[f64; 4]> {
            let Rect { x_min, y_min, x_max, y_max } = item.font.ttf().glyph_bounding_box(GlyphId(glyph.id))?;
            let at = |units: i16| em(item.font.to_em(units));
            let (x, y) = (x + em(glyph.x_offset), em(glyph.y_offset));
            Some([x + at(x_min), y + at(y_min), x + at(x_max), y + at(y_max)])
        };
        let mut x = 0.0;
        let mut base: Option<[f64; 4]> = None;
        for (at, glyph) in item.glyphs.iter().enumerate() {
            let cluster = &item.text[glyph.range()];
            assert_ne!(glyph.id, 0, "{cluster}");
            let first = at == 0 || item.glyphs[at - 1].range() != glyph.range();
            let placed = ink(glyph, x);
            x += em(glyph.x_advance);
            if first {
                base = placed;
                continue;
            }
            let (Some(base), Some(mark)) = (base, placed) else { continue };
            seen += 1;
            let (middle, height) = (f64::midpoint(mark[0], mark[2]), f64::midpoint(mark[1], mark[3]));
            let across = base[0] - 0.1 <= middle && middle <= base[2] + 0.1;
            let right = match cluster.chars().nth(1).map(canonical_combining_class) {
                Some(230) => across && height > f64::midpoint(base[1], base[3]),
                Some(220) => across && height < f64::midpoint(base[1], base[3]),
                Some(1) => across,
                _ => middle > base[0] - 0.3 && middle < base[2] + 0.3,
            };
            if !right {
                let name = item.font.post_script_name().unwrap_or_default();
                astray.push(format!("{cluster} in {name}: {base:.2?} {mark:.2?}"));
            }
        }
    }
    assert!(seen > 6000, "{seen}");
    assert!(astray.is_empty(), "{} astray:\n{}", astray.len(), astray.join("\n"));
}
