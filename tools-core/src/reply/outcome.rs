//! What became of a call.

/// What the model is told about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    text: String,
    is_error: bool,
    media: Vec<Media>,
}

impl Outcome {
    /// The call was made; `text` is its result, JSON or not.
    #[must_use]
    pub fn success(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: false, media: Vec::new() }
    }

    /// The call was not made or failed; `text` says why, so that a model can do better.
    #[must_use]
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: true, media: Vec::new() }
    }

    /// The same with an image or audio beside the text. Where the provider does not take it the text alone goes,
    /// so the text should say what it is. What failed has no media.
    #[must_use]
    pub fn with_media(mut self, media: Media) -> Self {
        if !self.is_error {
            self.media.push(media);
        }
        self
    }

    /// The words for the model.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the call failed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.is_error
    }

    /// What goes along with the text.
    #[must_use]
    pub fn media(&self) -> &[Media] {
        &self.media
    }
}

/// An image or audio of a result.
#[derive(Clone, PartialEq, Eq)]
pub struct Media {
    media_type: String,
    base64: String,
}

impl Media {
    /// Bytes in base64 (the alphabet with `+` and `/`, padded), and their media type (`image/png`).
    #[must_use]
    pub fn new(media_type: impl Into<String>, base64: impl Into<String>) -> Self {
        Self { media_type: media_type.into(), base64: base64.into() }
    }

    /// The media type.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The bytes in base64.
    #[must_use]
    pub fn base64(&self) -> &str {
        &self.base64
    }
}

/// The type and the size: the bytes would fill a log.
impl std::fmt::Debug for Media {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Media")
            .field("media_type", &self.media_type)
            .field("base64", &self.base64.len())
            .finish()
    }
}
