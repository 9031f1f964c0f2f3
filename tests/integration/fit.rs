//! One-page summaries: every one fits its page or says what to cut.

use crate::support::{Loaded, sample};
use kakugi::template::Document;

#[test]
fn sample_summaries_fit() {
    let loaded = Loaded::from(&sample());
    let documents: Vec<Document> = (0..loaded.report.councils.len()).map(Document::Summary).collect();
    for built in loaded.build_all(&documents) {
        let found = built.found.expect("a layout");
        println!(
            "{:20} {}% {:?} {:?} tries {} fill {:.2} unbalance {:.2} {:.0?}",
            built.document.name(&loaded.report), found.fit.scale, found.fit.airs, found.fit.places, found.tries,
            found.measured.fill(), found.measured.unbalance(), found.measured
        );
        assert!(found.fits());
        assert_eq!(built.pages.pages().len(), 1);
    }
}
