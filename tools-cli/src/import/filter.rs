//! Which operations are wanted.

use glob::Pattern;

use crate::usage::Usage;

/// What is asked for on the command line.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    only: Vec<Pattern>,
    tags: Vec<String>,
    methods: Vec<String>,
}

/// What a filter looks at.
pub(crate) struct Candidate<'a> {
    /// The tool's name, the name that the document has for it, the path.
    pub(crate) words: &'a [&'a str],
    pub(crate) tags: &'a [&'a str],
    pub(crate) method: &'a str,
}

/// The methods that change nothing.
const READING: [&str; 2] = ["GET", "HEAD"];

impl Filter {
    pub(crate) fn new(
        only: &[String],
        tags: &[String],
        methods: &[String],
        read_only: bool,
    ) -> Result<Self, Usage> {
        let pattern = |text: &String| {
            Pattern::new(text).map_err(|error| Usage(format!("--only {text} is no pattern: {}", error.msg)))
        };
        let mut upper: Vec<String> = methods.iter().map(|method| method.to_ascii_uppercase()).collect();
        if read_only {
            if upper.is_empty() {
                upper = READING.map(str::to_owned).into();
            }
            upper.retain(|method| READING.contains(&method.as_str()));
            if upper.is_empty() {
                return Err(Usage("--read-only and --method leave nothing".to_owned()));
            }
        }
        let only = only.iter().map(pattern).collect::<Result<_, _>>()?;
        Ok(Self { only, tags: tags.to_vec(), methods: upper })
    }

    /// Whether anything can be left out.
    pub(crate) fn is_open(&self) -> bool {
        self.only.is_empty() && self.tags.is_empty() && self.methods.is_empty()
    }

    pub(crate) fn takes(&self, candidate: &Candidate<'_>) -> bool {
        let named = |pattern: &Pattern| candidate.words.iter().any(|word| pattern.matches(word));
        let tagged = |tag: &String| candidate.tags.iter().any(|known| known.eq_ignore_ascii_case(tag));
        (self.only.is_empty() || self.only.iter().any(named))
            && (self.tags.is_empty() || self.tags.iter().any(tagged))
            && (self.methods.is_empty() || self.methods.iter().any(|method| method == candidate.method))
    }
}
