//! The boxes of pages, their sizes and number.

use lopdf::Dictionary;

use super::findings::Findings;
use crate::file::File;
use crate::geometry::{Area, POINTS};
use crate::preflight::profile::{Profile, Standard};
use kakugi_diagnostic::{Language, problems};

/// Boxes may be off by this much, in points.
const TOLERANCE: f64 = 0.1 * POINTS;
/// Pages of the same size may differ by this much, in points.
const SAME: f64 = 0.5 * POINTS;

/// The boxes of a page, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Boxes {
    pub media: Area,
    /// Where the page is cut; if the file does not say, the box nearest to that.
    pub trim: Area,
    own_trim: Option<Area>,
    bleed: Option<Area>,
    pub turned: bool,
}

/// A page without a size is A4 to those who show it.
const A4: Area = Area { left: 0.0, bottom: 0.0, right: 595.276, top: 841.89 };

impl Boxes {
    pub fn read<'a>(file: &File<'a>, page: &'a Dictionary) -> Self {
        let [media, crop, bleed, trim, art] = [&b"MediaBox"[..], b"CropBox", b"BleedBox", b"TrimBox", b"ArtBox"]
            .map(|key| file.rectangle(page, key).filter(|area| area.width() > 1.0 && area.height() > 1.0));
        let media = media.unwrap_or(A4);
        let crop = crop.and_then(|crop| crop.common(media));
        let own_trim = trim.or(art);
        let turned = file.number(page, b"Rotate").is_some_and(|turn| (turn as i64).rem_euclid(180) == 90);
        Self { media, trim: own_trim.or(crop).unwrap_or(media), own_trim, bleed, turned }
    }

    /// Width and height of the cut page as it is looked at, in points.
    pub fn size(&self) -> [f64; 2] {
        let [width, height] = [self.trim.width(), self.trim.height()];
        if self.turned { [height, width] } else { [width, height] }
    }

    /// Millimetres from the trim's top left corner.
    pub fn place(&self, area: Area) -> [f64; 4] {
        let Area { left, top, .. } = self.trim;
        [area.left - left, top - area.top, area.right - left, top - area.bottom].map(|length| length / POINTS)
    }
}

/// Looks at the boxes of all pages and at their number.
pub(super) fn check(boxes: &[Boxes], profile: &Profile, findings: &mut Findings<'_>) {
    for (page, own) in boxes.iter().enumerate() {
        box_by_box(page, own, profile, findings);
        let Some(first) = boxes.first().filter(|_| page > 0) else { continue };
        let ([width, height], [first_width, first_height]) = (own.size(), first.size());
        if are_near([width, height], [first_width, first_height]) {
            continue;
        }
        if are_near([height, width], [first_width, first_height]) {
            findings.page(page, OrientationDiffers);
        } else {
            let [found, first] = [own.size(), first.size()]
                .map(|[width, height]| format!("{:.1} × {:.1}", width / POINTS, height / POINTS));
            findings.page(page, PageSizeDiffers { found, first });
        }
    }
    // A single leaf is not bound.
    if boxes.len() > 2 && !boxes.len().is_multiple_of(profile.page_multiple) {
        findings.file(UnboundPageCount { found: boxes.len(), multiple: profile.page_multiple });
    }
}

/// Whether two sizes are the same, as far as anybody can see.
fn are_near(size: [f64; 2], other: [f64; 2]) -> bool {
    size.iter().zip(other).all(|(side, other)| (side - other).abs() <= SAME)
}

fn box_by_box(page: usize, own: &Boxes, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(trim) = own.own_trim else {
        if profile.standard == Standard::X4 {
            findings.page(page, NoTrimBox);
        }
        return;
    };
    if !trim.within(own.media, TOLERANCE) {
        findings.page(page, BoxOutside { inner: "TrimBox", outer: "MediaBox" });
    }
    let Some(bleed) = own.bleed else {
        if profile.bleed > 0.0 {
            findings.page(page, NoBleedBox);
        }
        return;
    };
    if !bleed.within(own.media, TOLERANCE) {
        findings.page(page, BoxOutside { inner: "BleedBox", outer: "MediaBox" });
    }
    if !trim.within(bleed, TOLERANCE) {
        return findings.page(page, BoxOutside { inner: "TrimBox", outer: "BleedBox" });
    }
    let sides = [
        (Side::Left, trim.left - bleed.left),
        (Side::Top, bleed.top - trim.top),
        (Side::Right, bleed.right - trim.right),
        (Side::Bottom, trim.bottom - bleed.bottom),
    ];
    for (side, found) in sides {
        if found < profile.bleed * POINTS - TOLERANCE {
            let (found, wanted) = (format!("{:.1}", found / POINTS), format!("{:.1}", profile.bleed));
            findings.page(page, NarrowBleed { side, found, wanted });
        }
    }
}

/// Blank pages that nothing explains: those that fill up to a multiple stand before the back cover or at the end.
pub(super) fn blank(printed: &[bool], profile: &Profile, findings: &mut Findings<'_>) {
    let last = printed.len().saturating_sub(1);
    let filling = (0..printed.len()).rev().skip_while(|page| *page == last && printed[*page]);
    let filling: Vec<usize> = filling.take_while(|page| !printed[*page]).take(profile.page_multiple - 1).collect();
    for page in (0..printed.len()).filter(|page| !printed[*page] && !filling.contains(page)) {
        findings.page(page, BlankPage);
    }
}

/// A side of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

impl Side {
    pub(super) fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Left, Language::English) => "left",
            (Self::Left, Language::Japanese) => "左",
            (Self::Top, Language::English) => "top",
            (Self::Top, Language::Japanese) => "上",
            (Self::Right, Language::English) => "right",
            (Self::Right, Language::Japanese) => "右",
            (Self::Bottom, Language::English) => "bottom",
            (Self::Bottom, Language::Japanese) => "下",
        }
    }
}

problems! {
    /// The page has no trim box.
    K0920 error NoTrimBox
    en: "the page has no TrimBox, which defines the size after trimming",
        hint "export the file with a TrimBox of the size after trimming";
    ja: "TrimBox（仕上がり線）がなく、断裁する位置が決まっていません",
        hint "仕上がり寸法のTrimBoxを付けて書き出してください";

    /// The page has no bleed box.
    K0921 error NoBleedBox
    en: "the page has no BleedBox",
        hint "enlarge the BleedBox, and the MediaBox with it";
    ja: "BleedBox（塗り足し）がありません",
        hint "BleedBoxと、それに合わせてMediaBoxを広げてください";

    /// A box of the page reaches out of another.
    K0922 error BoxOutside { inner: &'static str, outer: &'static str }
    en: "the {inner} extends beyond the {outer}",
        hint "set the boxes so that the MediaBox contains the BleedBox, and the BleedBox the TrimBox";
    ja: "{inner}が{outer}からはみ出しています",
        hint "MediaBoxの中にBleedBox、BleedBoxの中にTrimBoxが入るようにしてください";

    /// The bleed box leaves less bleed than the printing house asks for.
    K0923 error NarrowBleed { side: Side, found: String, wanted: String }
    en: {
        let side = side.name(Language::English);
        format!("the bleed on the {side} side is {found} mm; the minimum is {wanted} mm")
    },
        hint "enlarge the BleedBox, and the MediaBox with it";
    ja: {
        let side = side.name(Language::Japanese);
        format!("{side}の塗り足しが{found}mmです（{wanted}mm以上必要です）")
    },
        hint "BleedBoxと、それに合わせてMediaBoxを広げてください";

    /// The page is not of the size of the first page.
    K0924 warning PageSizeDiffers { found: String, first: String }
    en: "this page is {found} mm; page 1 is {first} mm",
        hint "if this is intended, tell the printing house; if not, give all pages the same size and orientation";
    ja: "ページの大きさは{found}mmですが、1ページ目は{first}mmです",
        hint "意図したものなら印刷所に伝え、そうでなければ全ページを同じ大きさと向きにしてください";

    /// The page is of another orientation than the first page.
    K0925 warning OrientationDiffers
    en: "the orientation of this page differs from page 1",
        hint "if this is intended, tell the printing house; if not, give all pages the same size and orientation";
    ja: "ページの向きが1ページ目と異なります",
        hint "意図したものなら印刷所に伝え、そうでなければ全ページを同じ大きさと向きにしてください";

    /// The number of pages cannot be bound.
    K0926 error UnboundPageCount { found: usize, multiple: usize }
    en: "the file has {found} pages, which is not a multiple of {multiple}",
        hint "add or remove pages; put blank pages where they fit";
    ja: "ページ数が{found}で、{multiple}の倍数ではありません",
        hint "ページを増やすか減らしてください（白紙のページは差し支えのない場所に入れます）";

    /// Nothing is printed on the page.
    K0927 warning BlankPage
    en: "the page is blank",
        hint "remove it, or tell the printing house that it is intended";
    ja: "白紙のページです",
        hint "取り除くか、意図した白紙であることを印刷所に伝えてください";
}
