//! Compiles two sets.

fn main() -> Result<(), typed_tools_codegen::BuildError> {
    typed_tools_codegen::build("../../../tools/*.json")?;
    typed_tools_codegen::Builder::new("../../untidy/*.json").name("untidy").build()
}
