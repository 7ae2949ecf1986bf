//! What the options of a curl command say.

/// What a command says.
#[derive(Default)]
pub(super) struct Command {
    pub(super) url: Option<String>,
    pub(super) method: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) data: Vec<String>,
    pub(super) form: Vec<(String, String)>,
    pub(super) user: Option<String>,
    pub(super) is_json: bool,
    pub(super) in_query: bool,
    pub(super) is_head: bool,
    pub(super) timeout_ms: Option<u64>,
}

/// Flags without a value that change nothing of the request.
const QUIET: &[&str] = &[
    "-s",
    "--silent",
    "-S",
    "--show-error",
    "-L",
    "--location",
    "-k",
    "--insecure",
    "-v",
    "--verbose",
    "-i",
    "--include",
    "--compressed",
    "-f",
    "--fail",
    "-g",
    "--globoff",
    "-#",
    "--http1.1",
    "--http2",
    "-N",
    "--no-buffer",
    "-O",
    "--fail-with-body",
];
/// Those with a value.
const QUIET_WITH_VALUE: &[&str] =
    &["-o", "--output", "--connect-timeout", "--retry", "-w", "--write-out", "--cacert", "-x", "--proxy"];

impl Command {
    pub(super) fn read(words: Vec<String>) -> Result<Self, String> {
        let mut command = Self::default();
        let mut words = words.into_iter().skip_while(|word| word != "curl").skip(1).peekable();
        while let Some(word) = words.next() {
            // `-XPOST`, `--request=POST`
            let (flag, joined) = match word.as_bytes() {
                [b'-', b'-', ..] => match word.split_once('=') {
                    Some((flag, value)) => (flag.to_owned(), Some(value.to_owned())),
                    None => (word.clone(), None),
                },
                [b'-', _, _, ..] if "XHdFuAbem".contains(word.chars().nth(1).unwrap_or(' ')) => {
                    (word.chars().take(2).collect(), Some(word.chars().skip(2).collect()))
                }
                _ => (word.clone(), None),
            };
            if QUIET.contains(&flag.as_str()) {
                continue;
            }
            if !flag.starts_with('-') {
                command.url = Some(word);
                continue;
            }
            match flag.as_str() {
                "-G" | "--get" => command.in_query = true,
                "-I" | "--head" => command.is_head = true,
                _ if flag.len() > 2 && flag.chars().skip(1).all(|c| "sSLkvifgN#".contains(c)) => {}
                _ => {
                    let value = joined.or_else(|| words.next());
                    let value = value.ok_or_else(|| format!("`{flag}` has no value"))?;
                    command.option(&flag, value)?;
                }
            }
        }
        Ok(command)
    }

    fn option(&mut self, flag: &str, value: String) -> Result<(), String> {
        match flag {
            "-X" | "--request" => self.method = Some(value.to_ascii_uppercase()),
            "--url" => self.url = Some(value),
            "-H" | "--header" => {
                let (name, value) = value.split_once(':').ok_or_else(|| format!("`{value}` is no header"))?;
                self.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            "-A" | "--user-agent" => {}
            "-e" | "--referer" => self.headers.push(("Referer".to_owned(), value)),
            "-b" | "--cookie" => self.headers.push(("Cookie".to_owned(), value)),
            "-u" | "--user" => self.user = Some(value),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" | "--data-urlencode" => {
                if value.starts_with('@') && flag != "--data-raw" {
                    return Err(format!("`{flag} {value}` reads a file; write what is in it instead"));
                }
                // What curl encodes itself has no `+` that stands for a blank.
                let encoded = flag == "--data-urlencode";
                self.data.push(if encoded { value.replace('+', "%2B") } else { value });
            }
            "--json" => {
                self.is_json = true;
                self.data.push(value);
            }
            "-F" | "--form" => {
                let (name, value) = value.split_once('=').ok_or_else(|| format!("`{value}` is no field"))?;
                self.form.push((name.to_owned(), value.to_owned()));
            }
            "-m" | "--max-time" => {
                let seconds: Option<f64> =
                    value.parse().ok().filter(|number| (0.001..=600.0).contains(number));
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "the range is checked"
                )]
                let milliseconds = seconds.map(|seconds| (seconds * 1000.0) as u64);
                self.timeout_ms = milliseconds;
            }
            _ if QUIET_WITH_VALUE.contains(&flag) => {}
            _ => return Err(format!("`{flag}` is an option of curl that is not read")),
        }
        Ok(())
    }
}
