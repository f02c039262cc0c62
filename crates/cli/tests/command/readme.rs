//! The commands that the README shows work as they stand there.
//!
//! In ```` ```console ```` blocks, a line `$ biaodan …` is run in a folder that holds `fixtures`, and
//! every line below it up to the next command must be in what it prints; `…` stands for anything.

use std::fs;
use std::process::Command;

use crate::support::{Folder, models, root, run};

/// A command and the lines shown below it.
type Shown<'r> = (&'r str, Vec<&'r str>);

fn commands(readme: &str) -> Vec<Shown<'_>> {
    let mut shown: Vec<Shown<'_>> = Vec::new();
    let (mut is_console, mut is_ours) = (false, false);
    for line in readme.lines() {
        if let Some(fence) = line.trim_start().strip_prefix("```") {
            (is_console, is_ours) = (fence.starts_with("console"), false);
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| is_console) {
            is_ours = command.starts_with("biaodan ");
            if is_ours {
                shown.push((command, Vec::new()));
            }
        } else if is_ours && let Some((_, lines)) = shown.last_mut() {
            lines.push(line);
        }
    }
    shown
}

#[test]
fn commands_are_found_with_what_they_print() {
    let readme =
        "```sh\n$ biaodan no\n```\n```console\n$ cargo build\nx\n$ biaodan forms\na\n$ biaodan x | y\n```\n$ biaodan no\n";
    assert_eq!(commands(readme), [("biaodan forms", vec!["a"]), ("biaodan x | y", vec![])]);
}

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_works() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README.md");
    let commands = commands(&readme);
    assert!(!commands.is_empty(), "README.md shows no `$ biaodan …` in a ```console block");
    let folder = Folder::new("readme", &[]);
    std::os::unix::fs::symlink(root().join("fixtures"), folder.path("fixtures")).unwrap();
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_biaodan")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    for (command, lines) in commands {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(folder.path("")).env("PATH", &path).env("LC_ALL", "C");
        shell.env("BIAODAN_MODELS", models());
        let run = run(&mut shell, b"");
        assert_eq!(run.code, 0, "{command}: {}", run.stderr);
        let printed = run.text() + &run.stderr;
        for part in lines.iter().flat_map(|line| line.split('…')).map(str::trim) {
            assert!(printed.contains(part), "{command}: {part:?} is not in\n{printed}");
        }
    }
}
