//! One form: its keys in order and the tree of its fields.

use biaodan_model::{Finding, FormRecord, Message, Node, Unit, Verdict};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::leaf::{FullLeaf, PlainLeaf};
use super::ledger::LedgerJson;
use super::{Each, View};

/// A form's keys, in order.
#[derive(Serialize)]
pub(super) struct FormJson<'a> {
    kind: &'a str,
    title: &'a str,
    language: &'a str,
    pages: &'a [u32],
    amount_unit: Option<Unit>,
    verdict: Verdict,
    verdict_reasons: &'a [Message],
    fields: NodeJson<'a>,
    findings: Each<'a, Finding>,
    ledger: LedgerJson<'a>,
}

impl<'a> FormJson<'a> {
    pub(super) fn new(form: &'a FormRecord, view: View) -> FormJson<'a> {
        FormJson {
            kind: &form.kind,
            title: &form.title,
            language: &form.language,
            pages: &form.pages,
            amount_unit: form.amount_unit,
            verdict: form.verdict,
            verdict_reasons: &form.verdict_reasons,
            fields: NodeJson(&form.fields, view),
            findings: Each(&form.findings),
            ledger: LedgerJson(&form.ledger, view),
        }
    }
}

/// A node of the record: groups become objects, lists arrays, leaves what the view makes of them.
struct NodeJson<'a>(&'a Node, View);

impl Serialize for NodeJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let NodeJson(node, view) = *self;
        match (node, view) {
            (Node::Leaf(field), View::Full) => FullLeaf(field).serialize(serializer),
            (Node::Leaf(field), View::Plain) => PlainLeaf(field).serialize(serializer),
            (Node::List(rows), _) => serializer.collect_seq(rows.iter().map(|row| NodeJson(row, view))),
            (Node::Group(parts), _) => {
                let mut map = serializer.serialize_map(Some(parts.len()))?;
                for (name, part) in parts {
                    map.serialize_entry(&**name, &NodeJson(part, view))?;
                }
                map.end()
            }
        }
    }
}
