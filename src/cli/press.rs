//! For which printing house the print edition is made.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kakugi::build::PrintOptions;
use kakugi::diagnostic::{AnyProblem, Diagnostic, Language, Sources, problems};
use kakugi::export::OutputProfile;
use kakugi::export::print::Condition;
use kakugi::limits;
use kakugi::printer::PrintingHouse;

use super::defaults::{CONDITION, PRINTER, printers};
use super::inputs::named_file;

#[derive(Args)]
pub(super) struct PressArguments {
    #[arg(long, value_name = "NAME|FILE", default_value = PRINTER, help = printers(Language::English))]
    printer: String,
    /// ICC profile of the printing house
    #[arg(long, value_name = "FILE")]
    output_icc: Option<PathBuf>,
    /// Inks of the print edition
    #[arg(long, value_enum, value_name = "COLOUR", default_value_t = InkChoice::Process)]
    colour: InkChoice,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum InkChoice {
    /// Cyan, magenta, yellow and black
    Process,
    /// Black only
    Grey,
}

impl PressArguments {
    /// How the print edition is to be made.
    ///
    /// # Errors
    /// Errors of the printer's profile, or of the ICC profile.
    pub fn printing(&self, sources: &mut Sources) -> Result<PrintOptions, Vec<Diagnostic>> {
        let house = PrintingHouse::load(&self.printer, sources)?;
        let condition = self.condition(&house).map_err(|problem| vec![Diagnostic::nowhere(problem)])?;
        Ok(PrintOptions::of(&house, condition, self.colour == InkChoice::Grey))
    }

    fn condition(&self, house: &PrintingHouse) -> Result<Condition, AnyProblem> {
        // What the bundled profiles name is not the name of a profile that takes the bundled one's place.
        let named = house.profile.condition.clone().filter(|condition| condition != CONDITION);
        let (bytes, path) = match (&self.output_icc, named.clone()) {
            (None, Some(condition)) => {
                return Err(ConditionUnknown { condition, printer: house.profile.name.clone() }.into());
            }
            (None, None) => return Condition::bundled(house.intent).map_err(|reason| unusable(CONDITION, reason)),
            (Some(path), _) => (named_file(path, limits::ICC_BYTES)?, path.display().to_string()),
        };
        Condition::of(bytes, named, house.intent).map_err(|reason| unusable(&path, reason))
    }
}

fn unusable(path: &str, reason: kakugi::diagnostic::Words) -> AnyProblem {
    OutputProfile { path: path.to_owned(), reason }.into()
}

problems! {
    /// Output condition without its profile.
    K0812 error ConditionUnknown { condition: String, printer: String }
    en: "the ICC profile of the printing condition `{condition}` of `{printer}` is not bundled",
        hint "give the printing house's ICC profile with `--output-icc FILE`";
    ja: "`{printer}`の印刷条件`{condition}`のICCプロファイルは内蔵していません",
        hint "印刷所のICCプロファイルを`--output-icc FILE`で指定してください";
}
