//! The static tables that the compiler emits: what a tool accepts and what it sends.
//!
//! Everything here is plain data, fully public so that generated code can write it as literals.
//! The argument checker reads [`Schema`], the request engine reads [`Template`], and
//! the specs of providers read [`Exports`].

mod context;
mod definition;
mod export;
mod lit;
mod pattern;
mod placeholders;
mod request;
mod schema;
mod select;
mod settings;

pub use context::ContextType;
pub use definition::{Definition, Definitions, Settings, Table, usual};
pub use export::{Dialect, Exports, Spec};
pub use lit::Lit;
pub use pattern::Pattern;
pub use placeholders::{Place, each_placeholder};
pub use request::{
    Body, Field, Header, JsonTemplate, Origin, OriginRules, Pair, Part, Placeholder, Rest, Source, Style,
    Suffix, Template,
};
pub use schema::{Choices, Format, Node, NodeId, Rule, Rules, Schema, Types};
pub use select::{Comparison, Operand, Query, Segment, Selected, Selector, Test};
pub use settings::{Basic, ErrorText, Failure, Hints, ResponseRules};
