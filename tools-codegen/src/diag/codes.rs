//! Every code, with its level and its rule in a few words. Codes are stable: none is ever
//! given another meaning. The entry of each stands in `docs/errors.md`.

/// Whether a diagnostic stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It stops the build.
    Error,
    /// It is said and the build goes on, unless warnings are denied.
    Warning,
}

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
    const GUESSES: &'static [Self] = &[Self::LiveCredential];

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
    DuplicateKey = "E005" "a duplicate key in an object";
    NumberTooLarge = "E006" "a number is too large";
    NothingFound = "E007" "nothing is found under a pattern";
    Unreadable = "E008" "a file cannot be read";
    BadPattern = "E009" "a pattern is not well formed";
    TooLarge = "E010" "a file is too large";
    BadOption = "E011" "an option is not known or not well formed";
    MoreErrors = "E012" "a file has more mistakes than are shown";
    LinkLeaves = "W001" "a symbolic link leaves the pattern's folder";
    EmptyArray = "W002" "a file holds no definition";
    MoreWarnings = "W003" "a file has more warnings than are shown";
    OutsidePackage = "W004" "a definition stands outside the package";
    // E020-E069, W010-W039: definitions, templates, requests.
    NotADefinition = "E020" "a value is no tool definition";
    UnknownKey = "E021" "a key is not known";
    MissingKey = "E022" "a required key is missing";
    WrongKind = "E023" "a value is of the wrong kind";
    ToolName = "E024" "a tool name is not one that every provider takes";
    HttpMethod = "E025" "an HTTP method is not known";
    DuplicateTool = "E026" "two tools have one name";
    RustNameTaken = "E027" "the Rust name of a tool is taken";
    RustName = "E028" "`x-rust-name` is no name for a Rust type";
    NotSupported = "E029" "a part of the format is not supported";
    Unclosed = "E030" "a placeholder is not closed";
    EmptyPlaceholder = "E031" "a placeholder has no name";
    TripleBrace = "E032" "three braces open a placeholder";
    UnknownContext = "E033" "a placeholder is neither an argument nor declared context";
    Misspelt = "E034" "a placeholder looks misspelt";
    PlaceholderName = "E035" "a placeholder's name cannot be a name";
    TwoMeanings = "E036" "a name is an argument and declared context";
    PathStep = "E037" "a dotted name leads nowhere";
    PlaceholderPlace = "E038" "a placeholder stands where none may";
    Origin = "E039" "a placeholder would choose where a request goes";
    BaseUrl = "E040" "behind a base URL stands no path";
    Endpoint = "E041" "`api_endpoint` is not a URL that can be sent to";
    PlainHttp = "E042" "plain `http` to a host that is not listed";
    EndpointPart = "E043" "`api_endpoint` has a part that it must not have";
    DuplicateQueryKey = "E044" "a duplicate query key";
    UnknownWord = "E045" "a word is not one of those allowed";
    NoText = "E046" "a value can never be sent as text";
    MayBeAbsent = "E047" "a value that can be absent stands where one must be";
    HeaderName = "E048" "a header name is not a name";
    ReservedHeader = "E049" "a header is not for models or conversations to fill";
    DuplicateHeader = "E050" "a duplicate header";
    HeaderValue = "E051" "a header value holds a character that cannot be sent";
    BodyOnGet = "E052" "a body on GET or HEAD";
    BodyShape = "E053" "a body does not fit its content type";
    ContentType = "E054" "a content type is not a media type";
    NeverSent = "E055" "a parameter is never sent";
    LiveCredential = "E056" "a literal looks like a live credential";
    Retries = "E057" "a request that is not safe to repeat is retried";
    OutOfRange = "E058" "a number is out of its range";
    TwoCredentials = "E059" "credentials are given twice";
    ResponseTypes = "E060" "a response schema cannot become types";
    ResponseQuery = "E061" "a query of a response is not one";
    BaseUrlCredential = "E062" "a base URL stands as a credential";
    NativeRequest = "E063" "a native tool has a part of a request";
    TokenParameter = "E064" "a parameter of a token request is one that is written anyway";
    FilePlace = "E065" "a file stands where none can be sent";
    EmptyDescription = "W010" "a description is empty";
    OtherNotation = "W011" "a placeholder is written in another notation";
    SecretExposed = "W012" "a secret stands in a query or body";
    BracesForModel = "W013" "a model would read a placeholder";
    MixedAbsence = "W014" "text leaves with a value that can be absent";
    UnusedContext = "W015" "a declared context name is not used";
    AnyContentType = "W016" "a content type is left open";
    HeaderLeftOut = "W017" "a header is left out";
    BodyInString = "W018" "a body is JSON inside of a string";
    BaseUrlName = "W019" "the name of a base URL says credential";
    BodyIsSchema = "W020" "a body is a JSON Schema";
    CapitalisedContext = "W021" "a capitalised name becomes context";
    LowerCaseCredential = "W022" "the name of context says credential";
    DefaultElsewhere = "W023" "a default is left out where a request goes elsewhere";
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
    EnumOfOne = "W049" "an `enum` of one value that lists several";
    // E110-E129, W070-W089: providers.
    /// A tool that one of the set's providers cannot be offered.
    ProviderImpossible = "E110" "a tool cannot be offered to a provider of the set";
    /// A provider option that would be a duplicate in the tool's item.
    ProviderOption = "E111" "a provider option is one that is written anyway";
    /// A tool whose schema a provider of the set takes only in part.
    ProviderDegraded = "W070" "a tool loses some of its shape at a provider of the set";
    UnknownOption = "W071" "a provider's tools have no key of this name";
}
