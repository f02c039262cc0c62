//! Doubt in single values: what could not be read, what was read weakly, and what a broken rule
//! makes suspect.

use biaodan_model::{Field, Finding, FindingCode, MIN_CONFIDENCE, Node, Origin, State};

use crate::report::{Report, placed};

/// The confidence left to a figure of a broken rule: below [`MIN_CONFIDENCE`], so that whoever
/// filters by confidence alone does not take it, but no worse, since most of its fellows are right.
const DOUBTED: f32 = 0.8;

/// Reports leaves that are unreadable or weakly read, unless a finding already sends their path to
/// review.
pub(crate) fn check(fields: &Node, report: &mut Report) {
    let flagged = report.flagged_paths();
    fields.visit(&mut |path, field| match field.state {
        State::Unreadable if !flagged.contains(path) => report.add(unreadable(path, field)),
        State::Printed if field.is_weak() => report.add_once(weak(path, field)),
        _ => {}
    });
}

/// Lowers the confidence of suspect figures; never raises one.
pub(crate) fn put_in_doubt(fields: &mut Node, suspects: &[String]) {
    for path in suspects {
        if let Some(field) = field_mut(fields, path) {
            field.confidence = field.confidence.min(DOUBTED);
        }
    }
}

fn unreadable(path: &str, field: &Field) -> Finding {
    // A recogniser fails at reading; where there is text, it is the placing that failed.
    let recognised = field.provenance.is_some_and(|p| p.from == Origin::Ocr);
    let finding = if recognised {
        Finding::new(FindingCode::LowConfidence, format!("无法辨认：{path}"), format!("not legible: {path}"))
    } else {
        Finding::new(
            FindingCode::CellAmbiguous,
            format!("无法确定此格内容：{path}"),
            format!("what belongs in this cell cannot be told: {path}"),
        )
    };
    placed(finding, path, Some(field))
}

fn weak(path: &str, field: &Field) -> Finding {
    let (confidence, least) = (field.confidence, MIN_CONFIDENCE);
    let finding = Finding::new(
        FindingCode::LowConfidence,
        format!("识别可信度 {confidence:.2}，低于 {least:.2}：{path}"),
        format!("confidence {confidence:.2} is below {least:.2}: {path}"),
    );
    placed(finding, path, Some(field))
}

/// The field at a path, to change it; the counterpart of [`Node::field`].
fn field_mut<'n>(mut node: &'n mut Node, path: &str) -> Option<&'n mut Field> {
    for step in path.split('.') {
        let (name, index) = match step.split_once('[') {
            Some((name, rest)) => (name, Some(rest.strip_suffix(']')?.parse::<usize>().ok()?)),
            None => (step, None),
        };
        let Node::Group(parts) = node else { return None };
        node = &mut parts.iter_mut().find(|(key, _)| &**key == name)?.1;
        if let Some(index) = index {
            let Node::List(rows) = node else { return None };
            node = rows.get_mut(index)?;
        }
    }
    match node {
        Node::Leaf(field) => Some(field),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{Leaf, amount, group, list, place, text};

    fn found(fields: &Node, before: Vec<Finding>) -> Vec<(FindingCode, String)> {
        let known = before.len();
        let mut report = Report::new(before);
        check(fields, &mut report);
        report.findings.into_iter().skip(known).map(|f| (f.code, f.path.unwrap())).collect()
    }

    #[test]
    fn unreadable_leaves_are_reported_by_what_failed() {
        let mut scanned = place(3);
        scanned.from = Origin::Ocr;
        let fields = group([
            ("a", Field::unreadable(Some("3".to_owned()), Some(place(2))).leaf()),
            ("b", Field::unreadable(None, Some(scanned)).leaf()),
        ]);
        let expected = [(FindingCode::CellAmbiguous, "a".to_owned()), (FindingCode::LowConfidence, "b".to_owned())];
        assert_eq!(found(&fields, vec![]), expected);
    }

    #[test]
    fn only_a_serious_finding_stands_for_an_unreadable_leaf() {
        let fields = group([("a", Field::unreadable(None, None).leaf())]);
        let with = |code| vec![Finding::new(code, "", "").with_path("a")];
        assert_eq!(found(&fields, with(FindingCode::ValueInvalid)), []);
        assert_eq!(found(&fields, with(FindingCode::RepeatedCharacterAtWrap)).len(), 1);
    }

    #[test]
    fn weak_readings_are_reported_once() {
        let at = |confidence| Field { confidence, ..text("x") };
        let fields = group([("a", at(0.9).leaf()), ("b", at(0.89).leaf()), ("c", at(f32::NAN).leaf())]);
        let paths: Vec<String> = found(&fields, vec![]).into_iter().map(|(_, path)| path).collect();
        assert_eq!(paths, ["b", "c"]);
        let before = vec![Finding::new(FindingCode::LowConfidence, "", "").with_path("b")];
        assert_eq!(found(&fields, before).len(), 1);
    }

    #[test]
    fn doubt_lowers_confidence_and_never_raises_it() {
        let weak = Field { confidence: 0.3, ..amount("1.00") };
        let rows = list(vec![group([("x", amount("1.00").leaf())]), group([("x", weak.leaf())])]);
        let mut fields = group([("rows", rows)]);
        put_in_doubt(&mut fields, &["rows[0].x".to_owned(), "rows[1].x".to_owned(), "rows[9].x".to_owned()]);
        assert_eq!(fields.field("rows[0].x").unwrap().confidence, DOUBTED);
        assert_eq!(fields.field("rows[1].x").unwrap().confidence, 0.3);
    }
}
