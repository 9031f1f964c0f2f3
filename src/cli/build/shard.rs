//! The part of the documents that one of several machines makes.

use kakugi::model::Report;
use kakugi::template::Document;

/// The pages that a council has in the briefing take about so many times as long as its summary.
const BRIEFING: usize = 3;

/// One of several parts of all documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    /// Which part it is, from 1.
    number: usize,
    /// How many parts there are.
    count: usize,
}

impl Shard {
    /// Reads `2/5`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(number, count)| Some((whole(number)?, whole(count)?)));
        match numbers {
            Some((number, count)) if (1..=count).contains(&number) => Ok(Self { number, count }),
            Some((_, count)) if count > 0 => Err(format!("the number before the slash is from 1 to {count}")),
            _ => Err("write it as `2/5`, for the second of five parts".to_owned()),
        }
    }

    /// The documents that this part makes. Each document goes to the part that has least to do until then, the longest first;
    /// so the parts follow from the documents alone.
    pub fn of(self, documents: &[Document], report: &Report) -> Vec<Document> {
        let councils = report.councils.len();
        let work = |document: Document| match document {
            Document::Briefing => BRIEFING * councils,
            Document::Set => councils,
            Document::Summary(_) | Document::Comparison | Document::Further(..) => 1,
        };
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(work(documents[*index])));
        // More parts than documents are empty.
        let mut parts = vec![0; self.count.min(documents.len())];
        let mut own = Vec::new();
        for index in order {
            let least = (0..parts.len()).min_by_key(|part| parts[*part]).unwrap_or_default();
            parts[least] += work(documents[index]);
            if least + 1 == self.number {
                own.push(index);
            }
        }
        own.sort_unstable();
        own.into_iter().map(|index| documents[index]).collect()
    }
}

/// A whole number of digits alone.
fn whole(text: &str) -> Option<usize> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use kakugi::Project;

    use super::*;

    #[test]
    fn a_shard_is_one_of_several() {
        assert_eq!(Shard::parse("2/5"), Ok(Shard { number: 2, count: 5 }));
        assert_eq!(Shard::parse("1/1"), Ok(Shard { number: 1, count: 1 }));
        for wrong in ["0/3", "4/3", "a/b", "", "/", "1", "1/", "/1", "0/0", "1/0", "-1/3", "+1/3", "1/2/3", " 1/3"] {
            assert!(Shard::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn each_document_is_made_by_one_shard() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2019");
        let project = Project::load(folder).expect("the sample report has no errors");
        let documents = project.documents();
        for count in 1..=documents.len() + 2 {
            let shards = (1..=count).map(|number| Shard { number, count }.of(&documents, project.report()));
            let shards: Vec<Vec<Document>> = shards.collect();
            for document in &documents {
                assert_eq!(
                    shards.iter().filter(|shard| shard.contains(document)).count(),
                    1,
                    "{document:?} of {count}"
                );
            }
        }
        let [first, second] = [1, 2].map(|number| Shard { number, count: 2 }.of(&documents, project.report()));
        assert_eq!((first[0], first.len(), second.len()), (Document::Briefing, 1, documents.len() - 1));
    }
}
