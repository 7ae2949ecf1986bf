//! Every code, with its level and its rule in a few words. Codes are stable: none is ever
//! given another meaning. The entry of each stands in `docs/errors.md`.

use super::Level;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $title:literal;)*) => {
        /// A rule that definitions are held to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $title] $(#[$doc])* $name,)*
        }

        impl Code {
            /// All codes, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// `E021`, `W003`: what `allow` and `explain` take.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The rule in a few words, as the heading in `docs/errors.md` has it.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

impl Code {
    /// The code of this id: `E021`, in any case.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// Whether `allow` may take it out: every warning, and those errors that rest on a guess.
    #[must_use]
    pub fn can_be_allowed(self) -> bool {
        self.level() == Level::Warning || Self::GUESSES.contains(&self)
    }

    /// The errors that rest on a guess, such as a literal that looks like a credential.
    const GUESSES: &'static [Self] = &[];

    /// `W` codes are warnings, all others errors.
    #[must_use]
    pub fn level(self) -> Level {
        if self.id().starts_with('W') { Level::Warning } else { Level::Error }
    }
}

codes! {
    // E001-E019, W001-W009: files and JSON.
    JsonSyntax = "E001" "the file is not valid JSON";
    EmptyFile = "E002" "the file is empty";
    NotUtf8 = "E003" "the file is not UTF-8";
    TooDeep = "E004" "values nest too deep";
    DuplicateKey = "E005" "a key stands twice in one object";
    NumberTooLarge = "E006" "a number is too large";
    NothingFound = "E007" "nothing is found under a pattern";
    Unreadable = "E008" "a file cannot be read";
    BadPattern = "E009" "a pattern is not well formed";
    TooLarge = "E010" "a file is too large";
    BadOption = "E011" "an option is not known or not well formed";
    MoreErrors = "E012" "a file has more mistakes than are shown";
    NoDefinition = "E013" "a file holds something other than definitions";
    LinkLeaves = "W001" "a symbolic link leaves the pattern's folder";
    EmptyArray = "W002" "a file holds no definition";
    MoreWarnings = "W003" "a file has more warnings than are shown";
    // E020-E069, W010-W039: definitions, templates, requests.
    // E070-E109, W040-W069: schemas and names.
    // E110-E129, W070-W089: providers.
}
