//! The columns of each table, in groups that several tables share.

use super::{Column, ColumnType, Table};

const fn text(name: &'static str) -> Column {
    Column { name, column_type: ColumnType::Text, since: 1 }
}

const fn integer(name: &'static str) -> Column {
    Column { name, column_type: ColumnType::Integer, since: 1 }
}

const fn real(name: &'static str) -> Column {
    Column { name, column_type: ColumnType::Real, since: 1 }
}

const fn decimal(name: &'static str) -> Column {
    Column { name, column_type: ColumnType::Decimal, since: 1 }
}

const fn boolean(name: &'static str) -> Column {
    Column { name, column_type: ColumnType::Boolean, since: 1 }
}

/// The same column, added in a later version.
const fn since(since: u32, column: Column) -> Column {
    Column { since, ..column }
}

/// Which form (from 0), which node of its fields, and where that stands among the document's rows of the table.
const NODE: &[Column] = &[integer("form"), text("path"), integer("ordinal")];

/// What the form is and whom it is about, repeated so that figures can be grouped without a join. `department` is
/// the department, or else the competent one, or else the implementing unit.
const ABOUT: &[Column] =
    &[text("kind"), text("verdict"), integer("fiscal_year"), text("department"), text("project_name"), text("amount_unit")];

/// What is known of a value: what was printed and whether it was.
const PRINTED: &[Column] = &[text("raw"), text("state")];

/// 1-based page; first and last line of a text dump, or corners in points from the top left of a drawn page.
const PLACE: &[Column] =
    &[integer("page"), integer("first_line"), integer("last_line"), real("x0"), real("y0"), real("x1"), real("y1")];

/// How far the reading can be trusted (0 to 1), and where the text comes from.
const TRUST: &[Column] = &[real("confidence"), text("text_from")];

const DOCUMENTS: &[Column] = &[
    text("name"),
    text("media_type"),
    text("encoding"),
    integer("bytes"),
    integer("page_count"),
    integer("attachments"),
    integer("forms"),
    integer("accepted"),
    integer("review"),
    integer("rejected"),
    integer("unclaimed_tables"),
    integer("findings"),
    integer("errors"),
    text("tool_version"),
    text("definitions_sha256"),
];

const NAMES: &[Column] = &[integer("ordinal"), text("name")];

const PAGES: &[Column] =
    &[integer("page"), text("label"), real("width"), real("height"), text("text_from"), text("status"), text("reason")];

const FORM: &[Column] = &[
    integer("form"),
    text("title"),
    text("language"),
    text("pages"),
    text("implementing_unit"),
    text("reasons_zh"),
    text("reasons_en"),
    integer("numbers"),
    integer("residue"),
];

/// A leaf in full; `type` as the kind's definition has it, none for a kind without one.
const FIELD: &[Column] = &[
    text("field_type"),
    boolean("required"),
    text("value"),
    text("target_operator"),
    decimal("target_number"),
    text("target_unit"),
    text("standard_zh"),
    text("standard_en"),
    text("suggestion"),
];

const AMOUNT: &[Column] = &[decimal("value"), text("unit"), decimal("cny")];

const TASK: &[Column] = &[text("list"), integer("list_row"), text("field"), text("value")];

const INDICATOR: &[Column] = &[
    integer("list_row"),
    text("level1"),
    text("level2"),
    text("level3"),
    text("target"),
    text("cycle_target"),
    text("annual_target"),
    text("actual"),
    decimal("weight"),
    decimal("score"),
    text("deviation"),
    since(2, text("level1_standard")),
    since(2, text("level2_standard")),
];

const FINDING: &[Column] = &[integer("form"), integer("ordinal"), text("code"), text("severity"), text("path")];

const MESSAGE: &[Column] =
    &[text("zh"), text("en"), text("expected"), text("found"), text("difference"), text("hints_zh"), text("hints_en")];

/// The columns of a table, group by group.
pub(super) fn groups(table: Table) -> &'static [&'static [Column]] {
    match table {
        Table::Documents => &[DOCUMENTS],
        Table::Names => &[NAMES],
        Table::Pages => &[PAGES],
        Table::Forms => &[FORM, ABOUT],
        Table::Fields => &[NODE, FIELD, PRINTED, PLACE, TRUST],
        Table::Amounts => &[NODE, ABOUT, AMOUNT, PRINTED, PLACE, TRUST],
        Table::Tasks => &[NODE, ABOUT, TASK, PRINTED, PLACE, TRUST],
        Table::Indicators => &[NODE, ABOUT, INDICATOR, PRINTED, PLACE, TRUST],
        Table::Findings => &[FINDING, PLACE, MESSAGE],
    }
}
