//! Diagrams and maps.

use std::collections::BTreeMap;

use super::super::{Diagram, DiagramKind, Map};
use super::Validation;
use crate::assets;
use crate::data::Fields as _;
use crate::data::OverLimit;
use crate::diagnostic::{Language, Words, choice, listing, problems, reasons};
use crate::limits;
use crate::model::Node;

reasons! {
    edges_over_limit(limit: &str)
    en: "this diagram has more than {limit} arrows";
    ja: "この図の矢印が{limit}本を超えています";
}

impl Validation<'_> {
    pub(super) fn check_diagram(&mut self, diagram: &Diagram) {
        self.check_unique_ids(diagram.nodes.iter().map(|node| &node.id), Node::NAME);
        let places: BTreeMap<&str, usize> =
            diagram.nodes.iter().enumerate().map(|(index, node)| (node.id.name.as_str(), index)).collect();
        let count = diagram.nodes.len();
        if let Some(edge) = diagram.edges.get(limits::EDGES) {
            let (what, remedy) = (
                edges_over_limit,
                Words::new(
                    "draw only the most important ones, or make a table of all",
                    "主なものだけを描くか、全体を表にしてください",
                ),
            );
            self.report(edge.from.place.clone(), OverLimit { what, remedy, limit: limits::EDGES }.into());
        }
        let kind = diagram.kind.text();
        for edge in &diagram.edges {
            for end in [&edge.from, &edge.to].into_iter().filter(|end| !places.contains_key(end.name.as_str())) {
                let known = places.keys().map(|name| (*name).to_owned()).collect();
                self.report(end.place.clone(), UnknownNode { id: end.name.clone(), known }.into());
            }
            let ends = places.get(edge.from.name.as_str()).zip(places.get(edge.to.name.as_str()));
            let Some((from, to)) = ends else { continue };
            let drawn = match diagram.kind {
                DiagramKind::Cycle => *to == (from + 1) % count,
                kind => kind.has_edges(),
            };
            if from == to {
                self.report(edge.to.place.clone(), EdgeToItself.into());
            } else if !drawn {
                self.report(edge.to.place.clone(), EdgeUnfit { kind }.into());
            }
        }
        let needs = match diagram.kind {
            DiagramKind::Organisation | DiagramKind::Flow | DiagramKind::Network | DiagramKind::Money => {
                Words::new("at most 200 nodes", "200個以下の枠")
            }
            DiagramKind::Phases => Words::new("2 to 8 nodes", "2〜8個の枠"),
            DiagramKind::BeforeAfter => Words::new("exactly 2 nodes", "ちょうど2個の枠"),
            DiagramKind::Cycle => Words::new("3 to 8 nodes", "3〜8個の枠"),
        };
        if !diagram.kind.nodes().contains(&count) {
            self.report_at(diagram.title.datum, NodeCount { kind, needs }.into());
        }
        self.check_money(diagram);
        if diagram.kind.has_edges() {
            for item in diagram.nodes.iter().filter_map(|node| node.items.first()) {
                self.report_at(item.datum, ItemsUnfit { kind }.into());
            }
        }
    }

    pub(super) fn check_map(&mut self, map: &Map) {
        let known = assets::country_codes();
        for country in map.countries.iter().filter(|country| !known.contains(&country.code.text)) {
            let problem = UnknownCountry { code: country.code.text.clone(), known: known.to_vec() };
            self.report(country.code.place.clone(), problem.into());
        }
    }
}

/// The countries' codes that may have been meant by a wrong one.
enum CountryGuess<'a> {
    /// The same letters as capitals.
    Capitals(String),
    /// Those with the same first letter.
    SameLetter(Vec<&'a str>),
    /// None.
    Nothing,
}

impl<'a> CountryGuess<'a> {
    fn of(code: &str, known: &'a [String]) -> Self {
        let capitals = code.to_ascii_uppercase();
        if known.contains(&capitals) {
            return Self::Capitals(capitals);
        }
        let first = capitals.chars().next().unwrap_or_default();
        let near: Vec<&str> = known.iter().map(String::as_str).filter(|known| known.starts_with(first)).collect();
        if near.is_empty() { Self::Nothing } else { Self::SameLetter(near) }
    }
}

problems! {
    /// Unknown node.
    K0206 error UnknownNode { id: String, known: Vec<String> }
    en: "the diagram has no node `{id}`",
        hints { choice(id, known, Language::English) };
    ja: "図に枠`{id}`はありません",
        hints { choice(id, known, Language::Japanese) };

    /// Number of nodes that does not suit the kind of diagram.
    K0219 error NodeCount { kind: &'static str, needs: Words }
    en: { format!("a diagram of the kind `{kind}` needs {}", needs.text(Language::English)) },
        hint "add or remove nodes, or choose another `kind`";
    ja: { format!("`{kind}`の図には、{}が必要です", needs.text(Language::Japanese)) },
        hint "枠を増やすか減らすか、別の`kind`を選んでください";

    /// Arrow that this kind of diagram does not draw.
    K0223 error EdgeUnfit { kind: &'static str }
    en: "a diagram of the kind `{kind}` cannot have this arrow",
        hints {
            match *kind {
                "cycle" => vec!["write only edges from a node to the next one, to label its arrow".to_owned()],
                _ => vec!["remove it, or choose the kind `flow`".to_owned()],
            }
        };
    ja: "`{kind}`の図では、この矢印を使えません",
        hints {
            match *kind {
                "cycle" => vec!["枠から次の枠への矢印だけを、説明を付けるために書いてください".to_owned()],
                _ => vec!["削除するか、`kind`を`flow`にしてください".to_owned()],
            }
        };

    /// Arrow that ends where it begins.
    K0224 error EdgeToItself
    en: "this arrow ends where it begins",
        hint "choose another node as its end";
    ja: "この矢印は始点と終点が同じです",
        hint "別の枠を終点にしてください";

    /// Items where the diagram has no room for them.
    K0225 error ItemsUnfit { kind: &'static str }
    en: "a diagram of the kind `{kind}` cannot have items below a node",
        hint "write a short `note` instead, or choose the kind `phases`";
    ja: "`{kind}`の図では、枠の下に項目を置けません",
        hint "短い`note`にするか、`kind`を`phases`にしてください";

    /// Unknown country.
    K0226 error UnknownCountry { code: String, known: Vec<String> }
    en: "the map has no country `{code}`",
        hint {
            match CountryGuess::of(code, known) {
                CountryGuess::Capitals(code) => format!("did you mean `{code}`?"),
                CountryGuess::SameLetter(near) => {
                    format!(
                        "write an ISO 3166-1 code of two capital letters; codes with this first letter: {}",
                        listing(&near, Language::English)
                    )
                }
                CountryGuess::Nothing => "write its ISO 3166-1 code of two capital letters, such as `KH`".to_owned(),
            }
        };
    ja: "地図に国`{code}`はありません",
        hint {
            match CountryGuess::of(code, known) {
                CountryGuess::Capitals(code) => format!("`{code}`ではありませんか"),
                CountryGuess::SameLetter(near) => {
                    format!(
                        "ISO 3166-1の国コードを大文字2字で書いてください。この文字で始まるもの: {}",
                        listing(&near, Language::Japanese)
                    )
                }
                CountryGuess::Nothing => "ISO 3166-1の国コードを大文字2字で書いてください（例: `KH`）".to_owned(),
            }
        };
}
