//! What is typed comes back from the pages, character by character; what cannot be printed is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use kakugi::japanese::{is_variation_selector, normalise};
use kakugi::template::Document;
use kakugi::typeset::texts;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use typst::foundations::Bytes;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Generated, MEASURE, pdf, write};
use crate::support::{Desk, Loaded, repository, without_space};

/// Characters a paragraph.
const CHUNK: usize = 40;

/// The characters for which each of the bundled fonts has a glyph, by the font's file.
fn fonts() -> BTreeMap<String, BTreeSet<char>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(repository("fonts")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "ttf") {
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
            let fonts = Font::iter(Bytes::new(fs::read(&path).expect("a font")));
            let codes = fonts.flat_map(|font| font.info().coverage.iter().collect::<Vec<_>>());
            found.insert(name, codes.filter_map(char::from_u32).collect());
        }
    }
    found
}

/// All characters for which a bundled font has a glyph, and which a text may hold.
fn covered() -> Vec<char> {
    let all: BTreeSet<char> = fonts().into_values().flatten().collect();
    // Fonts have glyphs for two kinds of characters that no text may hold.
    all.into_iter().filter(|c| !c.is_control() && *c != '\u{AD}').collect()
}

/// What offices type: all that Windows' code page 932 has, and what is beyond it in formulas, forms and names.
#[test]
fn what_offices_type_has_a_glyph() {
    let page = (0x81..=0xFCu8).flat_map(|lead| (0x40..=0xFCu8).map(move |trail| vec![lead, trail]));
    let page: BTreeSet<char> = (0x20..=0xDFu8)
        .map(|byte| vec![byte])
        .chain(page)
        .filter_map(|bytes| {
            let (text, _, bad) = encoding_rs::SHIFT_JIS.decode(&bytes);
            (!bad).then(|| text.chars().collect::<Vec<_>>())
        })
        .flatten()
        .filter(|c| !c.is_control() && !('\u{E000}'..='\u{F8FF}').contains(c))
        .collect();
    assert!(page.len() > 7_000, "{}", page.len());
    let beyond = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₔₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ☐☑☒✓✔✗✘✕✖☎✉✂✈❗❶➀⚠♨★⭐⬛⬜⭕❤➜➤▶◀◆◇□■▪◻◼\
        ℃℉ΩµµÅℓ㎡㎥㎏㏄‰‱½⅓¼⅛℡№©®™€£¥₩₹₿₽₺¢←↑→↓↔⇒⇔⇄⇕↩↺↻⟶≒≠≦≧≤≥≈∞∝∴∵√∫∑⊂⊃∪∩∧∨⟨⟩⦅⦆ⅠⅫⅰ①⑳㉑㊿⓪Ⓐⓐ㈱㊤㋿㍻\
        ÀÉÎÕÜßÇÑøłŁőűčšžřěğĞıİşțșảễộữđĐơưḥṣẓāīūẞǵḾ«»„‚‘’“”–—‑…·•‹›§¶†‡";
    let covered: BTreeSet<char> = covered().into_iter().collect();
    let without: String =
        page.into_iter().chain(beyond.chars()).filter(|c| !c.is_whitespace() && !covered.contains(c)).collect();
    assert_eq!(without, "");
}

/// The texts between 始 and 終.
fn framed(text: &str) -> Vec<String> {
    text.split('始').skip(1).map(|part| part.split('終').next().unwrap_or_default().to_owned()).collect()
}

/// What is to come back of a text, with its blanks.
fn expected(typed: &[String]) -> Vec<String> {
    typed.iter().flat_map(|text| framed(&normalise(text))).collect()
}

/// The texts on the pages as they are laid out, with their blanks; each character must be set in a font that has it.
fn on_pages(loaded: &Loaded) -> Vec<String> {
    let fonts = fonts();
    let set = loaded.typeset(Document::Briefing);
    let mut all = String::new();
    for text in texts(&set.pages).iter().filter(|text| !text.is_in("artifact")) {
        all.extend(text.item.text.chars().filter(|c| *c != '\u{2060}'));
        let name = text.item.font.post_script_name().expect("a name");
        for glyph in &text.item.glyphs {
            let cluster: Vec<char> = text.item.text[glyph.range()].chars().collect();
            // Shaping makes blanks, and a hyphen that holds its line, of what a font has, and letters with marks that none has.
            if let [c] = cluster[..]
                && !c.is_whitespace()
                && c != '\u{2011}'
                && fonts.values().any(|font| font.contains(&c))
            {
                assert!(fonts[&name].contains(&c), "{c} (U+{:04X}) is set in {name}", u32::from(c));
            }
        }
    }
    framed(&all)
}

/// The texts of the written PDF, without blanks.
fn in_pdf(loaded: &Loaded) -> Vec<String> {
    let built = loaded.build(Document::Briefing);
    let read = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    framed(&pdf::extracted(&read))
}

#[track_caller]
fn agree(what: &str, expected: &[String], found: &[String]) {
    assert_eq!(expected.len(), found.len(), "texts in {what}");
    let unlike = expected.iter().zip(found).filter(|(a, b)| a != b);
    let unlike: Vec<String> = unlike.map(|(a, b)| format!("{a}\n{b}")).collect();
    assert!(unlike.is_empty(), "{} of {} in {what}\n{}", unlike.len(), expected.len(), unlike.join("\n"));
}

#[test]
fn every_covered_character_comes_back() {
    let all: Vec<char> = covered().into_iter().filter(|c| !"始終".contains(*c)).collect();
    println!("{} characters", all.len());
    assert!(all.len() > 18_700);
    // Marks of letters need letters.
    let with_letter = |c: &char| if ('\u{300}'..'\u{370}').contains(c) { format!("x{c}") } else { c.to_string() };
    let chunks = all.chunks(CHUNK).map(|chunk| chunk.iter().map(with_letter).collect::<String>());
    // Both are meant as they stand: a mark of inline texts, and one that hides the bars of the first.
    let chunks = chunks.map(|chunk| chunk.replace("{|}", "{\u{7C}.}"));
    // Strong texts are set in the other chain of fonts.
    let typed: Vec<String> = chunks
        .enumerate()
        .flat_map(|(at, chunk)| {
            let strong = format!("始{}終", chunk.replace('*', "＊"));
            [format!("始{chunk}終"), if at % 4 == 0 { format!("**{strong}**") } else { strong }]
        })
        .collect();
    let loaded = Generated::of(&typed).load(MEASURE);
    let expected: Vec<String> = expected(&typed).iter().map(|text| without_space(text)).collect();
    let found: Vec<String> = on_pages(&loaded).iter().map(|text| without_space(text)).collect();
    agree("the frames", &expected, &found);
    agree("the PDF", &expected, &in_pdf(&loaded));
}

/// The fonts that running text takes letters from.
const LETTERS: [&str; 3] = ["BIZUDMincho-Regular", "NotoSerifSubset-Regular", "NotoSansJP-Regular"];

/// Whether each character can be set with the marks above and below it: one font has to have all of them.
fn settable(text: &str, fonts: &BTreeMap<String, BTreeSet<char>>) -> bool {
    let text: Vec<char> = normalise(text).chars().collect();
    let joins = |c: &char| is_combining_mark(*c) && !is_variation_selector(*c);
    text.chunk_by(|_, next| joins(next)).all(|cluster| {
        let any = |c: char| fonts.values().any(|font| font.contains(&c));
        let made =
            |c: char, font: &str| !any(c) && c.nfd().count() > 1 && c.nfd().all(|part| fonts[font].contains(&part));
        let one = |c: char, font: &str| is_variation_selector(c) || fonts[font].contains(&c) || made(c, font);
        // A variant has its marks from its own font.
        let varied = cluster.iter().any(|c| is_variation_selector(*c));
        let fonts = if varied { &["BIZUDMincho-Regular"][..] } else { &LETTERS };
        fonts.iter().any(|font| cluster.iter().all(|c| one(*c, font)))
    })
}

/// Characters of all kinds that fonts cover, and none that the marks of inline texts begin with.
fn mixture() -> impl Strategy<Value = String> {
    let all: Vec<char> = covered().into_iter().filter(|c| !"始終*[{^\\".contains(*c)).collect();
    let of =
        |holds: fn(char) -> bool| -> Vec<String> { all.iter().filter(|c| holds(**c)).map(char::to_string).collect() };
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let classes = [
        of(|c| ('\u{3400}'..'\u{FB00}').contains(&c) || c > '\u{20000}'),
        of(|c| ('ぁ'..='ヿ').contains(&c)),
        of(|c| c.is_alphabetic() && c < '\u{2000}'),
        of(|c| c.is_numeric()),
        of(|c| matches!(c, '!'..='/' | '\u{2010}'..='\u{205F}' | '、'..='〟' | '！'..='／')),
        of(|c| matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{302A}'..='\u{302F}')),
        of(|c| matches!(c, '\u{2100}'..='\u{2BFF}')),
        of(|c| matches!(c, '\u{FF61}'..='\u{FF9F}' | '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}')),
        words(&["葛\u{E0100}", "辻\u{E0100}", "神\u{FE00}", "か\u{309A}", "e\u{301}", "ɔ\u{301}", "fi", "ffi"]),
        words(&[" ", "  ", "\u{A0}", "　", "\u{2003}", "12,345.6％", "〜", "——", "「『", "』」、", "）（", "※1", "・"]),
    ];
    let piece = prop::sample::select(classes.to_vec()).prop_flat_map(prop::sample::select);
    let fonts = fonts();
    let texts = prop::collection::vec(piece, 1..14).prop_map(|pieces| format!("始{}終", pieces.concat()));
    texts.prop_filter("marks that one font has with their letters", move |text| settable(text, &fonts))
}

#[test]
fn any_mixture_comes_back() {
    let config = Config { cases: 6, failure_persistence: None, max_shrink_iters: 40, ..Config::default() };
    let texts = prop::collection::vec(mixture(), 250);
    let run = TestRunner::new(config).run(&texts, |typed| {
        let loaded = Generated::of(&typed).load(MEASURE);
        let expected = expected(&typed);
        // All stand on one line, so that their blanks can be compared, too.
        agree("the frames", &expected, &on_pages(&loaded));
        let plain: Vec<String> = expected.iter().map(|text| without_space(text)).collect();
        agree("the PDF", &plain, &in_pdf(&loaded));
        Ok(())
    });
    if let Err(failure) = run {
        panic!("{failure}");
    }
}

/// A paragraph with a text that is spelled as in JSON.
fn paragraph(spelled: &str) -> String {
    format!("{{ \"type\": \"paragraph\", \"text\": \"{spelled}\" }}")
}

/// Code and message of what `kakugi check` finds at the lines of a council's file that hold these texts, one a line.
fn found_in(spelled: &[String]) -> Vec<Vec<(String, String)>> {
    const AT: &str = "検査の段落。";
    let desk = Desk::new();
    let generated = Generated::of(&[AT.to_owned()]);
    let path = generated.folder.path().join("councils/one.json");
    let council = fs::read_to_string(path).expect("a council");
    let block = json!({ "type": "paragraph", "text": AT }).to_string();
    let (head, tail) = council.split_once(&block).expect("the paragraph");
    let lines: Vec<String> = spelled.iter().map(|text| paragraph(text)).collect();
    write(generated.folder.path(), "councils/one.json", &format!("{head}\n{}\n{tail}", lines.join(",\n")));
    let folder = generated.folder.path().to_str().expect("UTF-8");
    let run = desk.run(&["check", folder, "--format", "json", "--quiet"]);
    let told: Vec<Value> = serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr));
    let mut found = vec![Vec::new(); spelled.len()];
    for one in &told {
        let text = |key: &str| one[key].as_str().expect("a text").to_owned();
        let line = usize::try_from(one["place"]["line"].as_u64().expect("a line")).expect("a small number");
        if let Some(of_line) = line.checked_sub(2).and_then(|line| found.get_mut(line)) {
            of_line.push((text("code"), text("message")));
        }
    }
    found
}

#[track_caller]
fn refused(spelled: &[String], code: &str, says: impl Fn(usize) -> String) {
    for (at, found) in found_in(spelled).iter().enumerate() {
        let right = found.iter().any(|(other, message)| other == code && message.contains(&says(at)));
        assert!(right, "{} is not {code}: {found:?}", spelled[at]);
    }
}

/// As JSON spells a character by its UTF-16 code units.
fn escaped(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[test]
fn characters_that_are_no_text_are_errors() {
    let single = "\u{0}\u{1}\u{7}\u{8}\u{B}\u{C}\u{E}\u{1B}\u{1F}\u{7F}\u{80}\u{85}\u{9F}\u{AD}\u{34F}\u{61C}\u{115F}\u{1160}\u{17B4}\u{180B}\u{180E}";
    let invisible = "\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{2061}\u{2064}\u{206A}\u{3164}\u{FEFF}\u{FFA0}\u{FFF9}\u{FFFB}\u{FFFC}\u{FFFD}";
    let turning = "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}";
    let far = "\u{1BCA0}\u{1D173}\u{E0001}\u{E0020}\u{E007F}\u{E01F0}\u{E0FFF}\u{F0000}\u{F001F}";
    let none = "\u{FDD0}\u{FDEF}\u{FFFE}\u{FFFF}\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{8FFFF}\u{FFFFE}\u{10FFFE}\u{10FFFF}";
    let all: Vec<char> = [single, invisible, turning, far, none].concat().chars().collect();
    assert!(all.len() >= 60, "{}", all.len());
    let spelled: Vec<String> = all.iter().map(|c| format!("点検{}する。", escaped(*c))).collect();
    refused(&spelled, "K0112", |at| code_point(all[at]));
    // Line breaks and tabs have a message of their own.
    let breaks: Vec<String> = "\n\r\t\u{2028}\u{2029}".chars().map(|c| format!("点検{}する。", escaped(c))).collect();
    refused(&breaks, "K0111", |_| "line break".to_owned());
}

#[test]
fn characters_without_a_glyph_are_errors() {
    let living = "אبجदไ한ሀᎠᚠ\u{10330}ꯀ\u{1E900}ᄀ";
    let signs = "😀🌱🇯\u{1F1F5}👍🏽\u{1F3FB}♾⛩𝄞𝐀🂡⟰⨀";
    let kanji = "\u{20000}\u{2A6D6}\u{2B740}\u{30000}\u{31350}\u{9FEA}\u{4DBF}㐁㐂";
    let private = "\u{E000}\u{E757}\u{F8FF}\u{F0020}\u{FFFFD}\u{100000}\u{10FFFD}";
    let unassigned = "\u{378}\u{2FE0}\u{FFFF0}\u{1CCFF}\u{3FFFD}";
    let all: Vec<char> = [living, signs, kanji, private, unassigned].concat().chars().collect();
    let has = covered();
    let without: Vec<char> = all.into_iter().filter(|c| !has.contains(c)).collect();
    assert!(without.len() >= 40, "{}", without.len());
    let spelled: Vec<String> = without.iter().map(|c| format!("点検{}する。", escaped(*c))).collect();
    refused(&spelled, "K0404", |at| code_point(without[at]));
    // A variant, and a mark, that no font has for what stands before them.
    let pairs = [('葛', '\u{E01EF}'), ('あ', '\u{E0100}'), ('☂', '\u{FE0F}'), ('A', '\u{FE00}'), ('字', '\u{36F}')];
    let spelled: Vec<String> = pairs.iter().map(|(base, c)| format!("点検{base}{}する。", escaped(*c))).collect();
    refused(&spelled, "K0404", |at| code_point(pairs[at].1));
}

#[test]
fn halves_of_characters_are_errors() {
    // A file that is no JSON is told of once, so that each has a file of its own: the title, and the council.
    for half in ["\\ud800", "\\udfff", "\\ud83d", "\\ude00\\ud83d"] {
        let desk = Desk::new();
        let text = fs::read_to_string(desk.path("report/councils/water.json")).expect("a council");
        desk.write("report/councils/water.json", text.replacen("点検は", &format!("点検{half}は"), 1));
        let told = desk.errors(&[]);
        assert!(told.contains("error[K0101]"), "{told}");
    }
}
