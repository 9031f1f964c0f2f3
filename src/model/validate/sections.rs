//! Sections of councils' pages: which a report declares, and whether councils keep to that.

use super::super::page_sections::is_known;
use super::super::{Council, ReportHead, SectionForm, SectionKind};
use super::{NothingBelow, Validation};
use crate::data::place_of;
use crate::diagnostic::{self, AnyProblem, Diagnostic, FileId, Language, Place, Words, problems};

impl Validation<'_> {
    /// Checks the sections that a report declares.
    pub(super) fn check_declared_sections(&mut self, head: &ReportHead) {
        self.check_unique_ids(head.sections.iter().map(|section| &section.id), Words::new("a section", "節"));
        for section in &head.sections {
            let id = &section.id;
            if section.heading.is_none() && !is_known(&id.name) {
                self.report(id.place.clone(), SectionWithoutHeading { id: id.name.clone() }.into());
            }
        }
    }

    /// Checks the sections of a council against those that the report declares; `id` is that of the council's file.
    pub(super) fn check_sections(&mut self, head: &ReportHead, id: &str, council: &Council) {
        let Some(file) = self.folder.councils.get(id).copied() else { return };
        let forms = head.section_forms();
        if council.established.is_none() && !head.units.undated {
            self.report_missing(file, ESTABLISHED);
        }
        for form in forms.iter().filter(|form| form.needed) {
            if council.declared_section(*form).is_empty() {
                self.report_missing(file, form.id);
            }
        }
        let written = [
            ("purpose", !council.purpose.is_empty()),
            ("achievements", !council.achievements.is_empty()),
            ("results", council.results.is_some()),
            ("issues", !council.issues.is_empty()),
        ];
        for (key, _) in
            written.iter().filter(|(key, is_written)| *is_written && forms.iter().all(|form| form.id != *key))
        {
            let place = place_of(file, key, self.sources);
            self.diagnostics.push(Diagnostic::new(place, undeclared(key, &forms)));
        }
        self.check_own_sections(file, council, &forms);
    }

    fn check_own_sections(&mut self, file: FileId, council: &Council, forms: &[SectionForm<'_>]) {
        let ids = council.sections.iter().filter_map(|section| section.id.as_ref());
        self.check_unique_ids(ids, Words::new("a section", "節"));
        for section in &council.sections {
            let named = section.id.as_ref().map(|id| id.place.clone());
            let place = named
                .or_else(|| self.place(section.heading.as_ref()?.datum))
                .or_else(|| place_of(file, "sections", self.sources));
            let form = section.id.as_ref().and_then(|id| forms.iter().find(|form| form.id == id.name));
            let problem: Option<AnyProblem> = match (&section.id, form) {
                (Some(_), _) if section.heading.is_some() => Some(IdOrHeading.into()),
                (None, _) if section.heading.is_none() => Some(IdOrHeading.into()),
                (Some(id), _) if is_known(&id.name) => Some(SectionHasKey { id: id.name.clone() }.into()),
                (Some(id), None) => Some(undeclared(&id.name, forms).into()),
                _ if section.metrics.is_empty() && section.items.is_empty() && section.blocks.is_empty() => {
                    Some(NothingBelow { what: Words::new("this section", "この節") }.into())
                }
                (Some(id), Some(form)) => {
                    let refused = match form.kind {
                        SectionKind::Items if !section.metrics.is_empty() => Some("metrics"),
                        SectionKind::Items | SectionKind::Results if !section.blocks.is_empty() => Some("blocks"),
                        _ => None,
                    };
                    let kind = form.kind.text();
                    refused.map(|key| SectionKindDiffers { id: id.name.clone(), kind, key }.into())
                }
                (None, _) => None,
            };
            if let Some(problem) = problem {
                self.diagnostics.push(Diagnostic::new(place, problem));
            }
        }
        for short in council.summary.iter().flat_map(|summary| &summary.sections) {
            if is_known(&short.id.name) {
                self.report(short.id.place.clone(), SectionHasKey { id: short.id.name.clone() }.into());
            } else if forms.iter().all(|form| form.id != short.id.name) {
                self.report(short.id.place.clone(), undeclared(&short.id.name, forms).into());
            }
        }
    }

    /// Reports a part that the report asks for, where the council's file begins.
    fn report_missing(&mut self, file: FileId, id: &str) {
        // A key that is written with the wrong content was reported where it was read.
        if place_of(file, id, self.sources).is_none() {
            let start = self.sources.text(file).find('{').unwrap_or_default();
            self.report(Place { file, range: start..start + 1 }, PartMissing { id: id.to_owned() }.into());
        }
    }
}

/// The key of the date of a council.
const ESTABLISHED: &str = "established";

fn undeclared(id: &str, forms: &[SectionForm<'_>]) -> UndeclaredSection {
    let known = forms.iter().map(|form| form.id.to_owned()).collect();
    UndeclaredSection { id: id.to_owned(), known }
}

problems! {
    /// Part that every council must have.
    K0286 error PartMissing { id: String }
    en: "`{id}` is missing, which this report asks of every council",
        hints {
            let place = if is_known(id) || id == ESTABLISHED { String::new() } else { " to `sections`".to_owned() };
            let remedy = if id == ESTABLISHED {
                "write `\"undated\": true` in `units` of `report.json`"
            } else {
                "say in `sections` of `report.json` which ones councils need"
            };
            vec![format!("add it{place}, or {remedy}")]
        };
    ja: "この報告書がどの協議会にも求めている`{id}`がありません",
        hints {
            let place = if is_known(id) || id == ESTABLISHED { "" } else { "`sections`に" };
            let remedy = if id == ESTABLISHED { "`report.json`の`units`に`\"undated\": true`を書いて" } else { "`report.json`の`sections`で必要な節を決めて" };
            vec![format!("{place}書き加えるか、{remedy}ください")]
        };

    /// Section that the report does not declare.
    K0287 error UndeclaredSection { id: String, known: Vec<String> }
    en: "the report declares no section `{id}`",
        hints {
            let mut hints = diagnostic::choice(id, known, Language::English);
            hints.push("declare it in `sections` of `report.json`, or give a section of the council's own a `heading` in place of an `id`".to_owned());
            hints
        };
    ja: "`report.json`の`sections`に節`{id}`がありません",
        hints {
            let mut hints = diagnostic::choice(id, known, Language::Japanese);
            hints.push("`report.json`の`sections`に加えるか、この協議会だけの節なら、`id`の代わりに`heading`を書いてください".to_owned());
            hints
        };

    /// Section whose content has a key of its own.
    K0288 error SectionHasKey { id: String }
    en: "`{id}` does not stand in `sections`, because it is a key of its own",
        hint "write the content under the key `{id}`";
    ja: "`{id}`は独立したキーなので、`sections`には書けません",
        hint "内容をキー`{id}`に書いてください";

    /// Section without a heading.
    K0289 error SectionWithoutHeading { id: String }
    en: "the section `{id}` has no heading",
        hint "add `heading`; only `purpose`, `achievements`, `results` and `issues` have usual ones";
    ja: "節`{id}`に見出しがありません",
        hint "`heading`を書いてください。省略できるのは`purpose`、`achievements`、`results`、`issues`だけです";

    /// Section with another content than declared.
    K0295 error SectionKindDiffers { id: String, kind: &'static str, key: &'static str }
    en: "the report declares the section `{id}` as `{kind}`, which has no `{key}`",
        hint "move the content, or change `kind` in `report.json`";
    ja: "`report.json`は節`{id}`を`{kind}`としているため、`{key}`は書けません",
        hint "内容を移すか、`report.json`の`kind`を変えてください";

    /// Section with both or neither of id and heading.
    K0296 error IdOrHeading
    en: "a section needs either `id` or `heading`, but not both",
        hint "give the `id` of a section of `report.json`, or the `heading` of a section of this council alone";
    ja: "節には、`id`と`heading`のどちらか一方だけが必要です",
        hint "`report.json`の節なら`id`を、この協議会だけの節なら`heading`を書いてください";
}
