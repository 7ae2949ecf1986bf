//! cargo typed-tools.
fn main() {}
