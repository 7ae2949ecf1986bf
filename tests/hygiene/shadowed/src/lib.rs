//! Every name of the prelude that generated code could mean is the user's own here, in the very
//! module where the tools are.
#![allow(missing_docs, dead_code, non_camel_case_types, unused_macros, clippy::all)]

pub mod types {
    pub struct Result;
    pub struct Option;
    pub struct String;
    pub struct Vec;
    pub struct Box;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct Arc;
    pub struct Value;
    pub struct Wire;
    pub struct Fields;
    pub struct Tool;
    pub struct Toolset;
    pub struct Response;
    pub struct CallError;
    pub struct str;
    pub struct bool;
    pub struct u16;
    pub struct u64;
    pub struct usize;
    pub struct i64;
    pub struct f64;
    pub trait Clone {}
    pub trait Debug {}
    pub trait Default {}
    pub trait Into {}
    pub trait From {}
    pub trait Send {}
    pub trait Sync {}
    pub trait PartialEq {}
    pub trait Serialize {}
    pub trait Deserialize {}
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod serde {}
    pub mod serde_json {}
    pub mod typed_tools {}
    macro_rules! matches {
        () => {};
    }
    macro_rules! concat {
        () => {};
    }
    macro_rules! include_bytes {
        () => {};
    }
    macro_rules! stringify {
        () => {};
    }

    ::typed_tools::tools!("../../../tools/*.json", watch = false);
}

/// By glob, as test modules have it.
pub mod by_glob {
    use crate::types::*;

    pub fn hot() -> UpdateLeadStatus {
        UpdateLeadStatus { lead_status: LeadStatus::Hot, notes: ::core::option::Option::None }
    }
}
