//! Two records, value by value.

use serde_json::Value;

use super::Closeness;

/// Where a value stands and how sure it is: two versions may differ in it and mean the same.
const PLACE: &[&str] = &["page", "bbox", "lines", "confidence", "from"];

/// Who made a record, and the name it was read under, are not what it says.
const NOT_SAID: &[&str] = &["tool", "source.name", "schema_version"];

/// Calls `tell` with the path, the old and the new value of everything that differs.
pub(super) fn compare(
    old: &Value,
    new: &Value,
    closeness: Closeness,
    tell: &mut dyn FnMut(String, Option<Value>, Option<Value>),
) {
    Comparison { closeness, tell }.value("", Some(old), Some(new));
}

struct Comparison<'c> {
    closeness: Closeness,
    tell: &'c mut dyn FnMut(String, Option<Value>, Option<Value>),
}

impl Comparison<'_> {
    fn value(&mut self, path: &str, old: Option<&Value>, new: Option<&Value>) {
        match (old, new) {
            (old, new) if old == new => {}
            (Some(Value::Object(was)), Some(Value::Object(is))) => {
                for key in was.keys().chain(is.keys().filter(|key| !was.contains_key(*key))) {
                    let step = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    let is_place = self.closeness == Closeness::Values && PLACE.contains(&key.as_str());
                    if !is_place && !NOT_SAID.contains(&step.as_str()) {
                        self.value(&step, was.get(key), is.get(key));
                    }
                }
            }
            (Some(Value::Array(was)), Some(Value::Array(is))) => {
                for i in 0..was.len().max(is.len()) {
                    self.value(&format!("{path}[{i}]"), was.get(i), is.get(i));
                }
            }
            (old, new) => (self.tell)(path.to_owned(), old.cloned(), new.cloned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(old: &Value, new: &Value, closeness: Closeness) -> Vec<(String, Option<Value>, Option<Value>)> {
        let mut told = Vec::new();
        compare(old, new, closeness, &mut |path, old, new| told.push((path, old, new)));
        told
    }

    #[test]
    fn differences_are_told_where_they_are() {
        let record = |value: &str, page: u32| json!({"tool": {"version": value}, "forms": [{"fields": {"a": {"value": value, "page": page}, "rows": [1]}}]});
        let (old, mut new) = (record("1.00", 1), record("2.00", 2));
        assert_eq!(told(&old, &old, Closeness::Everything), []);
        let a = ("forms[0].fields.a.value".to_owned(), Some(json!("1.00")), Some(json!("2.00")));
        assert_eq!(told(&old, &new, Closeness::Values), std::slice::from_ref(&a));
        assert_eq!(told(&old, &new, Closeness::Everything).len(), 2);
        new["forms"][0]["fields"]["rows"] = json!([1, 2]);
        let row = ("forms[0].fields.rows[1]".to_owned(), None, Some(json!(2)));
        assert_eq!(told(&old, &new, Closeness::Values), [a, row]);
    }
}
