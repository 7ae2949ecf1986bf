//! Again, whenever a file changes. It looks at the files a few times a second: a set has hundreds of them at most,
//! and no service of the system has to be asked for that.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// How often it looks.
const PAUSE: Duration = Duration::from_millis(200);

/// The state of the files and folders of a set.
#[derive(Clone, PartialEq)]
pub(crate) struct Seen(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

impl Seen {
    /// As they are now. A folder changes when a file comes or goes.
    pub(crate) fn now(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let state = |path: PathBuf| {
            let metadata = fs::metadata(&path).ok();
            let state = metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len())));
            (path, state)
        };
        Self(paths.into_iter().map(state).collect())
    }

    /// Waits until something is different; `None` where nobody reads the results any more.
    pub(crate) fn changed(self, is_over: impl Fn() -> bool) -> Option<PathBuf> {
        loop {
            sleep(PAUSE);
            if is_over() {
                return None;
            }
            let now = Self::now(self.0.iter().map(|(path, _)| path.clone()));
            let different = self.0.iter().zip(&now.0).find(|(before, after)| before != after);
            if let Some((before, _)) = different {
                // An editor may write a file in several steps.
                sleep(PAUSE);
                return Some(before.0.clone());
            }
        }
    }
}
