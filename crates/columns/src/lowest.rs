//! The widths of columns that make a table lowest.

use super::options::ColumnOption;

/// Which of its options each column has.
type Choice = Vec<usize>;

/// So many times columns give their widths to others, at most.
const ROUNDS: usize = 24;
/// A column gives up to so many of its options at once.
const GIVEN: usize = 8;
/// Lines that are looked at, at most, so that long tables take no longer than short ones.
const WORK: usize = 6_000_000;

/// How high a table is, and how many lines all its cells have: the second decides between tables that are equally high.
type TableHeight = (u64, u64);

/// Looks for the options that make a table lowest within a room. The least widths of all columns fit into it.
pub(crate) struct LowestSearch<'a> {
    columns: &'a [Vec<ColumnOption>],
    /// The columns that have more than one option.
    movable: Vec<usize>,
    /// What the rows are at least as high as because of the others.
    base: Vec<u16>,
    room: f64,
}

impl<'a> LowestSearch<'a> {
    /// A search among options.
    pub fn new(columns: &'a [Vec<ColumnOption>], room: f64) -> Self {
        let (movable, fixed): (Vec<usize>, Vec<usize>) =
            (0..columns.len()).partition(|column| columns[*column].len() > 1);
        let rows = columns.first().and_then(|options| options.first()).map_or(0, |option| option.lines.len());
        let mut base = vec![1; rows];
        for column in fixed {
            columns[column].iter().for_each(|option| raise(&mut base, &option.lines));
        }
        Self { columns, movable, base, room }
    }

    /// The widths that are found, which may leave some of the room. They begin with these, among others.
    pub fn lowest(&self, begin: &[f64]) -> Vec<f64> {
        let mut starts = vec![self.narrowed(), vec![0; self.columns.len()]];
        if begin.len() == self.columns.len() {
            starts.push(self.below(begin));
        }
        let fitting = starts.into_iter().filter(|start| self.width(start) <= self.room + 1e-6);
        let found = fitting.map(|start| self.filled(start, None));
        let best = found.min_by_key(|(_, height)| *height).map(|(choice, height)| self.improved(choice, height));
        let best = best.unwrap_or_else(|| vec![0; self.columns.len()]);
        best.iter().zip(self.columns).map(|(index, options)| options[*index].width).collect()
    }

    /// The lines of a table's rows with these widths, all together.
    pub fn height_with(&self, widths: &[f64]) -> u64 {
        self.height(&self.below(widths)).0
    }

    fn below(&self, widths: &[f64]) -> Choice {
        let index = |(options, width): (&Vec<ColumnOption>, &f64)| {
            options.partition_point(|option| option.width <= width + 1e-6).saturating_sub(1)
        };
        self.columns.iter().zip(widths).map(index).collect()
    }

    /// What the rows are as high as without one of the columns.
    fn highest_without(&self, choice: &[usize], left_out: Option<usize>) -> Vec<u16> {
        let mut highest = self.base.clone();
        for column in self.movable.iter().filter(|column| Some(**column) != left_out) {
            raise(&mut highest, &self.columns[*column][choice[*column]].lines);
        }
        highest
    }

    fn height(&self, choice: &[usize]) -> TableHeight {
        let high = sum(&self.highest_without(choice, None));
        (high, self.movable.iter().map(|column| sum(&self.columns[*column][choice[*column]].lines)).sum())
    }

    fn width(&self, choice: &[usize]) -> f64 {
        choice.iter().zip(self.columns).map(|(index, options)| options[*index].width).sum()
    }

    /// From widths in which no line is broken, those that take the least height for the width that they give are narrowed until
    /// all fit.
    fn narrowed(&self) -> Choice {
        let mut choice: Choice = self.columns.iter().map(|options| options.len() - 1).collect();
        let mut highest = self.highest_without(&choice, None);
        let mut over = self.width(&choice) - self.room;
        while over > 1e-6 {
            let mut best: Option<(f64, usize, usize)> = None;
            for column in &self.movable {
                let (options, now) = (&self.columns[*column], choice[*column]);
                for (index, option) in options[..now].iter().enumerate() {
                    let gain = options[now].width - option.width;
                    let ratio = gain.min(over) / (0.01 + added(&highest, &option.lines) as f64);
                    if best.is_none_or(|(other, ..)| ratio > other) {
                        best = Some((ratio, *column, index));
                    }
                }
            }
            let Some((_, column, index)) = best else { break };
            let options = &self.columns[column];
            over -= options[choice[column]].width - options[index].width;
            raise(&mut highest, &options[index].lines);
            choice[column] = index;
        }
        choice
    }

    /// What a choice becomes if columns give their width to others as long as that makes the table lower.
    fn improved(&self, mut choice: Choice, mut height: TableHeight) -> Choice {
        let options: usize = self.movable.iter().map(|column| self.columns[*column].len()).sum();
        let work = self.movable.len() * GIVEN * options * self.base.len().max(1);
        for _ in 0..ROUNDS.min(WORK / work.max(1)) {
            let Some((better, lower)) = self.better(&choice, height) else { break };
            (choice, height) = (better, lower);
        }
        choice
    }

    /// The best that comes of a column that gives of its width to others, if it is better.
    fn better(&self, choice: &[usize], height: TableHeight) -> Option<(Choice, TableHeight)> {
        let mut best: Option<(Choice, TableHeight)> = None;
        for giver in &self.movable {
            for index in choice[*giver].saturating_sub(GIVEN)..choice[*giver] {
                let mut given = choice.to_vec();
                given[*giver] = index;
                let (filled, filled_height) = self.filled(given, Some(*giver));
                if filled_height < best.as_ref().map_or(height, |(_, best)| *best) {
                    best = Some((filled, filled_height));
                }
            }
        }
        best
    }

    /// Gives the room that is left to columns other than one, each time to that which needs it most.
    fn filled(&self, mut choice: Choice, giver: Option<usize>) -> (Choice, TableHeight) {
        let mut slack = self.room - self.width(&choice) + 1e-6;
        let mut height = self.height(&choice);
        loop {
            let mut best: Option<(f64, usize, usize, TableHeight)> = None;
            for taker in self.movable.iter().filter(|taker| Some(**taker) != giver) {
                let (options, now) = (&self.columns[*taker], choice[*taker]);
                if options.get(now + 1).is_none_or(|next| next.width - options[now].width > slack) {
                    continue;
                }
                let others = self.highest_without(&choice, Some(*taker));
                let lines_of_others = height.1 - sum(&options[now].lines);
                for (index, option) in options.iter().enumerate().skip(now + 1) {
                    let cost = option.width - options[now].width;
                    if cost > slack {
                        break;
                    }
                    let with = (highest_sum(&others, &option.lines), lines_of_others + sum(&option.lines));
                    let gain = (height.0 - with.0) as f64 + (height.1 - with.1) as f64 / 1000.0;
                    if gain > 0.0 && best.is_none_or(|(other, ..)| gain / cost > other) {
                        best = Some((gain / cost, *taker, index, with));
                    }
                }
            }
            let Some((_, taker, index, with)) = best else { return (choice, height) };
            slack -= self.columns[taker][index].width - self.columns[taker][choice[taker]].width;
            choice[taker] = index;
            height = with;
        }
    }
}

fn sum(lines: &[u16]) -> u64 {
    lines.iter().copied().map(u64::from).sum()
}

fn highest_sum(highest: &[u16], lines: &[u16]) -> u64 {
    highest.iter().zip(lines).map(|(highest, lines)| u64::from(*highest.max(lines))).sum()
}

/// Rows as high as their highest cell.
fn raise(highest: &mut [u16], lines: &[u16]) {
    highest.iter_mut().zip(lines).for_each(|(highest, lines)| *highest = (*highest).max(*lines));
}

/// How many lines a column adds to rows that are so high.
fn added(highest: &[u16], lines: &[u16]) -> u64 {
    highest.iter().zip(lines).map(|(highest, lines)| u64::from(lines.saturating_sub(*highest))).sum()
}
