//! Why a pattern is refused.

/// What a pattern was refused for.
#[derive(Debug)]
pub(in super::super) struct PatternFault {
    /// Whether it is no regular expression at all.
    pub(in super::super) syntax: bool,
    /// What follows "the pattern".
    pub(in super::super) message: String,
    pub(in super::super) help: Option<String>,
}

/// A look-around that cannot be honoured exactly.
pub(super) fn unhonoured(what: &str) -> PatternFault {
    let help = "write a look-ahead directly behind a leading `^`, where it sees the whole text: `^(?!.*--)[a-z-]+$`; or \
                use `not`, `allOf` or `enum`";
    PatternFault {
        syntax: false,
        message: format!("has a {what} where it cannot be honoured exactly"),
        help: Some(help.into()),
    }
}
