//! Which block of the form each text belongs to, from the labels around it.

use std::collections::BTreeMap;

use biaodan_model::Tag;

use crate::definition::{ColumnRef, Role, TableKind};
use crate::work::{Half, Work};

/// Where on the form a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Before the first label, or after a block that is over.
    Free,
    /// Among labels of single values.
    Scalars,
    /// After the label of a running text.
    Prose(usize),
    /// In a table.
    Table(usize),
    /// On the closing row of a table.
    Total(usize),
}

/// A category label with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CategoryMark {
    pub(crate) item: usize,
    pub(crate) role: Role,
}

/// The open texts of one page.
#[derive(Debug)]
pub(crate) struct PageTexts {
    /// For each table those in its place.
    pub(crate) early: Vec<Vec<usize>>,
    /// Those drawn in the second pass.
    pub(crate) late: Vec<usize>,
}

/// A half, block by block.
#[derive(Debug, Default)]
pub(crate) struct Zones {
    /// The table with categories.
    grid: Option<usize>,
    /// The zone of every item of the half.
    pub(crate) of: Vec<Zone>,
    /// For each table the columns whose labels are there.
    pub(crate) columns: Vec<Vec<bool>>,
    /// For each table its open texts.
    pub(crate) table_items: Vec<Vec<usize>>,
    /// The category labels.
    pub(crate) categories: Vec<CategoryMark>,
    /// True where category labels stand among the column labels: column by column, apart from rows.
    pub(crate) categories_apart: bool,
    /// The first index of the half.
    start: usize,
}

impl Zones {
    pub(crate) fn of(&self, item: usize) -> Zone {
        item.checked_sub(self.start).and_then(|at| self.of.get(at)).copied().unwrap_or(Zone::Free)
    }

    /// The texts of each page: those of the tables, and those drawn in the second pass.
    pub(crate) fn by_page(&self, work: &Work<'_>, late: &[usize]) -> Vec<PageTexts> {
        let page_of = |at: usize| work.items.get(at).map_or(0, |i| i.piece.page);
        let blank = || PageTexts { early: vec![Vec::new(); self.table_items.len()], late: Vec::new() };
        let mut pages: BTreeMap<u32, PageTexts> = BTreeMap::new();
        for (t, items) in self.table_items.iter().enumerate() {
            for &at in items {
                let page = pages.entry(page_of(at)).or_insert_with(blank);
                page.early.get_mut(t).into_iter().for_each(|texts| texts.push(at));
            }
        }
        for &at in late {
            pages.entry(page_of(at)).or_insert_with(blank).late.push(at);
        }
        pages.into_values().collect()
    }

    /// Walks a half; texts drawn in the second pass are in no zone.
    pub(crate) fn walk(work: &Work<'_>, half: &Half) -> Zones {
        let tables = &work.definition.tables;
        let mut zones = Zones {
            start: half.range.start,
            grid: grid(work),
            columns: tables.iter().map(|t| vec![false; t.columns.len()]).collect(),
            table_items: vec![Vec::new(); tables.len()],
            ..Zones::default()
        };
        let mut current = Zone::Free;
        for (at, item) in work.half(half) {
            let late = item.late;
            match item.tag {
                Tag::Label(_) => {
                    if let Some(role) = item.role {
                        zones.mark(at, role, late);
                        current = if late { Zone::Free } else { next(work, current, role) };
                    }
                }
                Tag::Text if !late => {
                    if let (Zone::Table(t), true) = (current, item.is_open())
                        && let Some(items) = zones.table_items.get_mut(t)
                    {
                        items.push(at);
                    }
                }
                _ => {}
            }
            zones.of.push(if late { Zone::Free } else { current });
        }
        zones
    }

    fn is_new(&self, at: ColumnRef) -> bool {
        self.columns.get(at.table).and_then(|c| c.get(at.column)) == Some(&false)
    }

    fn mark(&mut self, item: usize, role: Role, late: bool) {
        match role {
            Role::Column(at) => {
                self.categories_apart |= !late && Some(at.table) == self.grid && !self.categories.is_empty() && self.is_new(at);
                if let Some(seen) = self.columns.get_mut(at.table).and_then(|c| c.get_mut(at.column)) {
                    *seen = true;
                }
            }
            Role::Level1(_) | Role::Level2(..) => self.categories.push(CategoryMark { item, role }),
            _ => {}
        }
    }
}

/// The zone after a label.
fn next(work: &Work<'_>, current: Zone, role: Role) -> Zone {
    let kind = |t: usize| work.definition.tables.get(t).map(|t| t.kind);
    match role {
        Role::Scalar(i) if work.definition.scalars.get(i).is_some_and(|s| s.prose) => Zone::Prose(i),
        Role::Scalar(_) => Zone::Scalars,
        Role::Column(at) => Zone::Table(at.table),
        Role::Row(table, _) => Zone::Table(table),
        Role::Total(table) => Zone::Total(table),
        Role::Level1(_) | Role::Level2(..) => grid(work).map_or(current, Zone::Table),
        // the heading beside a table stands in its middle, or before its column labels
        Role::Table(t) => match current {
            Zone::Table(other) if other == t => current,
            Zone::Table(_) | Zone::Total(_) | Zone::Prose(_) => Zone::Free,
            _ => current,
        },
        Role::Heading => match current {
            Zone::Table(t) if kind(t) == Some(TableKind::List) => Zone::Free,
            Zone::Prose(_) => Zone::Scalars,
            _ => current,
        },
    }
}

/// The table that has category columns.
pub(crate) fn grid(work: &Work<'_>) -> Option<usize> {
    let category = |c: &crate::definition::Column| c.field_type == biaodan_model::FieldType::Category;
    work.definition.tables.iter().position(|t| t.columns.iter().any(category))
}
