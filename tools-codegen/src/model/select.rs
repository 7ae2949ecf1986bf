//! What of a response a model sees: queries of RFC 9535.

use typed_tools_core::table::Comparison;

use crate::json::Json;

/// A name and what it stands for in a response.
#[derive(Debug, Clone)]
pub(crate) struct Selected {
    pub(crate) name: String,
    pub(crate) query: Query,
    /// Whether it can find one value at most, which then stands by itself; else there is a list.
    pub(crate) single: bool,
}

/// What makes a response with status 2xx a failure.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) path: Query,
    /// What has to be found there; anything but null, false and nothing, where nothing is said.
    pub(crate) is: Option<Json>,
    pub(crate) message: Option<Query>,
}

/// Steps from a value to some of those below it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Query {
    /// From the whole response (`$`), not from the value that a filter looks at (`@`).
    pub(crate) absolute: bool,
    pub(crate) segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Segment {
    /// `..`: of the value itself and all below it.
    pub(crate) deep: bool,
    pub(crate) selectors: Vec<Selector>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Selector {
    Name(String),
    /// From the end where it is negative.
    Index(i64),
    All,
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Test),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Exists(Query),
    Compare(Operand, Comparison, Operand),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// A literal that is not an array or object.
    Literal(Json),
    /// The one value of a query; `value()` of one that may find several.
    Value(Query),
    Count(Query),
    Length(Box<Operand>),
}

impl Query {
    /// Whether it finds one value at most (RFC 9535, section 2.3.5.1).
    pub(crate) fn is_single(&self) -> bool {
        self.segments.iter().all(|segment| {
            !segment.deep && matches!(segment.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)])
        })
    }
}
