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
    /// `W` codes are warnings, all others errors.
    #[must_use]
    pub fn level(self) -> Level {
        if self.id().starts_with('W') { Level::Warning } else { Level::Error }
    }
}

codes! {
    // E001-E019, W001-W009: files and JSON.
    JsonSyntax = "E001" "the file is not valid JSON";
    // E020-E069, W010-W039: definitions, templates, requests.
    // E070-E109, W040-W069: schemas and names.
    // E110-E129, W070-W089: providers.
}
