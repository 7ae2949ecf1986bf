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
    KeywordValue = "E070" "a schema keyword has a value of the wrong kind";
    UnknownType = "E071" "`type` names no JSON type";
    UnsupportedKeyword = "E072" "a schema keyword cannot be honoured exactly";
    ReferenceOutside = "E073" "`$ref` leads out of the schema";
    ReferenceNowhere = "E074" "`$ref` leads nowhere";
    ReferenceSiblings = "E075" "keywords beside `$ref` that its draft ignores";
    EndlessSchema = "E076" "a schema refers to itself without end";
    CostlySchema = "E077" "a schema takes too many steps to check";
    PatternSyntax = "E078" "a pattern is not a regular expression";
    PatternUnsupported = "E079" "a pattern cannot be honoured exactly";
    RootNotObject = "E080" "`parameters` cannot be an object";
    NumberRange = "E081" "a number is too wide to be compared exactly";
    UnknownDraft = "E082" "`$schema` names no draft that is read";
    NothingAllowed = "E083" "no value is allowed for a required property";
    GivenName = "E084" "a Rust name in `x-rust-names` cannot stand";
    KeywordTypo = "W040" "a schema keyword looks misspelt";
    DefaultDropped = "W041" "a `default` does not satisfy its schema";
    EnumExcluded = "W042" "`type` excludes a member of `enum`";
    EnumDuplicate = "W043" "`enum` holds a value twice";
    RequiredUndeclared = "W044" "`required` names a property that is not declared";
    Untyped = "W045" "a schema with `properties` has no `type`";
    PropertyWithoutValue = "W046" "no value is allowed for a property";
    NamesMeet = "W047" "names that differ on the wire are one name in Rust";
    ExampleInvalid = "W048" "an example does not satisfy its schema";
    // E110-E129, W070-W089: providers.
}
