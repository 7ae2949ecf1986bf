//! A file of a conversation.

use std::fmt;

/// A file that your application supplies for a conversation, in a context field of this type: a part of a multipart body, or
/// a whole body.
///
/// `Debug` shows its name, type and size, and not what it holds.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Its name, without folders: `photo.jpg`. Empty: that of the part it is sent in.
    pub name: String,
    /// Its media type: `image/jpeg`. Empty: `application/octet-stream`.
    pub content_type: String,
}

impl File {
    /// A file of these bytes.
    pub fn new(bytes: impl Into<Vec<u8>>, name: impl Into<String>, content_type: impl Into<String>) -> Self {
        Self { bytes: bytes.into(), name: name.into(), content_type: content_type.into() }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = format_args!("[{} bytes]", self.bytes.len());
        let mut shown = f.debug_struct("File");
        shown
            .field("bytes", &bytes)
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .finish()
    }
}
