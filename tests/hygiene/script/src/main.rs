//! Prints what the build script wrote, for comparison with the command line's.

fn main() {
    print!("{}", hygiene_script::crm::SOURCE);
}
