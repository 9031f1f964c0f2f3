//! The findings of preflight in English.

use crate::preflight::problem::{Damage, Limit, Part, PreflightProblem, Side, Statement, Thing};

fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Top => "top",
        Side::Right => "right",
        Side::Bottom => "bottom",
    }
}

/// What is wrong, in one sentence without a full stop.
pub(in crate::preflight) fn message(problem: &PreflightProblem) -> String {
    use PreflightProblem as P;
    match problem {
        P::Damaged { what } => match what {
            Damage::References => "the table that says where objects are is damaged".to_owned(),
            Damage::PageTree => "the tree of pages is damaged".to_owned(),
            Damage::Content => "the content of the page cannot be read to its end".to_owned(),
            Damage::States => "graphics states are saved and restored an unequal number of times".to_owned(),
            Damage::Resource => "a resource that the page uses is not in the file".to_owned(),
        },
        P::Encrypted => "the file is encrypted".to_owned(),
        P::Version { found } => format!("the file is PDF {found}, and PDF/X-4 goes to 1.6"),
        P::Identification { found: None } => "the file does not say that it is PDF/X-4".to_owned(),
        P::Identification { found: Some(found) } => format!("the file says that it is `{found}`, not `PDF/X-4`"),
        P::Trapped => "the file does not say whether it is trapped".to_owned(),
        P::OutputIntents { found: 0 } => "the file has no output intent for print".to_owned(),
        P::OutputIntents { found } => format!("the file has {found} output intents for print, not one"),
        P::NoOutputProfile => "the output intent has no ICC profile that can be read".to_owned(),
        P::OutputProfileKind { found } => format!("the profile of the output intent is for {found}, not for ink"),
        P::OutputCondition { found, wanted } => {
            format!("the output condition is `{found}`, and the printing house asks for `{wanted}`")
        }
        P::Annotation { kind } => format!("there is an annotation (`{kind}`) on the page"),
        P::Form => "the file holds a form to be filled in".to_owned(),
        P::Action { kind } => format!("the file holds an action (`{kind}`)"),
        P::EmbeddedFile => "files are attached".to_owned(),
        P::Layers => "the file has layers that can be switched off".to_owned(),
        P::CutShort { what: Limit::Work } => "there is too much in it to check all of it".to_owned(),
        P::CutShort { what: Limit::Depth } => "forms are nested too deep to check all of them".to_owned(),
        P::Unsaid { what: Statement::Identifier } => "the file has no identifier of two parts".to_owned(),
        P::Unsaid { what: Statement::Dates } => {
            "the file does not say when it was made and changed, or not everywhere the same".to_owned()
        }
        P::Unsaid { what: Statement::Title } => "the metadata of the file have no title".to_owned(),
        P::Compression { filter } => format!("the file is compressed by `{filter}`, which PDF/X forbids"),
        P::NoTrimBox => "the page has no TrimBox, so nobody knows where it is cut".to_owned(),
        P::NoBleedBox => "the page has no BleedBox".to_owned(),
        P::BoxOutside { inner, outer } => format!("the {inner} reaches out of the {outer}"),
        P::Bleed { side: at, found, wanted } => {
            format!("the bleed on the {} side is {found} mm, less than {wanted} mm", side(*at))
        }
        P::PageSize { found, first } => format!("the page is {found} mm large, and the first page {first} mm"),
        P::Turned => "the page lies otherwise than the first page".to_owned(),
        P::PageCount { found, multiple } => format!("there are {found} pages, which is no multiple of {multiple}"),
        P::BlankPage => "the page is blank".to_owned(),
        P::ShortOfBleed { side: at, found, wanted } => {
            format!("this reaches {found} mm over the trim on the {} side, not the {wanted} mm of the bleed", side(*at))
        }
        P::FontNotEmbedded { font } => format!("the font `{font}` is not embedded"),
        P::SmallType { found, wanted } => format!("this type is {found} pt large, less than {wanted} pt"),
        P::SafeArea { found, wanted } => format!("this text stands {found} mm from the trim, nearer than {wanted} mm"),
        P::ForeignColour { space } => format!("this is coloured in `{space}`, not in ink"),
        P::ForeignSpot { name, space } => format!("the spot colour `{name}` has a stand-in in `{space}`, not in ink"),
        P::NotGrey => "this is coloured, but the job is printed in black alone".to_owned(),
        P::FourPlateBlack => "this black text is on all four plates".to_owned(),
        P::RichBlackType { found, wanted } => {
            format!("this black text of {found} pt has other ink below it, which is for {wanted} pt and above")
        }
        P::Registration => "registration colour is used within the page".to_owned(),
        P::ObjectInk { found, wanted } => format!("this has {found} % of ink, more than {wanted} %"),
        P::PageInk { found, wanted, area } => {
            format!("what is printed over each other here has {found} % of ink, more than {wanted} % (on {area} mm²)")
        }
        P::WhiteOverprint => "this is white and overprints, so that it vanishes".to_owned(),
        P::KnockOut => "this is black and knocks out the colour below it".to_owned(),
        P::Overprints => "this overprints, but the printing house sets overprint by itself".to_owned(),
        P::ThinLine { found, wanted } => format!("this line is {found} pt wide, less than {wanted} pt"),
        P::Hairline => "this line has the width 0, so that each device draws it as thin as it can".to_owned(),
        P::ThinFill { found, wanted } => format!("this area is {found} pt narrow, less than a line of {wanted} pt"),
        P::Resolution { found, wanted } => format!("this picture has {found} pixels an inch, less than {wanted}"),
        P::BitmapResolution { found, wanted } => {
            format!("this picture of black and white has {found} pixels an inch, less than {wanted}")
        }
        P::PictureUnreadable => "this picture cannot be decoded".to_owned(),
        P::BlendSpace { space } => format!("transparent objects are blended in `{space}`, not in ink"),
        P::Transfer => "a transfer function changes the tones of what is printed".to_owned(),
        P::PostScript => "there is PostScript code in the file".to_owned(),
        P::External { key } => format!("what is drawn here stands in another file (`{key}`)"),
    }
}

/// What to do about it, one remedy a line.
pub(in crate::preflight) fn hints(problem: &PreflightProblem) -> Vec<String> {
    use PreflightProblem as P;
    let remedy = match problem {
        P::Damaged { .. } => "write the file anew from its source",
        P::Encrypted => "write it without a password and without restrictions",
        P::Version { .. } => "write it as PDF/X-4",
        P::Unsaid { .. } | P::Compression { .. } => "write it as PDF/X-4",
        P::Identification { .. } => "write it as PDF/X-4; of the files of this program, give the one in `print/`",
        P::Trapped => "set `/Trapped` to `/False` (or `/True`) in the document information",
        P::OutputIntents { .. } | P::NoOutputProfile => {
            "write it with an output intent and the printing house's ICC profile"
        }
        P::OutputProfileKind { .. } => "take a profile of the class `prtr` for CMYK",
        P::OutputCondition { .. } => "take the printing house's ICC profile, or name another condition in the profile",
        P::Annotation { .. } | P::Form | P::Action { .. } => "leave it out of the file for print",
        P::EmbeddedFile => "attach them to the archive's edition instead",
        P::Layers => "flatten the layers",
        P::CutShort { .. } => "look at these pages by another tool as well",
        P::NoTrimBox => "write the file with a TrimBox, the size of the cut page",
        P::NoBleedBox | P::Bleed { .. } => "enlarge the BleedBox, and the MediaBox with it",
        P::BoxOutside { .. } => "MediaBox holds BleedBox, and BleedBox holds TrimBox",
        P::PageSize { .. } | P::Turned => "if this is meant, tell the printing house; else give all pages one size",
        P::PageCount { .. } => "add or take out pages, where blank ones do best",
        P::BlankPage => "take it out, or tell the printing house that it is meant",
        P::ShortOfBleed { .. } => "let it reach over the whole bleed, or end it within the trim",
        P::FontNotEmbedded { .. } => "write the file with all fonts embedded",
        P::SmallType { .. } => "set it larger",
        P::SafeArea { .. } => "move it inwards, so that it is not cut",
        P::ForeignColour { .. } | P::ForeignSpot { .. } | P::BlendSpace { .. } => "convert it to CMYK or a spot colour",
        P::NotGrey => "convert it to grey",
        P::FourPlateBlack | P::RichBlackType { .. } => "give it the colour C0 M0 Y0 K100",
        P::Registration => "use black instead; registration colour is for marks outside the page",
        P::ObjectInk { .. } => "take away colour under black (GCR), or use a lighter colour",
        P::PageInk { .. } => "knock out what is below, or use lighter colours",
        P::WhiteOverprint => "switch overprint off for it",
        P::KnockOut => "let black text and lines overprint",
        P::Overprints => "switch overprint off, or ask the printing house",
        P::ThinLine { .. } | P::Hairline => "make the line wider",
        P::ThinFill { .. } => "make it wider",
        P::Resolution { .. } | P::BitmapResolution { .. } => "take a picture with more pixels, or print it smaller",
        P::PictureUnreadable => "save the picture anew",
        P::Transfer => "apply the change to the colours themselves",
        P::External { .. } => "write the file with everything in it",
        P::PostScript => "write the file by a program that needs none",
    };
    vec![remedy.to_owned()]
}

/// An object on a page, in words.
pub(in crate::preflight) fn thing(thing: &Thing) -> String {
    match thing {
        Thing::Text { text, font, size } => format!("text “{text}” ({font}, {size} pt)"),
        Thing::Line { width } => format!("line of {width} pt"),
        Thing::Area => "filled area".to_owned(),
        Thing::Picture { width, height } => format!("picture of {width} × {height} pixels"),
        Thing::Shading => "gradient".to_owned(),
        Thing::Form => "group".to_owned(),
        Thing::Named { part, name } => {
            let part = match part {
                Part::Form => "form",
                Part::Pattern => "pattern",
                Part::Letter => "drawn letters of the font",
                Part::Font => "font",
                Part::Metadata => "metadata",
            };
            format!("{part} `{name}`")
        }
    }
}
