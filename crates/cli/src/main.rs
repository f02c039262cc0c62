//! The `biaodan` command.
fn main() {}
