//! The written-down expansions of `tools-codegen/tests/accepted` compile without a warning, documented
//! throughout.
#![deny(warnings, missing_docs)]

macro_rules! accepted {
    ($($name:ident)*) => {
        $(
            #[doc = stringify!($name)]
            pub mod $name {
                use typed_tools::__private as __tt;

                include!(concat!("../tools-codegen/tests/accepted/", stringify!($name), "/expected.rs"));
            }
        )*

        const COMPILED: &[&str] = &[$(stringify!($name)),*];
    };
}

accepted! {
    circles
    client_credentials
    default_body
    enum_of_numbers
    failure
    file_part
    form_body
    json_body
    multipart_body
    native_tool
    no_arguments
    query_styles
    recursion
    select
    text_body
    text_escapes
    union
}

#[test]
fn all_are_compiled() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tools-codegen/tests/accepted");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, COMPILED);
}
