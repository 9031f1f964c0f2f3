//! Output conditions (印刷条件): the profile of the press and paper for which a file is made, and colours for it.

use std::sync::{Arc, OnceLock};

use lopdf::{Dictionary, Object, Stream};
use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent, TransformExecutor, TransformOptions,
};

use crate::diagnostic::{Language, Words, problems};
use crate::internal::{ExpectInternal, InternalError};
use crate::printer::Intent;

const PROFILE_WITHOUT_TABLES: Words =
    Words::new("it has no tables from colours to inks (`B2A`)", "色をインキに変換する表（`B2A`）がありません");
const NO_OUTPUT_PROFILE: Words = Words::new(
    "it is the profile of a screen or a camera, not of a press",
    "画面やカメラのもので、印刷機のものではありません",
);
const NO_ICC_PROFILE: Words =
    Words::new("it is damaged, or not an ICC profile", "壊れているか、ICCプロファイルではありません");

/// Offset on coated paper by FOGRA39, under the licence of zlib.
const BUNDLED: &[u8] = include_bytes!("../../../profiles/FOGRA39L_coated.icc");

/// The press and paper for which a file is made.
#[derive(Clone)]
pub struct Condition {
    /// The name by which printing houses know it, such as `FOGRA39` or `JC200103`.
    pub identifier: String,
    /// The ICC profile.
    pub profile: Vec<u8>,
    /// The same as it stands in every file, once it was needed.
    stream: Arc<OnceLock<Stream>>,
    /// sRGB to CMYK, both from 0 to 1.
    inks: Arc<dyn TransformExecutor<f32> + Send + Sync>,
    intent: Intent,
    /// The luminance of the darkest colour in print, of paper's.
    black: f32,
}

impl Condition {
    /// The bundled condition, offset on coated paper.
    ///
    /// # Errors
    /// None in fact; a test holds that the bundled profile can be read.
    pub fn bundled(intent: Intent) -> Result<Self, Words> {
        Self::of(BUNDLED.to_vec(), Some("FOGRA39".to_owned()), intent)
    }

    /// How colours that the press cannot print come into its range.
    pub fn intent(&self) -> Intent {
        self.intent
    }

    /// The condition of an ICC profile; without an identifier the profile's own description is it.
    ///
    /// # Errors
    /// Why the profile is none for a press with four inks.
    pub fn of(profile: Vec<u8>, identifier: Option<String>, intent: Intent) -> Result<Self, Words> {
        let press = ColorProfile::new_from_slice(&profile).map_err(|_| NO_ICC_PROFILE)?;
        if press.profile_class != ProfileClass::OutputDevice {
            return Err(NO_OUTPUT_PROFILE);
        }
        if press.color_space != DataColorSpace::Cmyk {
            return Err(Words::new(
                "its inks are not cyan, magenta, yellow and black",
                "シアン・マゼンタ・イエロー・ブラックのインキのものではありません",
            ));
        }
        let options = TransformOptions {
            rendering_intent: match intent {
                Intent::Relative => RenderingIntent::RelativeColorimetric,
                Intent::Perceptual => RenderingIntent::Perceptual,
            },
            ..TransformOptions::default()
        };
        let screen = ColorProfile::new_srgb();
        let inks = screen.create_transform_f32(Layout::Rgb, &press, Layout::Rgba, options);
        let inks = inks.map_err(|_| PROFILE_WITHOUT_TABLES)?;
        let options = TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..options };
        let back = press.create_transform_f32(Layout::Rgba, &screen, Layout::Rgb, options);
        let back = back.map_err(|_| PROFILE_WITHOUT_TABLES)?;
        let (mut darkest, mut seen) = ([0.0; 4], [0.0; 3]);
        let tried = inks.transform(&[0.0; 3], &mut darkest).and_then(|()| back.transform(&darkest, &mut seen));
        tried.map_err(|_| PROFILE_WITHOUT_TABLES)?;
        let black = linear(seen.iter().sum::<f32>() / 3.0).clamp(0.0, 0.2);
        let described = || described(&press).filter(|name| !name.is_empty()).unwrap_or_else(|| "Custom".to_owned());
        let (identifier, stream) = (identifier.unwrap_or_else(described), Arc::default());
        Ok(Self { identifier, profile, stream, inks, intent, black })
    }

    /// The ICC profile as a stream of a PDF file; packing it takes longer than all else in a file of one page.
    pub(super) fn stream(&self) -> Stream {
        self.stream.get_or_init(|| self.packed()).clone()
    }

    fn packed(&self) -> Stream {
        let mut dict = Dictionary::new();
        dict.set("N", 4);
        dict.set("Alternate", Object::Name(b"DeviceCMYK".to_vec()));
        let mut stream = Stream::new(dict, self.profile.clone());
        // A profile that does not become smaller stays as it is.
        let _ = stream.compress();
        stream
    }

    /// The inks, from 0 to 1, of sRGB colours from 0 to 1, no more than `limit` in sum.
    ///
    /// # Errors
    /// None but those of the program itself: all that can fail is that lengths do not agree.
    pub fn inks(&self, colours: &[[f32; 3]], limit: f32) -> Result<Vec<[f32; 4]>, InternalError> {
        let adapted: Vec<f32> = colours.iter().flatten().map(|value| self.compensated(value.clamp(0.0, 1.0))).collect();
        let mut inks = vec![0.0; colours.len() * 4];
        self.inks.transform(&adapted, &mut inks).internal("colours cannot be turned into inks")?;
        Ok(inks.chunks_exact(4).map(|ink| limited([ink[0], ink[1], ink[2], ink[3]], limit)).collect())
    }

    /// Black point compensation: the screen's black becomes the darkest that can be printed, and what lies
    /// between it and white moves along in linear light. A press's black is taken as neutral.
    fn compensated(&self, value: f32) -> f32 {
        if self.intent == Intent::Perceptual {
            return value;
        }
        encoded(self.black + (1.0 - self.black) * linear(value))
    }
}

fn described(profile: &ColorProfile) -> Option<String> {
    use moxcms::ProfileText;
    match profile.description.as_ref()? {
        ProfileText::PlainString(text) => Some(text.clone()),
        ProfileText::Localizable(texts) => texts.first().map(|text| text.value.clone()),
        ProfileText::Description(text) => Some(text.ascii_string.clone()),
    }
}

/// Less of the three colours where there is more ink than the paper takes; black carries the drawing and stays.
fn limited([c, m, y, k]: [f32; 4], limit: f32) -> [f32; 4] {
    let [c, m, y, k] = [c, m, y, k].map(|ink| ink.clamp(0.0, 1.0));
    let colours = c + m + y;
    let share = if colours + k > limit && colours > 0.0 { ((limit - k) / colours).max(0.0) } else { 1.0 };
    [c * share, m * share, y * share, k]
}

/// Linear light of an sRGB value (IEC 61966-2-1).
fn linear(value: f32) -> f32 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn encoded(light: f32) -> f32 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

/// The share of black ink that stands for an sRGB colour where black is the only ink, from 0 to 1: what is left of the
/// luma of ITU-R BT.601, by which readers of PDF turn colours grey, too (ISO 32000-1 §10.3.3).
pub(super) fn black_of([r, g, b]: [f32; 3]) -> f32 {
    (1.0 - (0.3 * r + 0.59 * g + 0.11 * b)).clamp(0.0, 1.0)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by a panic")]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_profile_gives_the_inks_that_other_programs_give() {
        let condition = Condition::bundled(Intent::Relative).expect("a sound profile");
        // Little CMS 2 with the same profile, intent and black point compensation, in percent.
        let known =
            [([18, 53, 91], [91, 61, 10, 57]), ([178, 58, 46], [3, 86, 76, 29]), ([255, 255, 255], [0, 0, 0, 0])];
        for (rgb, wanted) in known {
            let found =
                condition.inks(&[rgb.map(|value| value as f32 / 255.0)], 4.0).expect("inks")[0].map(|ink| ink * 100.0);
            let near = found.iter().zip(wanted).all(|(found, wanted)| (found - wanted as f32).abs() < 4.0);
            assert!(near, "{rgb:?}: {found:?}, not {wanted:?}");
        }
    }

    #[test]
    fn no_colour_takes_more_ink_than_the_limit() {
        let condition = Condition::bundled(Intent::Perceptual).expect("a sound profile");
        let grid = (0..729).map(|at| [at % 9, at / 9 % 9, at / 81].map(|value| value as f32 / 8.0));
        let colours: Vec<_> = grid.collect();
        for limit in [3.0, 2.4] {
            let most = condition
                .inks(&colours, limit)
                .expect("inks")
                .iter()
                .map(|ink| ink.iter().sum::<f32>())
                .fold(0.0, f32::max);
            assert!(most <= limit + 1e-4, "{most}");
            assert!(most > limit - 0.3, "the limit is not reached by {most}");
        }
    }

    #[test]
    fn profiles_that_are_none_of_a_press_are_refused() {
        let screen = ColorProfile::new_srgb().encode().expect("a profile");
        assert_eq!(Condition::of(screen, None, Intent::Relative).err(), Some(NO_OUTPUT_PROFILE));
        assert_eq!(Condition::of(b"no profile".to_vec(), None, Intent::Relative).err(), Some(NO_ICC_PROFILE));
    }
}

problems! {
    /// Unusable output profile.
    K0811 error OutputProfile { path: String, reason: Words }
    en: { format!("`{path}` cannot be the output profile: {}", reason.text(Language::English)) },
        hint "ask the printing house for its ICC profile, which must be for CMYK and of the class `prtr` (output device)";
    ja: { format!("`{path}`は出力プロファイルにできません。{}", reason.text(Language::Japanese)) },
        hint "CMYK用で、クラスが`prtr`（出力装置）のICCプロファイルを、印刷所から入手してください";
}
