//! A definition added later is noticed.

fn main() {
    println!("cargo::rerun-if-changed=../../../tools");
}
