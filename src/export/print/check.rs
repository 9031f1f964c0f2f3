//! Checks on a finished file: the structure of PDF/X-4 (ISO 15930-7), and what the press can print.
//!
//! They read the file anew, so that they see what the printing house will see.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Press;
use super::content::{Rewriting, Target, rewrite};
use super::conversion::drawings;
use super::metadata::{self, VERSION};
use super::spaces::{families, family_of};
use crate::diagnostic::PressRule as Rule;
use crate::pdf::colour_space::Family;
use crate::pdf::content::Lexer;
use crate::pdf::file::File;

/// A rule that the file breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// Which.
    pub rule: Rule,
    /// On which page, counted from 1, if it is one page's.
    pub page: Option<usize>,
}

/// The rules that a file breaks, in the order of `PressRule::ALL`.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn broken(bytes: &[u8], press: &Press) -> lopdf::Result<Vec<Broken>> {
    let document = Document::load_mem(bytes)?;
    let mut check = Check { document: &document, press, found: Vec::new() };
    check.rule(Rule::Version, bytes.starts_with(b"%PDF-1.6"));
    check.rule(Rule::Open, !document.trailer.has(b"Encrypt"));
    let ids = document.trailer.get(b"ID").and_then(Object::as_array).map_or(0, Vec::len);
    check.rule(Rule::Identifier, ids == 2);
    check.intent();
    check.metadata();
    check.catalog();
    for (at, page) in document.page_iter().enumerate() {
        check.boxes(at + 1, page);
    }
    check.drawings();
    check.objects();
    check.found.sort();
    check.found.dedup();
    Ok(check.found)
}

struct Check<'a> {
    document: &'a Document,
    press: &'a Press,
    found: Vec<Broken>,
}

impl Check<'_> {
    fn rule(&mut self, rule: Rule, kept: bool) {
        self.on_page(rule, None, kept);
    }

    fn on_page(&mut self, rule: Rule, page: Option<usize>, kept: bool) {
        if !kept {
            self.found.push(Broken { rule, page });
        }
    }

    fn intent(&mut self) {
        let catalog = self.document.catalog().ok();
        let intents =
            catalog.and_then(|catalog| catalog.get_deref(b"OutputIntents", self.document).ok()?.as_array().ok());
        let all =
            intents.into_iter().flatten().filter_map(|intent| self.document.dereference(intent).ok()?.1.as_dict().ok());
        let own: Vec<&Dictionary> = all
            .filter(|intent| intent.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"GTS_PDFX"))
            .collect();
        let name = own
            .first()
            .and_then(|intent| lopdf::decode_text_string(intent.get(b"OutputConditionIdentifier").ok()?).ok());
        self.rule(Rule::OutputIntent, own.len() == 1 && name.is_some_and(|name| !name.is_empty()));
        let profile = own.first().and_then(|intent| {
            let profile = intent.get_deref(b"DestOutputProfile", self.document).ok()?;
            profile.as_stream().ok()?.get_plain_content().ok()
        });
        // The header of a profile has its class at byte 12 and its colour space at byte 16 (ISO 15076-1 §7.2).
        let press = profile.is_some_and(|profile| profile.get(12..20) == Some(b"prtrCMYK".as_slice()));
        self.rule(Rule::OutputProfile, press);
    }

    fn metadata(&mut self) {
        let stream = self.document.catalog().ok().and_then(|catalog| {
            let metadata = catalog.get_deref(b"Metadata", self.document).ok()?;
            metadata.as_stream().ok()?.get_plain_content().ok()
        });
        let xmp = String::from_utf8(stream.unwrap_or_default()).unwrap_or_default();
        let says = |element: &str, text: &str| xmp.contains(&format!("<{element}>{text}</{element}>"));
        let info = File::of(self.document).dictionary(&self.document.trailer, b"Info");
        let text = |key: &[u8]| info.and_then(|info| lopdf::decode_text_string(info.get(key).ok()?).ok());
        let name = |key: &[u8]| info.and_then(|info| info.get(key).ok()?.as_name().ok());
        let dates = [(&b"CreationDate"[..], "xmp:CreateDate"), (b"ModDate", "xmp:ModifyDate")];
        let same =
            dates.iter().all(|(key, element)| text(key).is_some_and(|date| says(element, &metadata::date(&date))));
        let kept = [
            (Rule::Conformance, says("pdfxid:GTS_PDFXVersion", VERSION)),
            (Rule::Trapped, says("pdf:Trapped", "False") && name(b"Trapped") == Some(b"False")),
            (Rule::Dates, same),
            (Rule::Title, text(b"Title").is_some_and(|title| !title.is_empty()) && xmp.contains("<dc:title>")),
        ];
        kept.into_iter().for_each(|(rule, kept)| self.rule(rule, kept));
    }

    fn catalog(&mut self) {
        let Ok(catalog) = self.document.catalog() else { return self.rule(Rule::Readable, false) };
        let names = File::of(self.document).dictionary(catalog, b"Names");
        let named = |key: &[u8]| names.is_some_and(|names| names.has(key));
        self.rule(Rule::Annotations, !catalog.has(b"AcroForm"));
        self.rule(Rule::Actions, !catalog.has(b"OpenAction") && !catalog.has(b"AA") && !named(b"JavaScript"));
        self.rule(Rule::Attachments, !catalog.has(b"AF") && !named(b"EmbeddedFiles"));
    }

    fn boxes(&mut self, number: usize, page: ObjectId) {
        let Ok(page) = self.document.get_dictionary(page) else { return self.rule(Rule::Readable, false) };
        let edges = |key: &[u8]| -> Option<[f32; 4]> {
            let area = page.get_deref(key, self.document).ok()?.as_array().ok()?;
            let edges: Vec<f32> = area.iter().filter_map(|edge| edge.as_float().ok()).collect();
            edges.try_into().ok()
        };
        let (media, bleed, trim) = (edges(b"MediaBox"), edges(b"BleedBox"), edges(b"TrimBox"));
        let annotated = page.has(b"Annots");
        let actions = page.has(b"AA");
        let page = Some(number);
        self.on_page(Rule::TrimBox, page, trim.is_some());
        let wanted = self.press.bleed / 25.4 * 72.0;
        let wide = |bleed: [f32; 4], trim: [f32; 4]| {
            bleed.iter().zip(trim).all(|(bleed, trim)| (f64::from((bleed - trim).abs()) - wanted).abs() < 0.02)
        };
        self.on_page(Rule::BleedBox, page, bleed.zip(trim).is_some_and(|(bleed, trim)| wide(bleed, trim)));
        let within = |inner: [f32; 4], outer: [f32; 4]| {
            (0..2).all(|at| inner[at] >= outer[at] - 0.01) && (2..4).all(|at| inner[at] <= outer[at] + 0.01)
        };
        let nested = bleed.zip(trim).is_some_and(|(bleed, trim)| within(trim, bleed))
            && media.zip(bleed).is_some_and(|(media, bleed)| within(bleed, media));
        self.on_page(Rule::Boxes, page, nested);
        self.on_page(Rule::Annotations, page, !annotated);
        self.on_page(Rule::Actions, page, !actions);
    }

    /// Colours, ink and overprint of everything that is drawn.
    fn drawings(&mut self) {
        let pages: Vec<ObjectId> = self.document.page_iter().collect();
        let numbers: BTreeMap<ObjectId, usize> = pages.iter().enumerate().map(|(at, page)| (*page, at + 1)).collect();
        // A hair more, because inks are written with four digits.
        let limit = (self.press.ink_limit / 100.0 + 0.001) as f32;
        for drawing in drawings(self.document, &pages) {
            let page = numbers.get(&drawing.owner).copied();
            let spaces = families(self.document, drawing.owner);
            let stream = self.document.get_object(drawing.stream).and_then(Object::as_stream);
            let Ok(content) = stream.and_then(|stream| stream.get_plain_content()) else {
                return self.rule(Rule::Readable, false);
            };
            let (mut lexer, mut inked) = (Lexer::new(&content), false);
            while let Some(operation) = lexer.operation(&|_| None) {
                match operation.operator.as_slice() {
                    b"rg" | b"RG" => self.on_page(Rule::Colours, page, false),
                    b"cs" | b"CS" => {
                        let name = operation.name().unwrap_or_default();
                        let screen = name == b"DeviceRGB" || spaces.get(name) == Some(&Family::Rgb);
                        self.on_page(Rule::Colours, page, !screen);
                    }
                    b"k" | b"K" => {
                        inked = true;
                        let inks = operation.numbers().unwrap_or_default();
                        self.on_page(Rule::Ink, page, inks.iter().sum::<f32>() <= limit);
                        let coloured = inks.iter().take(3).any(|ink| *ink > 0.0);
                        self.on_page(Rule::Colours, page, !(self.press.black_only && coloured));
                    }
                    b"BI" => self.on_page(Rule::Pictures, page, false),
                    _ => {}
                }
            }
            if self.press.overprint && !content.is_empty() {
                let inks = |_: [f32; 3]| [0.0; 4];
                let none = BTreeMap::new();
                let (target, fresh) = (Target::Process, drawing.page);
                let wanted = Rewriting { target, inks: &inks, spaces: &none, overprint: true, fresh };
                // Masks know no inks and need no overprint.
                let missing = inked && rewrite(&content, &wanted).is_some_and(|(_, named)| named);
                self.on_page(Rule::Overprint, page, !missing);
            }
        }
    }

    /// What single objects of the file must not be.
    fn objects(&mut self) {
        for object in self.document.objects.values() {
            match object {
                Object::Stream(stream) => {
                    let filters = stream.filters().unwrap_or_default();
                    let forbidden = |filter: &&[u8]| matches!(*filter, b"LZWDecode" | b"Crypt");
                    self.rule(Rule::Compression, !filters.iter().any(forbidden));
                    self.picture(&stream.dict);
                    self.dictionary(&stream.dict);
                }
                Object::Dictionary(dict) => self.dictionary(dict),
                _ => {}
            }
        }
    }

    fn picture(&mut self, dict: &Dictionary) {
        let is = |name: &[u8]| dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|own| own == name);
        self.rule(
            Rule::External,
            !is(b"PS") && !["OPI", "Ref", "Alternates", "F"].iter().any(|key| dict.has(key.as_bytes())),
        );
        if is(b"Image")
            && let Ok(space) = dict.get(b"ColorSpace")
        {
            let space = family_of(self.document, space);
            let grey = space == Family::Grey;
            self.rule(Rule::Pictures, grey || (space == Family::Cmyk && !self.press.black_only));
        }
    }

    fn dictionary(&mut self, dict: &Dictionary) {
        if dict.has(b"ShadingType") {
            let space = dict.get(b"ColorSpace").map(|space| family_of(self.document, space));
            self.rule(Rule::Gradients, space.is_ok_and(|space| matches!(space, Family::Cmyk | Family::Grey)));
        }
        let group = dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Transparency");
        if group && let Ok(space) = dict.get(b"CS") {
            let space = family_of(self.document, space);
            self.rule(Rule::Blending, matches!(space, Family::Cmyk | Family::Grey));
        }
        if dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"FontDescriptor") {
            let embedded = ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| dict.has(key.as_bytes()));
            self.rule(Rule::Fonts, embedded);
        }
        self.rule(Rule::Transfer, !["TR", "TR2", "HTP", "HTO"].iter().any(|key| dict.has(key.as_bytes())));
        for (_, inner) in dict.iter() {
            if let Object::Dictionary(inner) = inner {
                self.dictionary(inner);
            }
        }
    }
}
