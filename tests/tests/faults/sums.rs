//! Do the sums of an accepted form close? Counted again here, without the program's own arithmetic.

use biaodan_pipeline::model::{FormRecord, Rule};
use biaodan_pipeline::{Engine, RuleOutcome, check_rules};

/// Decimals kept; the forms print fewer.
const DECIMALS: usize = 8;

/// A number in units of its last kept decimal, and half a unit of the last decimal it prints.
struct Figure {
    number: i128,
    half_unit: i128,
}

/// The rules of an accepted form that do not hold.
pub(crate) fn broken(engine: &Engine, form: &FormRecord) -> Vec<String> {
    let Some(definition) = engine.definitions().kinds().iter().find(|d| d.kind == form.kind) else {
        return vec![format!("accepted as {}, which is no kind", form.kind)];
    };
    let said = check_rules(definition, form).into_iter().filter(|check| check.outcome == RuleOutcome::Broken);
    let mut wrong: Vec<String> = said.map(|check| format!("accepted, but broken is {:?}", check.rule)).collect();
    for rule in &definition.rules {
        if let Rule::Sum { each, left, right } = rule {
            let rows = each.as_ref().map_or(1, |list| form.fields.rows(list).len());
            let open = (0..rows).filter(|row| !closes(form, each.as_deref().map(|list| (list, *row)), left, right));
            wrong.extend(open.map(|row| format!("accepted, but {left:?} (row {row}) do not make {right:?}")));
        }
    }
    wrong
}

/// True where both sides agree within rounding, or one of them is not printed.
fn closes(form: &FormRecord, row: Option<(&str, usize)>, left: &[String], right: &[String]) -> bool {
    let (left, right) = (figures(form, row, left), figures(form, row, right));
    if left.is_empty() || right.is_empty() {
        return true;
    }
    let total = |side: &[Figure]| side.iter().map(|figure| figure.number).sum::<i128>();
    let tolerance: i128 = left.iter().chain(&right).map(|figure| figure.half_unit).sum();
    (total(&left) - total(&right)).abs() <= tolerance
}

fn figures(form: &FormRecord, row: Option<(&str, usize)>, paths: &[String]) -> Vec<Figure> {
    let full = |path: &String| row.map_or_else(|| path.clone(), |(list, at)| format!("{list}[{at}].{path}"));
    let fields = paths.iter().flat_map(|path| form.fields.select(&full(path)));
    fields.filter_map(|(_, field)| figure(&field.text()?)).collect()
}

/// None for what is no plain number.
fn figure(text: &str) -> Option<Figure> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let missing = DECIMALS.checked_sub(decimals.len())?;
    let number = format!("{whole}{decimals}{}", "0".repeat(missing)).parse().ok()?;
    Some(Figure { number, half_unit: 5 * 10_i128.pow(u32::try_from(missing).ok()?) / 10 })
}
