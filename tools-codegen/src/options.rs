//! The options of a set: one list for the macro's keys, the build API and the command line.

use crate::diag::{Code, Diagnostic};
use crate::model::ContextType;
use typed_tools_core::nearest::nearest;
use typed_tools_core::origin::BaseUrl;
use typed_tools_core::provider::Provider;

/// What a set is compiled with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The declared context; `None` where the templates alone say what there is.
    pub context: Option<Vec<ContextEntry>>,
    /// The application's own type for the context, as a path: `common::Caller`; `context` names its fields then.
    pub context_type: Option<String>,
    /// Origins that may be plain `http`; `*` for all.
    pub allow_http: Vec<String>,
    /// Codes that are not reported.
    pub allow: Vec<Code>,
    /// Whether warnings stop the build.
    pub deny_warnings: bool,
    /// The providers that every definition must suit, by their names on the command line.
    pub providers: Vec<String>,
    /// The file of the set's defaults, relative as patterns are.
    pub defaults: Option<String>,
    /// Whether `response.schema` gives Rust types.
    pub typed_responses: bool,
    /// Whether patterns start from the folder of a package, which `cargo publish` may send off.
    pub package: bool,
    /// Whether an option could not be read: the context may have other fields than it seems.
    pub unsure: bool,
    /// Whether the macro warns where files added later would go unnoticed.
    pub watch: bool,
}

/// One field of a declared context.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ContextEntry {
    /// The name in templates.
    pub name: String,
    /// Its type.
    pub ty: ContextType,
    /// Whether it is an `Option`.
    pub optional: bool,
}

/// The value of an option, as a front end reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// `true` or `false`.
    Flag(bool),
    /// Several strings, or names; they add to those set before.
    List(Vec<String>),
    /// Names and the text of their types.
    Context(Vec<(String, String)>),
    /// A type of the application's own, and those of its fields that templates use.
    ContextOf(String, Vec<(String, String)>),
}

impl From<bool> for Setting {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<&str> for Setting {
    fn from(value: &str) -> Self {
        Self::List(vec![value.to_owned()])
    }
}

impl From<Vec<String>> for Setting {
    fn from(value: Vec<String>) -> Self {
        Self::List(value)
    }
}

impl<const N: usize> From<[&str; N]> for Setting {
    fn from(value: [&str; N]) -> Self {
        Self::List(value.map(str::to_owned).into())
    }
}

/// A context: names and the text of their types.
impl<const N: usize> From<[(&str, &str); N]> for Setting {
    fn from(value: [(&str, &str); N]) -> Self {
        Self::Context(value.map(|(name, ty)| (name.to_owned(), ty.to_owned())).into())
    }
}

/// A context type of the application's own: its path, and those of its fields that templates use, with their types.
impl<const N: usize> From<(&str, [(&str, &str); N])> for Setting {
    fn from((path, fields): (&str, [(&str, &str); N])) -> Self {
        let fields = fields.map(|(name, ty)| (name.to_owned(), ty.to_owned()));
        Self::ContextOf(path.to_owned(), fields.into())
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            context: None,
            context_type: None,
            allow_http: Vec::new(),
            allow: Vec::new(),
            deny_warnings: false,
            providers: Vec::new(),
            defaults: None,
            typed_responses: false,
            package: false,
            unsure: false,
            watch: true,
        }
    }
}

impl Options {
    /// The keys, as the macro has them; the command line has them as flags, with `-` for `_`.
    pub const KEYS: &'static [&'static str] = &[
        "context",
        "allow_http",
        "allow",
        "deny_warnings",
        "providers",
        "defaults",
        "typed_responses",
        "watch",
    ];

    /// Sets one key.
    ///
    /// # Errors
    /// The key is not known, or its value is not of its kind or not well formed. The diagnostic
    /// has no place: the front end knows where it read the key.
    pub fn set(&mut self, key: &str, setting: Setting) -> Result<(), Box<Diagnostic>> {
        self.try_set(key, setting).map_err(|message| Box::new(Diagnostic::nowhere(Code::BadOption, message)))
    }

    fn try_set(&mut self, key: &str, setting: Setting) -> Result<(), String> {
        match (key, setting) {
            ("context", Setting::Context(entries)) => self.declare(entries)?,
            ("context", Setting::ContextOf(path, entries)) => {
                if self.context_type.is_some() {
                    return Err("the type of the context is given twice".to_owned());
                }
                self.context_type = Some(type_path(path)?);
                self.declare(entries)?;
            }
            ("allow_http", Setting::List(origins)) => {
                for origin in origins {
                    self.allow_http.push(http_origin(origin)?);
                }
            }
            ("allow", Setting::List(ids)) => {
                for id in ids {
                    self.allow.push(allowed(&id)?);
                }
            }
            ("providers", Setting::List(names)) => {
                for name in names {
                    self.providers
                        .push(Provider::named(&name).map_err(|error| error.to_string())?.as_str().to_owned());
                }
            }
            ("defaults", Setting::List(paths)) => match <[String; 1]>::try_from(paths) {
                Ok([path]) => self.defaults = Some(path),
                Err(_) => {
                    return Err("`defaults` takes one file: `defaults = \"tools/defaults.json\"`".to_owned());
                }
            },
            ("defaults", _) => {
                return Err("`defaults` takes one file: `defaults = \"tools/defaults.json\"`".to_owned());
            }
            ("deny_warnings", Setting::Flag(value)) => self.deny_warnings = value,
            ("typed_responses", Setting::Flag(value)) => self.typed_responses = value,
            ("watch", Setting::Flag(value)) => self.watch = value,
            ("context", _) => {
                return Err("`context` takes names and types: `context = { contact_id: String }`".to_owned());
            }
            ("allow_http" | "allow" | "providers", _) => {
                return Err(format!("`{key}` takes a list: `{key} = [..]`"));
            }
            ("deny_warnings" | "typed_responses" | "watch", _) => {
                return Err(format!("`{key}` is `true` or `false`"));
            }
            _ => return Err(unknown_key(key)),
        }
        Ok(())
    }

    fn declare(&mut self, entries: Vec<(String, String)>) -> Result<(), String> {
        let context = self.context.get_or_insert_default();
        for (name, ty) in entries {
            if context.iter().any(|entry| entry.name == name) {
                return Err(format!("the context name `{name}` is declared twice"));
            }
            context.push(context_entry(name, &ty)?);
        }
        Ok(())
    }
}

/// The key that was probably meant.
#[must_use]
pub fn near_key(key: &str) -> Option<&'static str> {
    nearest(key, Options::KEYS.iter().copied())
}

/// The words for a key that there is not.
#[must_use]
pub fn unknown_key(key: &str) -> String {
    match near_key(key) {
        Some(near) => format!("there is no option `{key}`; did you mean `{near}`?"),
        None => format!("there is no option `{key}`; there are {}", Options::KEYS.join(", ")),
    }
}

/// `common::Caller`, without blanks.
fn type_path(path: String) -> Result<String, String> {
    let path: String = path.chars().filter(|c| !c.is_whitespace()).collect();
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && name != "_"
    };
    match path.strip_prefix("::").unwrap_or(&path).split("::").all(is_name) {
        true => Ok(path),
        false => Err(format!("`{path}` is not the path of a type, such as `common::Caller`")),
    }
}

fn context_entry(name: String, ty: &str) -> Result<ContextEntry, String> {
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !is_name {
        return Err(format!("`{name}` cannot be a context name: letters, digits and `_`, no digit in front"));
    }
    if !name.contains(|c: char| c.is_ascii_lowercase()) {
        return Err(format!(
            "the context name `{name}` would be a secret: an upper-case name is read from the environment"
        ));
    }
    let text: String = ty.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = text.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'));
    let ty = match inner.unwrap_or(&text) {
        "String" => ContextType::String,
        "i64" => ContextType::I64,
        "f64" => ContextType::F64,
        "bool" => ContextType::Bool,
        "Value" => ContextType::Value,
        "Secret" => ContextType::Secret,
        "File" => ContextType::File,
        other => {
            let near = nearest(other, ["String", "i64", "f64", "bool", "Value", "Secret", "File"]);
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!(
                "the context name `{name}` cannot be a `{other}`: String, i64, f64, bool, Value, Secret, File, or Option of one{near}"
            ));
        }
    };
    Ok(ContextEntry { name, ty, optional: inner.is_some() })
}

fn http_origin(origin: String) -> Result<String, String> {
    if origin == "*" {
        return Ok(origin);
    }
    if !origin.starts_with("http://") {
        return Err(format!(
            "`allow_http` takes origins such as `http://billing.internal:8080`, or `*`; `{origin}` is none"
        ));
    }
    BaseUrl::origin(&origin, &["*"]).map_err(|why| format!("`{origin}` is no origin: {why}"))
}

fn allowed(id: &str) -> Result<Code, String> {
    let Some(code) = Code::find(id) else {
        let near = nearest(id, Code::ALL.iter().map(|code| code.id()));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("there is no code `{id}`{near}"));
    };
    if !code.can_be_allowed() {
        return Err(format!("{} cannot be allowed: what it finds cannot be compiled", code.id()));
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::{Options, Setting};

    fn list(key: &str, value: &str) -> Result<Options, String> {
        let mut options = Options::default();
        options.try_set(key, Setting::List(vec![value.to_owned()]))?;
        Ok(options)
    }

    #[test]
    fn every_key_can_be_set() {
        for key in Options::KEYS {
            let mut options = Options::default();
            let settings = [
                Setting::Flag(!matches!(*key, "watch")),
                Setting::List(vec!["W001".to_owned()]),
                Setting::List(vec!["*".to_owned()]),
                Setting::List(vec!["anthropic".to_owned()]),
                Setting::Context(vec![("contact_id".to_owned(), "Option < String >".to_owned())]),
            ];
            let taken: usize = settings.into_iter().map(|it| usize::from(options.set(key, it).is_ok())).sum();
            assert!(taken > 0, "{key}");
            assert_ne!(options, Options::default(), "{key}");
        }
    }

    #[test]
    fn slips_are_told() {
        for (key, value, message) in [
            ("alow", "W001", "there is no option `alow`; did you mean `allow`?"),
            ("allow", "W999", "there is no code `W999`"),
            ("allow", "E001", "E001 cannot be allowed: what it finds cannot be compiled"),
            (
                "allow_http",
                "https://x.y",
                "`allow_http` takes origins such as `http://billing.internal:8080`, or `*`; `https://x.y` is none",
            ),
            ("allow_http", "http://x.y/z", "`http://x.y/z` is no origin: it must not have a path"),
            (
                "allow_http",
                "http://crm_api",
                "`http://crm_api` is no origin: a host is made of letters, digits, `-` and dots; it cannot hold '_'",
            ),
            ("providers", "Antropic", "there is no provider `Antropic`; did you mean `Anthropic`?"),
            ("watch", "true", "`watch` is `true` or `false`"),
        ] {
            let found = list(key, value).unwrap_err();
            assert!(found.starts_with(message), "{found}");
        }
        assert_eq!(list("allow_http", "http://Billing:80/").unwrap().allow_http, ["http://billing"]);
        let context = |name: &str, ty: &str| {
            let entry = Setting::Context(vec![(name.to_owned(), ty.to_owned())]);
            Options::default().try_set("context", entry)
        };
        assert!(context("contact_id", "Option<i64>").is_ok());
        assert!(context("contact_id", "str").unwrap_err().contains("String, i64"));
        assert!(context("API_KEY", "String").unwrap_err().contains("would be a secret"));
        assert!(context("a b", "String").is_err());
        let own =
            |path: &str| Options::default().try_set("context", (path, [("contact_id", "String")]).into());
        for path in ["common::Caller", "crate :: Caller", "::common::Caller", "Caller"] {
            assert_eq!(own(path), Ok(()), "{path}");
        }
        for path in ["", "common::", "Caller<T>", "a-b", "::", "_"] {
            assert!(own(path).is_err_and(|said| said.contains("is not the path of a type")), "{path}");
        }
    }
}
