//! Diagrams and maps.

use std::collections::BTreeMap;

use super::super::{Diagram, DiagramKind, Map};
use super::Check;
use crate::assets;
use crate::diagnostic::{Problem, Term};
use crate::limits;

impl Check<'_> {
    pub(super) fn diagram(&mut self, diagram: &Diagram) {
        self.unique(diagram.nodes.iter().map(|node| &node.id), Term::Node);
        let places: BTreeMap<&str, usize> =
            diagram.nodes.iter().enumerate().map(|(at, node)| (node.id.name.as_str(), at)).collect();
        let count = diagram.nodes.len();
        if let Some(edge) = diagram.edges.get(limits::EDGES) {
            let (what, remedy) = (Term::EdgesOverLimit, Term::FewerEdges);
            self.report(edge.from.place.clone(), Problem::OverLimit { what, remedy, limit: limits::EDGES });
        }
        let kind = diagram.kind.text();
        for edge in &diagram.edges {
            for end in [&edge.from, &edge.to].into_iter().filter(|end| !places.contains_key(end.name.as_str())) {
                let known = places.keys().map(|name| (*name).to_owned()).collect();
                self.report(end.place.clone(), Problem::UnknownNode { id: end.name.clone(), known });
            }
            let ends = places.get(edge.from.name.as_str()).zip(places.get(edge.to.name.as_str()));
            let Some((from, to)) = ends else { continue };
            let drawn = match diagram.kind {
                DiagramKind::Cycle => *to == (from + 1) % count,
                kind => kind.has_edges(),
            };
            if from == to {
                self.report(edge.to.place.clone(), Problem::EdgeToItself);
            } else if !drawn {
                self.report(edge.to.place.clone(), Problem::EdgeUnfit { kind });
            }
        }
        let needs = match diagram.kind {
            DiagramKind::Organisation | DiagramKind::Flow | DiagramKind::Network => Term::AtMostFortyNodes,
            DiagramKind::Phases => Term::TwoToEightNodes,
            DiagramKind::BeforeAfter => Term::ExactlyTwoNodes,
            DiagramKind::Cycle => Term::ThreeToEightNodes,
        };
        if !diagram.kind.nodes().contains(&count) {
            self.report_at(diagram.title.datum, Problem::NodeCount { kind, needs });
        }
        if diagram.kind.has_edges() {
            for item in diagram.nodes.iter().filter_map(|node| node.items.first()) {
                self.report_at(item.datum, Problem::ItemsUnfit { kind });
            }
        }
    }

    pub(super) fn map(&mut self, map: &Map) {
        let known = assets::country_codes();
        for country in map.countries.iter().filter(|country| !known.contains(&country.code.text)) {
            let problem = Problem::UnknownCountry { code: country.code.text.clone(), known: known.to_vec() };
            self.report(country.code.place.clone(), problem);
        }
    }
}
