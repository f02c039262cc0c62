//! The vocabulary of biaodan: what the stages pass to one another and what users read.
//!
//! Nothing here reads files, knows a form kind or asks the clock. Lengths are PDF points with the
//! origin at the top left; text dumps have line numbers (1-based, in the file) instead. Money is
//! always an exact [`Amount`], never a float. A printed value cannot be built without its
//! [`Provenance`].

mod affine;
mod amount;
mod canvas;
mod certainty;
mod drawing;
mod field;
mod finding;
mod fold;
mod geometry;
mod ledger;
mod page;
mod record;
mod rule;
mod shape;
mod sheet;
mod table;
mod target;
mod token;
mod wrap;

pub use affine::Affine;
pub use amount::{Amount, AmountError, Unit, has_leading_zero, parse_number};
pub use canvas::{Canvas, Doubt, PlacedPage};
pub use certainty::{Certainty, is_of_number, may_be_of_number};
pub use drawing::{Axis, Drawing, Font, Glyph, PlacedImage, Rereading, Ruling, Trust, Turn, Visibility};
pub use field::{Field, MIN_CONFIDENCE, Origin, Provenance, Region, State, Suggestion, Value};
pub use finding::{Finding, FindingCode, Message, Severity};
pub use fold::{char_width, display_width, fold_char, fold_text, is_cjk, is_traditional, match_char, match_key};
pub use geometry::BBox;
pub use ledger::{Ledger, LedgerEntry, Outcome};
pub use page::{Beside, Grade, GradeReason, Page, PageStatus, TextLine, Upright};
pub use record::{Attachment, Canonical, Envelope, FormRecord, Name, Node, SourceInfo, ToolInfo, Verdict};
pub use rule::{Rule, RuleScope};
pub use shape::{FieldType, Shape};
pub use sheet::{CellPlace, Drawn, Part, Piece, Sheet, Tag, Tagged};
pub use table::{Borders, Cell, Line, SheetLayout, Table};
pub use target::{Operator, Target};
pub use token::{NumericToken, numeric_tokens};
pub use wrap::join_lines;
