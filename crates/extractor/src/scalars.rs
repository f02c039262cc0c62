//! Single values beside, below or in step with their labels.
//!
//! Three arrangements are known, tried in this order: the value follows its label on the line; a run
//! of labels is followed by a run of as many values; a single label is followed by a single value.
//! Where the counts do not agree the order says nothing, and nothing is claimed.

use std::collections::BTreeSet;

use biaodan_model::{FieldType, Tag};

use crate::definition::{Role, label_key};
use crate::found::Slot;
use crate::tag::year_in;
use crate::work::{Half, Work};
use crate::zones::{Zone, Zones};

/// Single bindings that make a page one of label-value pairs.
const PAIRS_PROVE: usize = 2;

/// Columns a value must be wide before the next line may go on with it.
const FULL_VALUE: u32 = 16;

/// Values named as candidates for one place at most; what is beyond stays unaccounted.
const MOST_CANDIDATES: usize = 100;

/// Reads the single values of a half.
pub(crate) fn read(work: &Work<'_>, half: &Half, zones: &Zones) -> Vec<Slot> {
    let mut reader = Reader {
        work,
        half,
        zones,
        slots: vec![Slot::Absent; work.definition.scalars.len()],
        used: vec![false; half.range.len()],
        pairs: 0,
        columns: 0,
    };
    reader.note_labels();
    reader.on_the_line();
    reader.in_runs();
    reader.texts_left();
    reader.year();
    reader.slots
}

struct Reader<'r, 'd> {
    work: &'r Work<'d>,
    half: &'r Half,
    zones: &'r Zones,
    slots: Vec<Slot>,
    /// For each item of the half whether it is (part of) a value.
    used: Vec<bool>,
    /// Values found right after their label.
    pairs: usize,
    /// Runs of labels followed by runs of values.
    columns: usize,
}

/// An element of the sequence of labels and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Label(usize),
    /// A heading over labels.
    Section,
    /// A heading over values; it names their unit.
    Header,
    Value(usize),
    Break,
}

impl Reader<'_, '_> {
    /// The value a label item names, running texts aside.
    fn scalar(&self, at: usize) -> Option<usize> {
        match self.work.items.get(at)?.role? {
            Role::Scalar(i) if !self.work.definition.scalars.get(i)?.prose => Some(i),
            _ => None,
        }
    }

    fn is_figure_type(&self, scalar: usize) -> bool {
        self.work.definition.scalars.get(scalar).is_some_and(|s| s.field_type != FieldType::Text)
    }

    fn open(&self, at: usize) -> bool {
        self.work.items.get(at).is_some_and(|i| i.is_open()) && !self.is_used(at)
    }

    fn is_used(&self, at: usize) -> bool {
        at.checked_sub(self.half.range.start).and_then(|n| self.used.get(n)) == Some(&true)
    }

    fn mark_used(&mut self, items: &[usize]) {
        for at in items {
            if let Some(used) = at.checked_sub(self.half.range.start).and_then(|n| self.used.get_mut(n)) {
                *used = true;
            }
        }
    }

    fn bind(&mut self, scalar: usize, items: Vec<usize>) {
        let figures = items.iter().filter(|&&at| self.work.look(at).figure()).count();
        // a text beside a figure, or two figures, are more than one value
        let fits = if self.is_figure_type(scalar) { figures == items.len() } else { figures == 0 || items.len() == 1 };
        self.mark_used(&items);
        if let Some(slot) = self.slots.get_mut(scalar) {
            *slot = if fits { Slot::Read(items) } else { Slot::Unsure(items) };
        }
    }

    fn note_labels(&mut self) {
        for at in self.half.range.clone() {
            if let Some(slot) = self.scalar(at).and_then(|i| self.slots.get_mut(i))
                && *slot == Slot::Absent
            {
                *slot = Slot::Blank(at);
            }
        }
    }

    fn is_blank(&self, scalar: usize) -> bool {
        self.slots.get(scalar).is_some_and(Slot::is_open)
    }

    /// The item after a label, its wrapped lines and its translation.
    fn after_label(&self, at: usize) -> usize {
        let role = self.work.items.get(at).and_then(|i| i.role);
        let mut next = at + 1;
        while self.work.items.get(next).is_some_and(|i| matches!(i.tag, Tag::LabelRest(_)) || (role.is_some() && i.role == role))
        {
            next += 1;
        }
        next
    }

    /// Values on the line of their label.
    fn on_the_line(&mut self) {
        let mut run = 0;
        for at in self.half.range.clone() {
            let Some(scalar) = self.scalar(at).filter(|&i| at >= run && self.is_blank(i)) else { continue };
            let first = self.after_label(at);
            run = first; // a label printed again right after itself says the same
            let line = self.work.line(first.saturating_sub(1));
            let mut items: Vec<usize> =
                (first..self.half.range.end).take_while(|&i| self.open(i) && self.work.line(i) == line).collect();
            if items.is_empty() {
                continue;
            }
            if self.is_figure_type(scalar) {
                items.truncate(1);
            } else if let Some(more) = items.last().and_then(|&last| self.goes_on(last)) {
                items.push(more);
            }
            self.pairs += 1;
            self.bind(scalar, items);
        }
    }

    /// The next line, where it can only be the rest of a wrapped value.
    fn goes_on(&self, last: usize) -> Option<usize> {
        let (above, below) = (self.work.items.get(last)?, self.work.items.get(last + 1)?);
        let alone = self.work.line(last + 2) != below.piece.line;
        let stacked = !self.half.on_grid || (above.piece.x0 < below.piece.x1 && below.piece.x0 < above.piece.x1);
        let close = below.piece.line == above.piece.line + 1 && below.piece.page == above.piece.page;
        let text =
            !below.look.figure() && !below.look.running && above.look.width >= FULL_VALUE && below.look.width <= above.look.width;
        let own_zone = self.zones.of(last + 1) == Zone::Scalars;
        (self.open(last + 1) && alone && stacked && close && text && own_zone).then_some(last + 1)
    }

    fn tokens(&self) -> Vec<Token> {
        let token = |at: usize| {
            let item = self.work.items.get(at)?;
            match (item.tag, item.role) {
                (Tag::Title | Tag::Furniture | Tag::LabelRest(_) | Tag::Repeated, _) => None,
                (Tag::Label(_), Some(Role::Scalar(i))) if self.scalar(at).is_some() => {
                    Some(if self.is_blank(i) { Token::Label(at) } else { Token::Break })
                }
                (Tag::Label(_), Some(Role::Heading)) => {
                    Some(if label_key(&item.piece.text).1.is_some() { Token::Header } else { Token::Section })
                }
                (Tag::Label(_), _) => Some(Token::Break),
                (Tag::Text, _) if self.is_used(at) => Some(Token::Break),
                (Tag::Text, _) => match self.zones.of(at) {
                    Zone::Free | Zone::Scalars if self.open(at) && !item.late => Some(Token::Value(at)),
                    _ => Some(Token::Break),
                },
            }
        };
        let mut tokens: Vec<Token> = self.half.range.clone().filter_map(token).collect();
        // a label and its translation are one label
        let same = |a: &Token, b: &Token| match (a, b) {
            (Token::Label(x), Token::Label(y)) => self.scalar(*x) == self.scalar(*y),
            (Token::Header, Token::Header) | (Token::Section, Token::Section) => true,
            _ => false,
        };
        tokens.dedup_by(|b, a| same(a, b));
        tokens
    }

    /// Runs of labels followed by runs of values.
    fn in_runs(&mut self) {
        let tokens = self.tokens();
        let mut rest = tokens.as_slice();
        while let Some(start) = rest.iter().position(|t| matches!(t, Token::Label(_) | Token::Section)) {
            rest = rest.get(start..).unwrap_or(&[]);
            let labels = rest.iter().take_while(|t| matches!(t, Token::Label(_) | Token::Section)).count();
            let values = rest.iter().skip(labels).take_while(|t| matches!(t, Token::Value(_) | Token::Header)).count();
            let (run, tail) = rest.split_at(labels + values);
            let (labels, values) = run.split_at(labels);
            self.match_run(labels, values);
            rest = tail;
        }
    }

    fn match_run(&mut self, labels: &[Token], values: &[Token]) {
        let figures = |ts: &[Token]| -> Vec<usize> {
            ts.iter()
                .filter_map(|t| match t {
                    Token::Value(at) if self.work.look(*at).figure() => Some(*at),
                    _ => None,
                })
                .collect()
        };
        let amounts = |ts: &[Token]| -> Vec<usize> {
            ts.iter()
                .filter_map(|t| match t {
                    Token::Label(at) => self.scalar(*at).filter(|&i| self.is_figure_type(i)),
                    _ => None,
                })
                .collect()
        };
        let (wanted, given) = (amounts(labels), figures(values));
        let sections: Vec<Vec<usize>> = labels.split(|t| *t == Token::Section).map(amounts).filter(|s| !s.is_empty()).collect();
        let groups: Vec<Vec<usize>> = values.split(|t| *t == Token::Header).map(figures).filter(|g| !g.is_empty()).collect();
        let one_to_one = wanted.len() == 1 && !given.is_empty();
        if wanted.is_empty() {
            self.match_text(labels, values);
        } else if wanted.len() == given.len() || one_to_one {
            if wanted.len() > 1 {
                self.columns += 1;
            } else {
                self.pairs += 1;
            }
            self.zip(&wanted, &given);
        } else if sections.len() == groups.len() && sections.len() > 1 {
            for (section, group) in sections.iter().zip(&groups) {
                if section.len() == group.len() { self.zip(section, group) } else { self.unsure(section, group) }
            }
        } else if given.len() == 1 && self.columns == 0 && self.pairs >= PAIRS_PROVE {
            self.zip(wanted.last().into_iter().copied().collect::<Vec<_>>().as_slice(), &given);
        } else if !given.is_empty() {
            self.unsure(&wanted, &given);
        }
    }

    /// One label of a text right before one text.
    fn match_text(&mut self, labels: &[Token], values: &[Token]) {
        let (Some(Token::Label(label)), Some(Token::Value(value))) = (labels.last(), values.first()) else { return };
        let only = labels.iter().filter(|t| matches!(t, Token::Label(_))).count() == 1;
        if let Some(scalar) = self.scalar(*label).filter(|_| only && !self.work.look(*value).running) {
            let mut items = vec![*value];
            items.extend(self.goes_on(*value));
            self.pairs += 1;
            self.bind(scalar, items);
        }
    }

    fn zip(&mut self, scalars: &[usize], values: &[usize]) {
        for (&scalar, &value) in scalars.iter().zip(values) {
            self.bind(scalar, vec![value]);
        }
    }

    fn unsure(&mut self, scalars: &[usize], values: &[usize]) {
        self.mark_used(values);
        let candidates = values.get(..MOST_CANDIDATES).unwrap_or(values);
        for scalar in scalars.iter().copied().collect::<BTreeSet<_>>() {
            if let Some(slot) = self.slots.get_mut(scalar) {
                *slot = Slot::Unsure(candidates.to_vec());
            }
        }
    }

    /// Texts that stand apart from their labels: as many as there are labels left, in order.
    fn texts_left(&mut self) {
        let labels: Vec<usize> = (0..self.slots.len()).filter(|&i| self.is_blank(i) && !self.is_figure_type(i)).collect();
        let open = |&at: &usize| {
            let look = self.work.look(at);
            let zone = matches!(self.zones.of(at), Zone::Free | Zone::Scalars);
            let late = self.work.items.get(at).is_some_and(|i| i.late);
            self.open(at) && zone && !late && !look.figure() && !look.running && (2..=60).contains(&look.width)
        };
        let texts: Vec<usize> =
            self.half.range.clone().take_while(|&at| !matches!(self.zones.of(at), Zone::Table(_))).filter(open).collect();
        if labels.len() == texts.len() {
            let mut labels = labels;
            labels.sort_by_key(|&i| match self.slots.get(i) {
                Some(Slot::Blank(at)) => *at,
                _ => usize::MAX,
            });
            self.zip(&labels, &texts);
        }
    }

    /// The year beside or in the title.
    fn year(&mut self) {
        let Some(scalar) = self.work.definition.scalars.iter().position(|s| s.field_type == FieldType::Integer) else { return };
        if matches!(self.slots.get(scalar), Some(Slot::Read(_))) {
            return;
        }
        let found = self.work.half(self.half).find(|(_, item)| match item.tag {
            Tag::Furniture => year_in(&item.piece.text).is_some(),
            Tag::Title => crate::tag::year_of_title(&item.piece.text).is_some(),
            _ => false,
        });
        if let Some((at, _)) = found
            && let Some(slot) = self.slots.get_mut(scalar)
        {
            *slot = Slot::Read(vec![at]);
        }
    }
}
