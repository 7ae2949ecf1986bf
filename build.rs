//! Lets Cargo notice a definition that is added to `tools/`: what every package with a `tools!`
//! over a pattern has. It is not part of the published package, to which no
//! file is added.

fn main() {
    println!("cargo::rerun-if-changed=tools");
}
