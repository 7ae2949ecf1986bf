//! Values that cannot stand where the template puts them: refused before any request is sent.

use std::fmt;

/// Who supplied a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Supplier {
    /// An argument, supplied by the model.
    Argument,
    /// A context value, supplied by the host for the conversation.
    Context,
    /// A secret, supplied by the host's environment or secret store.
    Secret,
}

impl fmt::Display for Supplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Argument => "argument",
            Self::Context => "context value",
            Self::Secret => "secret",
        })
    }
}

/// Where in a request a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// In the path of the URL.
    Path,
    /// In the value of the query parameter of this name.
    Query(&'static str),
    /// In the header of this name.
    Header(&'static str),
    /// In the body.
    Body,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path => f.write_str("the URL's path"),
            Self::Query(name) => write!(f, "the query parameter `{name}`"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::Body => f.write_str("the body"),
        }
    }
}

/// What is wrong with a refused value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It is empty, where an empty text would change the path.
    Empty,
    /// It is `.` or `..`, or makes its path segment one of them.
    DotSegment,
    /// It holds this control character.
    Control(char),
    /// It ends with a line break, as files do, and holds no other control character.
    LineEnd,
    /// It holds `/` or `\`.
    Separator(char),
    /// It holds a character that a header cannot carry.
    NotHeaderText(char),
    /// It begins or ends with a blank, which a header cannot carry.
    OuterBlank,
    /// It holds a character that XML has no place for.
    NotXml(char),
    /// It is `null`, where text is needed.
    Null,
    /// It is an array or object, where a single value is needed.
    NotScalar,
    /// It is infinite or not a number.
    NotFinite,
    /// It holds `:`, which parts the name from the password.
    Colon,
    /// It is not base64.
    NotBase64,
    /// It is nested too deeply.
    TooDeep,
    /// It makes the URL too long.
    TooLong,
    /// It makes the body too large.
    TooLarge,
    /// Among its additional properties is one that has the name of a declared property.
    DeclaredKey,
    /// It has a property whose name is empty or holds `[` or `]`, which would nest where it is
    /// sent as `key[name]`.
    NestingKey,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("must not be empty"),
            Self::DotSegment => f.write_str("must not be `.` or `..`"),
            Self::Control(c) => write!(f, "must not hold the control character U+{:04X}", *c as u32),
            Self::LineEnd => f.write_str("must not end with a line break"),
            Self::Separator(c) => write!(f, "must not hold `{c}`"),
            Self::NotHeaderText(c) => {
                write!(f, "may hold only visible ASCII and blanks, not U+{:04X}", *c as u32)
            }
            Self::NotXml(c) => write!(f, "must not hold U+{:04X}, which XML has no place for", *c as u32),
            Self::OuterBlank => f.write_str("must not begin or end with a blank"),
            Self::Null => f.write_str("must not be null"),
            Self::NotScalar => f.write_str("must be a string, number or boolean"),
            Self::NotFinite => f.write_str("must be a finite number"),
            Self::Colon => f.write_str("must not hold `:`"),
            Self::NotBase64 => f.write_str("must be base64"),
            Self::TooDeep => f.write_str("is nested too deeply"),
            Self::TooLong => f.write_str("is too long for a URL"),
            Self::TooLarge => f.write_str("makes the request too large"),
            Self::DeclaredKey => {
                f.write_str("must not hold an additional property with the name of a declared one")
            }
            Self::NestingKey => {
                f.write_str("must not have a property whose name is empty or holds `[` or `]`")
            }
        }
    }
}

/// A value that cannot stand where the template puts it. No request has been sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedValue {
    pub(crate) tool: &'static str,
    pub(crate) supplier: Supplier,
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) refusal: Refusal,
}

impl RefusedValue {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// Who supplied the value.
    #[must_use]
    pub fn supplier(&self) -> Supplier {
        self.supplier
    }

    /// The name of the argument, context value or secret; dotted for a property of an object.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the template puts it.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// What is wrong with it.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        self.refusal
    }

    /// A model can fix its arguments; what the host supplies it can only report.
    pub(crate) fn for_model(&self) -> String {
        match self.supplier {
            Supplier::Argument => format!(
                "The argument `{}` {}. Nothing was sent. Call the tool again with a valid value.",
                self.name, self.refusal
            ),
            Supplier::Context | Supplier::Secret => NOT_USABLE.to_owned(),
        }
    }
}

pub(crate) const NOT_USABLE: &str = "This tool cannot be used at the moment: the application is not set up for \
     it. Nothing was sent. Other arguments will not help.";

impl fmt::Display for RefusedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the {} `{}`, which stands in {}, {}",
            self.tool, self.supplier, self.name, self.place, self.refusal
        )
    }
}

impl std::error::Error for RefusedValue {}

/// A value that the request needs and that is not there. No request has been sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingValue {
    pub(crate) tool: &'static str,
    pub(crate) supplier: Supplier,
    pub(crate) name: String,
    pub(crate) place: Place,
}

impl MissingValue {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// Where the template puts it.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// Who should have supplied it.
    #[must_use]
    pub fn supplier(&self) -> Supplier {
        self.supplier
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn for_model(&self) -> String {
        match self.supplier {
            Supplier::Argument => {
                format!(
                    "The argument `{}` is missing. Nothing was sent. Call the tool again with it.",
                    self.name
                )
            }
            Supplier::Context | Supplier::Secret => NOT_USABLE.to_owned(),
        }
    }
}

impl fmt::Display for MissingValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the {} `{}`, which {} needs, is missing",
            self.tool, self.supplier, self.name, self.place
        )
    }
}

impl std::error::Error for MissingValue {}
