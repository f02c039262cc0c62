//! From what was found to the fields of the record.

use std::collections::HashMap;
use std::sync::Arc;

use biaodan_model::{
    Amount, Canonical, Field, FieldType, Finding, FindingCode, Node, Piece, Provenance, Shape, Suggestion, Target, Unit, Value,
    fold_text, has_leading_zero, parse_number,
};

use crate::RejoinText;
use crate::account::wrapped_label;
use crate::definition::{Role, TableKind};
use crate::found::{Found, FoundRow, FoundTable, Slot};
use crate::look::is_dash;
use crate::table::Cell;
use crate::tag::{year_in, year_of_title};
use crate::work::{Claim, Work};

/// Confidence of a text that was joined without an overlap that proves it.
const UNPROVEN: f32 = 0.7;

/// The strain up to which a table's reading is clear.
pub(crate) const CLEAR: u32 = 3;

/// Builds the fields and notes what became of every text.
pub(crate) fn fields(work: &mut Work<'_>, found: &Found, unit: Option<Unit>, rejoin: &dyn RejoinText) -> Node {
    let mut maker = Maker { work, unit, rejoin };
    let mut values: HashMap<String, Field> = HashMap::new();
    for (i, slot) in found.scalars.iter().enumerate() {
        let Some(spec) = maker.work.definition.scalars.get(i) else { continue };
        let field = maker.slot(&spec.path, spec.field_type, slot);
        values.entry(spec.path.clone()).or_insert(field);
    }
    let mut lists: HashMap<String, Vec<Vec<Field>>> = HashMap::new();
    for (t, table) in found.tables.iter().enumerate() {
        maker.table(t, table, &mut values, &mut lists);
    }
    tree(&work.definition.shape, "", &mut values, &mut lists)
}

/// The fields in the shape of the kind; what was not found is absent.
fn tree(shape: &Shape, path: &str, values: &mut HashMap<String, Field>, lists: &mut HashMap<String, Vec<Vec<Field>>>) -> Node {
    match shape {
        Shape::Leaf { .. } => Node::leaf(values.remove(path).unwrap_or_else(Field::absent)),
        Shape::Group(parts) => Node::Group(
            parts
                .iter()
                .map(|(name, part)| {
                    let below = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
                    (Arc::clone(name), tree(part, &below, values, lists))
                })
                .collect(),
        ),
        Shape::List(row) => {
            let names: Vec<Arc<str>> =
                if let Shape::Group(parts) = &**row { parts.iter().map(|(n, _)| Arc::clone(n)).collect() } else { Vec::new() };
            let rows = lists.remove(path).unwrap_or_default();
            Node::List(
                rows.into_iter()
                    .map(|fields| Node::Group(names.iter().cloned().zip(fields.into_iter().map(Node::leaf)).collect()))
                    .collect(),
            )
        }
    }
}

/// Characters of a text that a message shows; the field has all of it.
const BRIEF: usize = 2_000;

fn brief(text: &str) -> &str {
    text.char_indices().nth(BRIEF).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

struct Maker<'m, 'd> {
    work: &'m mut Work<'d>,
    unit: Option<Unit>,
    rejoin: &'m dyn RejoinText,
}

impl Maker<'_, '_> {
    fn table(
        &mut self,
        t: usize,
        found: &FoundTable,
        values: &mut HashMap<String, Field>,
        lists: &mut HashMap<String, Vec<Vec<Field>>>,
    ) {
        let definition = self.work.definition;
        let Some(table) = definition.tables.get(t) else { return };
        for (slots, row) in found.matrix.iter().zip(&table.rows) {
            for (column, slot) in table.columns.iter().zip(slots) {
                let path = format!("{}.{}.{}", table.path, row.name, column.name);
                let field = self.slot(&path, column.field_type, slot);
                values.insert(path, field);
            }
        }
        if let Some(total) = &table.total {
            for ((path, slot), column) in total.paths.iter().zip(&found.total).zip(&table.columns) {
                let Some(path) = path else { continue };
                let field = self.slot(path, column.field_type, slot);
                values.insert(path.clone(), field);
            }
        }
        self.note_strain(&table.path, found);
        match table.kind {
            TableKind::Matrix => {}
            TableKind::Beside => {
                let row = found.rows.first();
                for (c, column) in table.columns.iter().enumerate().filter(|(c, _)| found.columns.get(*c) == Some(&true)) {
                    let cell = row.and_then(|row| row.cells.get(c)).cloned().flatten();
                    let field = self.cell(&column.name, column.field_type, cell.as_ref());
                    values.insert(column.name.to_string(), field);
                }
            }
            TableKind::List => {
                let rows = found.rows.iter().enumerate().map(|(r, row)| self.row(t, r, found, row)).collect();
                lists.insert(table.path.clone(), rows);
            }
        }
    }

    /// One finding for a table whose reading is not beyond doubt.
    fn note_strain(&mut self, path: &str, found: &FoundTable) {
        if found.strain > CLEAR && !found.rows.is_empty() {
            self.work.findings.push(
                Finding::new(FindingCode::LowConfidence, "表格的行列没有框线可以证实，是按文字的顺序和位置恢复的，请核对", "no ruling lines prove the rows and cells of this table; they were put together from the order and places of the text, please compare them with the page")
                    .with_path(path),
            );
        }
    }

    fn row(&mut self, t: usize, r: usize, found: &FoundTable, row: &FoundRow) -> Vec<Field> {
        let definition = self.work.definition;
        let Some(table) = definition.tables.get(t) else { return Vec::new() };
        let mut fields = Vec::with_capacity(table.columns.len());
        let mut categories = [row.categories.level1, row.categories.level2].into_iter();
        for (c, column) in table.columns.iter().enumerate() {
            let path = format!("{}[{r}].{}", table.path, column.name);
            let printed = found.columns.get(c) == Some(&true);
            let field = match (column.field_type, printed) {
                (FieldType::Category, _) => self.category(categories.next().flatten(), printed || !found.categories.is_empty()),
                (_, false) => Field::absent(),
                (field_type, true) => self.cell(&path, field_type, row.cells.get(c).and_then(Option::as_ref)),
            };
            fields.push(field);
        }
        fields
    }

    fn category(&self, item: Option<usize>, printed: bool) -> Field {
        let Some(at) = item else {
            if !printed {
                return Field::absent();
            }
            return Field::unreadable(None, None);
        };
        let text = self.text_of(at);
        let raw = self.translated(at, &text);
        let canonical = self.canonical(at);
        let value = fold_text(text.trim());
        Field { canonical, ..Field::printed(Value::Text(value), raw, self.place(&[at])) }
    }

    /// A category label with its wrapped lines.
    fn text_of(&self, at: usize) -> String {
        let lines: Vec<&str> = wrapped_label(self.work, at).into_iter().flat_map(|i| self.work.text(i).split('\n')).collect();
        self.rejoin.join_lines(&lines)
    }

    /// A category as printed: with its translation, where one stands in its cell.
    fn translated(&self, at: usize, text: &str) -> String {
        let cell = |at: usize| self.work.items.get(at)?.piece.drawn.as_ref()?.cell;
        let own = cell(at);
        let rest = (at + 1..).take_while(|&next| own.is_some() && cell(next) == own).map(|next| self.work.text(next));
        std::iter::once(text).chain(rest).collect::<Vec<_>>().join("\n")
    }

    fn canonical(&self, at: usize) -> Option<Canonical> {
        let categories = &self.work.definition.categories;
        match self.work.items.get(at)?.role? {
            Role::Level1(i) => categories.get(i).map(|c| c.canonical.clone()),
            Role::Level2(i, j) => categories.get(i)?.below.get(j).map(|(_, c)| c.clone()),
            _ => None,
        }
    }

    fn cell(&mut self, path: &str, field_type: FieldType, cell: Option<&Cell>) -> Field {
        match cell {
            Some(cell) if cell.items.is_empty() && cell.sure => Field::blank(None),
            Some(cell) if cell.sure => self.slot(path, field_type, &Slot::Read(cell.items.clone())),
            Some(cell) => self.slot(path, field_type, &Slot::Unsure(cell.items.clone())),
            None => Field::blank(None),
        }
    }

    fn slot(&mut self, path: &str, field_type: FieldType, slot: &Slot) -> Field {
        match slot {
            Slot::Absent => Field::absent(),
            Slot::Blank(label) => Field::blank(Some(self.place(&[*label]))),
            Slot::Read(items) if items.iter().all(|&at| self.work.text(at).trim().is_empty()) => {
                Field::blank(Some(self.place(items)))
            }
            Slot::Read(items) => {
                self.claim(path, items);
                let mut field = self.value(path, field_type, items);
                field.confidence = field.confidence.min(self.confidence(items));
                self.note_repeated(path, items);
                field
            }
            Slot::Joined { items, text, proven } => {
                self.claim(path, items);
                self.joined(path, items, text, *proven)
            }
            Slot::Unsure(items) => self.unsure(path, items),
        }
    }

    fn claim(&mut self, path: &str, items: &[usize]) {
        self.work.claim(items, &Claim::Value(path.into()));
    }

    fn raw(&self, items: &[usize]) -> String {
        items.iter().map(|&at| self.work.text(at)).collect::<Vec<_>>().join("\n")
    }

    fn place(&self, items: &[usize]) -> Provenance {
        let pieces = || items.iter().filter_map(|&at| self.work.items.get(at)).map(|i| &i.piece);
        let Some(first) = pieces().next() else { return Provenance::line(0, 0) };
        let places = pieces().filter(|p| p.page == first.page).map(Piece::provenance);
        places.reduce(|a, b| Provenance { region: a.region.union(b.region), ..a }).unwrap_or_else(|| first.provenance())
    }

    /// The least confidence that the texts of a value deserve.
    fn confidence(&self, items: &[usize]) -> f32 {
        let drawn = items.iter().filter_map(|&at| self.work.items.get(at)?.piece.drawn.as_deref());
        drawn.map(|d| d.confidence).fold(1.0, f32::min)
    }

    fn value(&mut self, path: &str, field_type: FieldType, items: &[usize]) -> Field {
        let text = self.rejoin.join_lines(&self.work.lines(items).iter().map(String::as_str).collect::<Vec<_>>());
        let (raw, place) = (self.raw(items), self.place(items));
        match field_type {
            _ if is_dash(&text) => Field::dash(raw, place),
            FieldType::Amount | FieldType::Number if has_leading_zero(&text) => {
                self.invalid(path, raw, place, "it starts with a zero")
            }
            FieldType::Text | FieldType::Category => Field::printed(Value::Text(text), raw, place),
            FieldType::Target => Field { target: Target::parse(&text), ..Field::printed(Value::Text(text), raw, place) },
            FieldType::Integer => match year_in(&text).or_else(|| year_of_title(&text)).or_else(|| text.trim().parse().ok()) {
                Some(year) => Field::printed(Value::Integer(year), raw, place),
                None => self.invalid(path, raw, place, "year"),
            },
            FieldType::Amount => match parse_number(&text) {
                Ok(number) => Field::printed(Value::Amount(Amount { number, unit: self.unit }), raw, place),
                Err(error) => self.invalid(path, raw, place, &error.to_string()),
            },
            FieldType::Number => match parse_number(&text) {
                Ok(number) => Field::printed(Value::Number(number), raw, place),
                Err(error) => self.invalid(path, raw, place, &error.to_string()),
            },
        }
    }

    fn invalid(&mut self, path: &str, raw: String, place: Provenance, reason: &str) -> Field {
        self.work.findings.push(
            Finding::new(
                FindingCode::ValueInvalid,
                format!("“{}”不是有效的数值", brief(&raw)),
                format!("{:?} is no valid value: {}", brief(&raw), brief(reason)),
            )
            .with_path(path)
            .at(&place),
        );
        Field::unreadable(Some(raw), Some(place))
    }

    fn joined(&mut self, path: &str, items: &[usize], text: &str, proven: bool) -> Field {
        let mut field = Field::printed(Value::Text(text.to_owned()), self.raw(items), self.place(items));
        if !proven {
            field.confidence = UNPROVEN;
            self.work.findings.push(
                Finding::new(
                    FindingCode::TextJoinUnsure,
                    "文字被分页切断，拼接处没有足够的重叠可以证实".to_owned(),
                    "the text was cut by a page border and joined without an overlap that proves it".to_owned(),
                )
                .with_path(path),
            );
        }
        field
    }

    fn unsure(&mut self, path: &str, items: &[usize]) -> Field {
        let open: Vec<usize> = items
            .iter()
            .copied()
            .filter(|&at| self.work.items.get(at).is_some_and(|i| !matches!(i.claim, Claim::Value(_))))
            .collect();
        self.work.claim(&open, &Claim::Unsure);
        let raw = self.raw(items);
        let place = if items.is_empty() { None } else { Some(self.place(items)) };
        let mut finding = Finding::new(
            FindingCode::CellAmbiguous,
            if items.is_empty() {
                "无法确定这一格是空白还是另有数值".to_owned()
            } else {
                format!("无法确定“{}”属于哪一格", brief(&raw).replace('\n', ""))
            },
            if items.is_empty() {
                "it is not certain whether this cell is empty".to_owned()
            } else {
                format!("it is not certain which cell {:?} belongs to", brief(&raw).replace('\n', " "))
            },
        )
        .with_path(path);
        if let Some(place) = &place {
            finding = finding.at(place);
        }
        self.work.findings.push(finding);
        let suggestion =
            (items.len() == 1).then(|| Suggestion { value: raw.clone(), why: "one of several readings of the order" });
        Field { suggestion, ..Field::unreadable((!items.is_empty()).then_some(raw), place) }
    }

    fn note_repeated(&mut self, path: &str, items: &[usize]) {
        let lines = self.work.lines(items);
        if let Some(c) = self.rejoin.repeated_at_wrap(&lines.iter().map(String::as_str).collect::<Vec<_>>()) {
            let place = self.place(items);
            self.work.findings.push(
                Finding::new(
                    FindingCode::RepeatedCharacterAtWrap,
                    format!("换行处“{c}”字重复出现，按原文保留"),
                    format!("{c:?} stands twice where the line wraps; kept as printed"),
                )
                .with_path(path)
                .with_place(place.page, None),
            );
        }
    }
}
