//! Lets Cargo notice a definition that is added.

fn main() {
    println!("cargo::rerun-if-changed=../../../tools");
    println!("cargo::rerun-if-changed=../../untidy");
}
