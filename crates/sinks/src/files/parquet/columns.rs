//! The Arrow columns of a table: what type each has and how cells get in.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Decimal128Builder, Float64Builder, Int8Builder, Int64Builder, StringBuilder,
};
use arrow_schema::{DataType, Field};

use super::decimal::{printed_scale, to_scale};
use super::{DecimalWidths, PRECISION, scale_name};
use crate::datum::Datum;
use crate::error::SinkError;
use crate::schema::{Column, ColumnType, Table};

/// A column that is being filled.
pub(super) enum ColumnBuilder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Real(Float64Builder),
    Boolean(BooleanBuilder),
    Decimal(DecimalBuilder),
}

/// The numbers, and how many decimals each was printed with.
pub(super) struct DecimalBuilder {
    scale: usize,
    numbers: Decimal128Builder,
    printed: Int8Builder,
}

/// Whether a cell found its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filled {
    Yes,
    No,
}

impl ColumnBuilder {
    pub(super) fn new(
        table: Table,
        position: usize,
        column: &Column,
        widths: &DecimalWidths,
    ) -> Result<ColumnBuilder, SinkError> {
        Ok(match column.column_type {
            ColumnType::Text => ColumnBuilder::text(),
            ColumnType::Integer => ColumnBuilder::Integer(Int64Builder::new()),
            ColumnType::Real => ColumnBuilder::Real(Float64Builder::new()),
            ColumnType::Boolean => ColumnBuilder::Boolean(BooleanBuilder::new()),
            ColumnType::Decimal => {
                let scale = widths.scale(table, position, column.name)?;
                let numbers = Decimal128Builder::new().with_data_type(decimal_type(scale));
                ColumnBuilder::Decimal(DecimalBuilder { scale, numbers, printed: Int8Builder::new() })
            }
        })
    }

    pub(super) fn text() -> ColumnBuilder {
        ColumnBuilder::Text(StringBuilder::new())
    }

    pub(super) fn push(&mut self, cell: &Datum) -> Filled {
        match (self, cell) {
            (ColumnBuilder::Text(builder), Datum::Text(text)) => builder.append_value(text),
            (ColumnBuilder::Text(builder), Datum::Null) => builder.append_null(),
            (ColumnBuilder::Integer(builder), Datum::Integer(number)) => builder.append_value(*number),
            (ColumnBuilder::Integer(builder), Datum::Null) => builder.append_null(),
            (ColumnBuilder::Real(builder), Datum::Real(number)) => builder.append_value(*number),
            (ColumnBuilder::Real(builder), Datum::Null) => builder.append_null(),
            (ColumnBuilder::Boolean(builder), Datum::Boolean(yes)) => builder.append_value(*yes),
            (ColumnBuilder::Boolean(builder), Datum::Null) => builder.append_null(),
            (ColumnBuilder::Decimal(builder), Datum::Decimal(text)) => return builder.push(text),
            (ColumnBuilder::Decimal(builder), Datum::Null) => {
                builder.numbers.append_null();
                builder.printed.append_null();
            }
            _ => return Filled::No,
        }
        Filled::Yes
    }

    /// The filled columns; the builder starts again.
    pub(super) fn take(&mut self) -> Vec<ArrayRef> {
        match self {
            ColumnBuilder::Text(builder) => vec![ArrayBuilder::finish(builder)],
            ColumnBuilder::Integer(builder) => vec![ArrayBuilder::finish(builder)],
            ColumnBuilder::Real(builder) => vec![ArrayBuilder::finish(builder)],
            ColumnBuilder::Boolean(builder) => vec![ArrayBuilder::finish(builder)],
            ColumnBuilder::Decimal(builder) => vec![Arc::new(builder.numbers.finish()), Arc::new(builder.printed.finish())],
        }
    }

    fn data_type(&self) -> DataType {
        match self {
            ColumnBuilder::Text(_) => DataType::Utf8,
            ColumnBuilder::Integer(_) => DataType::Int64,
            ColumnBuilder::Real(_) => DataType::Float64,
            ColumnBuilder::Boolean(_) => DataType::Boolean,
            ColumnBuilder::Decimal(builder) => decimal_type(builder.scale),
        }
    }
}

impl DecimalBuilder {
    fn push(&mut self, text: &str) -> Filled {
        let Some(number) = to_scale(text, self.scale) else { return Filled::No };
        let Ok(printed) = i8::try_from(printed_scale(text)) else { return Filled::No };
        self.numbers.append_value(number);
        self.printed.append_value(printed);
        Filled::Yes
    }
}

fn decimal_type(scale: usize) -> DataType {
    // A scale is at most the precision.
    DataType::Decimal128(PRECISION, i8::try_from(scale).unwrap_or(i8::MAX))
}

/// What the file says of a column: itself, and for decimals the column beside it.
pub(super) fn fields(column: &Column, builder: &ColumnBuilder) -> Vec<Field> {
    let own = Field::new(column.name, builder.data_type(), true);
    match builder {
        ColumnBuilder::Decimal(_) => vec![own, Field::new(scale_name(column.name), DataType::Int8, true)],
        _ => vec![own],
    }
}
