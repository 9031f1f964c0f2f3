//! Generated tables, for which widths are compared with what a long search finds.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::cell::TableCell;
use super::lowest::LowestSearch;
use super::measures::{Narrowness, TableMeasures, TableStep};
use super::options::column_options;
use super::widths::table_widths;

const EM: f64 = 8.2;
const STEPS: [TableStep; 5] = [
    TableStep { size: 1.0, inset: 5.0 },
    TableStep { size: 1.0, inset: 4.0 },
    TableStep { size: 0.95, inset: 4.0 },
    TableStep { size: 0.9, inset: 3.5 },
    TableStep { size: 7.0 / 8.2, inset: 3.0 },
];
/// The width of a text on an upright page.
const ROOM: f64 = 475.0;

/// Numbers of up to twelve digits, short words, Latin words and texts, as columns have them.
#[derive(Clone, Debug)]
enum Kind {
    Numbers,
    Words,
    Latin,
    Texts(usize),
}

fn cell(column: usize, kind: Kind) -> BoxedStrategy<TableCell> {
    match kind {
        Kind::Numbers => (1..=12_u32)
            .prop_map(move |digits| {
                let width = f64::from(digits) * 0.55 * EM + f64::from((digits - 1) / 3) * 0.3 * EM;
                TableCell::of_pieces(column, &[width], width)
            })
            .boxed(),
        Kind::Words => (1..=8_usize)
            .prop_map(move |length| TableCell::of_pieces(column, &vec![EM; length], EM * length.min(4) as f64))
            .boxed(),
        Kind::Latin => proptest::collection::vec(2..=10_u32, 1..=4)
            .prop_map(move |words| {
                let pieces: Vec<f64> = words.iter().map(|length| f64::from(*length) * 0.55 * EM).collect();
                TableCell::of_pieces(column, &pieces, pieces.iter().copied().fold(0.0, f64::max))
            })
            .boxed(),
        Kind::Texts(most) => (1..=most)
            .prop_map(move |length| TableCell::of_pieces(column, &vec![EM; length], EM * length.min(5) as f64))
            .boxed(),
    }
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        4 => Just(Kind::Numbers),
        3 => Just(Kind::Words),
        1 => Just(Kind::Latin),
        3 => (10..=200_usize).prop_map(Kind::Texts),
    ]
}

fn table(columns: usize) -> impl Strategy<Value = TableMeasures> {
    let kinds = proptest::collection::vec(kind(), columns);
    (kinds, 1..=30_usize).prop_flat_map(|(kinds, rows)| {
        let head: Vec<_> = (0..kinds.len()).map(|column| cell(column, Kind::Words)).collect();
        let row: Vec<_> = kinds.iter().enumerate().map(|(column, kind)| cell(column, kind.clone())).collect();
        let given = vec![None; kinds.len()];
        (head, proptest::collection::vec(row, rows)).prop_map(move |(head, body)| {
            let rows = std::iter::once(head).chain(body).collect();
            TableMeasures { em: EM, given: given.clone(), rows, heads: 1 }
        })
    })
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new_with_rng(
        Config { cases, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    )
}

/// No number and no Latin word is broken in a table that fits, and its columns fill the room.
#[test]
fn nothing_is_broken_that_must_not_be() {
    let strategy = (1..=60_usize).prop_flat_map(table);
    let checked = runner(2000).run(&strategy, |measures| {
        let widths = table_widths(&measures, &STEPS, &[], ROOM).expect("widths");
        let total: f64 = widths.columns.iter().sum();
        prop_assert!((total - ROOM).abs() < 0.01, "{total}");
        let narrowest = measures.leasts(STEPS[4], Narrowness::Pieces).iter().sum::<f64>();
        prop_assert_eq!(widths.fits, narrowest <= ROOM);
        for cell in measures.rows.iter().flatten().filter(|_| widths.fits) {
            let room = widths.columns[cell.columns.start] - 2.0 * widths.step.inset;
            prop_assert!(cell.piece * widths.step.size <= room + 0.01);
        }
        Ok(())
    });
    assert_eq!(checked, Ok(()));
}

/// Tables are no higher than the lowest that a long search finds, but for a twentieth.
#[test]
fn tables_are_as_low_as_a_long_search_finds() {
    let strategy = ((2..=12_usize).prop_flat_map(table), any::<u64>());
    let checked = runner(300).run(&strategy, |(measures, seed)| {
        let step = STEPS[0];
        let leasts = measures.leasts(step, Narrowness::Phrases);
        let slack = ROOM - leasts.iter().sum::<f64>();
        if slack <= 0.0 {
            return Ok(());
        }
        let naturals = measures.naturals(step);
        let options: Vec<_> = leasts
            .iter()
            .zip(&naturals)
            .enumerate()
            .map(|(column, (least, natural))| {
                column_options(&measures, step, column, *least, natural.clamp(*least, least + slack))
            })
            .collect();
        let search = LowestSearch::new(&options, ROOM);
        let found = height(&measures, search.height_with(&search.lowest(&[])));
        let best = height(&measures, long_search(&search, &leasts, &naturals, seed));
        prop_assert!(found <= 1.05 * best, "{found} instead of {best}");
        Ok(())
    });
    assert_eq!(checked, Ok(()));
}

/// The height of a table of so many lines in points: each row has its air.
fn height(measures: &TableMeasures, lines: u64) -> f64 {
    1.5 * EM * lines as f64 + 10.0 * measures.rows.len() as f64
}

/// The least height that random changes find.
fn long_search(search: &LowestSearch<'_>, leasts: &[f64], naturals: &[f64], seed: u64) -> u64 {
    let mut state = seed | 1;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let slack = ROOM - leasts.iter().sum::<f64>();
    let needs: Vec<f64> = naturals.iter().zip(leasts).map(|(natural, least)| (natural - least).max(0.0)).collect();
    let mut best = u64::MAX;
    for power in [0.3, 0.5, 0.7, 1.0] {
        let shares: Vec<f64> = needs.iter().map(|need| need.powf(power)).collect();
        let all: f64 = shares.iter().sum::<f64>().max(1e-9);
        let mut widths: Vec<f64> =
            leasts.iter().zip(&shares).map(|(least, share)| least + share / all * slack).collect();
        let mut height = search.height_with(&widths);
        for _ in 0..3000 {
            let (from, to) = (random(widths.len()), random(widths.len()));
            let gift = ((widths[from] - leasts[from]) * random(100) as f64 / 100.0).min(1.0 + random(60) as f64);
            if from == to || gift <= 0.0 {
                continue;
            }
            widths[from] -= gift;
            widths[to] += gift;
            let next = search.height_with(&widths);
            if next <= height {
                height = next;
            } else {
                widths[from] += gift;
                widths[to] -= gift;
            }
        }
        best = best.min(height);
    }
    best
}
