//! What the application supplies for a conversation.

/// The type of a context field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextType {
    /// `String`
    String,
    /// `i64`
    I64,
    /// `f64`
    F64,
    /// `bool`
    Bool,
    /// `serde_json::Value`
    Value,
    /// `typed_tools::Secret`: a credential of the conversation's own
    Secret,
    /// `typed_tools::File`
    File,
}
