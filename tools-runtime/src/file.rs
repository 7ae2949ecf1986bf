//! Files of the context, read with the rest of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::read::{FromArguments, Reader};
pub use typed_tools_core::file::File;
use typed_tools_core::slot::Slot;

/// `{"bytes": "<base64>", "name": .., "content_type": ..}`, the last two perhaps left out: a context that was stored as JSON.
impl FromArguments for File {
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut file = Self::new("", "", "");
        let mut is_whole = false;
        for (name, value) in value.into_properties()? {
            let text = String::take(value?, reader)?;
            match &*name {
                "bytes" => {
                    file.bytes = STANDARD.decode(text).ok()?;
                    is_whole = true;
                }
                "name" => file.name = text,
                "content_type" => file.content_type = text,
                _ => {}
            }
        }
        is_whole.then_some(file)
    }
}
