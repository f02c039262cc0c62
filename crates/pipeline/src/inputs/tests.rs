use std::fs;

use super::*;

/// A folder of its own for each test, emptied beforehand.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str, files: &[&str]) -> Folder {
        let folder = std::env::temp_dir().join(format!("biaodan-inputs-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        for file in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        Folder(folder)
    }

    fn expand(&self, tail: &str) -> Inputs {
        expand(&[self.0.join(tail).into_os_string()])
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn names(inputs: &Inputs) -> Vec<&str> {
    inputs.documents.iter().map(|input| input.name.as_str()).collect()
}

#[test]
fn a_folder_is_its_dumps_in_order_and_a_notice_for_the_rest() {
    let files = ["b.txt", "a/z.TXT", "a/c.dump", "a.text", "n.pdf", "note.docx", ".hidden.txt", ".git/x.txt"];
    let folder = Folder::new("order", &files);
    let inputs = folder.expand("");
    assert_eq!(names(&inputs), ["a/c.dump", "a/z.TXT", "a.text", "b.txt", "n.pdf"]);
    assert!(!inputs.is_single);
    let [notice] = inputs.notices.as_slice() else { panic!("{:?}", inputs.notices) };
    assert!(notice.shown.ends_with("note.docx") && !notice.is_loss);
}

#[test]
fn an_empty_folder_is_a_loss_not_a_silence() {
    let folder = Folder::new("empty", &["note.docx"]);
    let inputs = folder.expand("");
    assert!(inputs.documents.is_empty());
    assert_eq!(inputs.notices.iter().filter(|notice| notice.is_loss).count(), 1);
}

#[test]
fn a_pattern_takes_what_fits_and_nothing_deeper() {
    let folder = Folder::new("pattern", &["a/1.txt", "a/2.md", "a/b/3.txt", "c/4.txt", "a/.5.txt"]);
    assert_eq!(names(&folder.expand("*/*.txt")), ["a/1.txt", "c/4.txt"]);
    assert_eq!(names(&folder.expand("a/?.*")), ["1.txt", "2.md"]);
    assert_eq!(names(&folder.expand("**/*.txt")), ["a/1.txt", "a/b/3.txt", "c/4.txt"]);
    assert!(!folder.expand("a/1*.txt").is_single);
    assert!(folder.expand("*.xyz").notices[0].is_loss);
    assert!(folder.expand("a[").notices[0].message.en.starts_with("the pattern is not valid"));
}

#[test]
fn a_file_is_named_without_its_folder_and_may_look_like_a_pattern() {
    let folder = Folder::new("file", &["a/form[1].txt"]);
    let inputs = folder.expand("a/form[1].txt");
    assert_eq!(names(&inputs), ["form[1].txt"]);
    assert!(inputs.is_single);
    let missing = folder.expand("a/nothing.txt");
    assert_eq!(names(&missing), ["nothing.txt"]);
    assert!(missing.is_single && missing.notices.is_empty());
}

#[test]
fn standard_input_is_read_once() {
    let inputs = expand(&["-".into(), "-".into()]);
    assert_eq!(names(&inputs), ["-"]);
    assert!(!inputs.is_single);
    assert!(expand(&["-".into()]).is_single);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed() {
    let folder = Folder::new("link", &["a/1.txt"]);
    std::os::unix::fs::symlink(&folder.0, folder.0.join("a/loop")).unwrap();
    std::os::unix::fs::symlink(folder.0.join("a/1.txt"), folder.0.join("a/linked.txt")).unwrap();
    assert_eq!(names(&folder.expand("")), ["a/1.txt", "a/linked.txt"]);
    assert_eq!(names(&folder.expand("**/*.txt")), ["a/1.txt", "a/linked.txt"]);
}
