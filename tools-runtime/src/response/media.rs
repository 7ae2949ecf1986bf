//! Responses that are images or audio, as results that a model can look at.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::body::Response;
use super::raw::BodyKind;
use typed_tools_core::reply::{Media, Outcome};

/// Larger ones no provider takes: they are not even encoded.
const LARGEST: usize = 3_750_000;

impl<T> Response<T> {
    /// The media type by the header `content-type`, in lower case and without parameters; empty where there is none.
    #[must_use]
    pub fn media_type(&self) -> String {
        self.raw.media_type()
    }

    /// What the model is told: the text of [`for_model`](Self::for_model), and beside it the image or audio that the
    /// response is, so that it goes along where the provider takes it
    /// (see [`Provider::results`](crate::Provider::results)).
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let outcome = Outcome::success(self.for_model());
        let bytes = self.bytes();
        // What is selected of a response is all that the model is shown.
        let is_shown = self.raw.shown_kind() == BodyKind::Binary && self.raw.rules.select.is_empty();
        match kind(bytes).filter(|_| is_shown && bytes.len() <= LARGEST && self.is_declared()) {
            Some(media_type) => outcome.with_media(Media::new(media_type, STANDARD.encode(bytes))),
            None => outcome,
        }
    }

    /// Whether the service says that it is an image or audio.
    fn is_declared(&self) -> bool {
        let media_type = self.media_type();
        media_type.starts_with("image/") || media_type.starts_with("audio/")
    }
}

/// What bytes are by how they begin. Providers refuse a whole request over one image of another type than it is said to
/// be, and services often say a wrong one.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    let at = |place: usize, magic: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(magic));
    Some(match bytes {
        _ if at(0, b"\x89PNG\r\n\x1a\n") => "image/png",
        _ if at(0, b"\xff\xd8\xff") => "image/jpeg",
        _ if at(0, b"GIF87a") || at(0, b"GIF89a") => "image/gif",
        _ if at(0, b"RIFF") && at(8, b"WEBP") => "image/webp",
        _ if at(0, b"RIFF") && at(8, b"WAVE") => "audio/wav",
        _ if at(0, b"OggS") => "audio/ogg",
        _ if at(0, b"fLaC") => "audio/flac",
        _ if at(0, b"ID3") => "audio/mpeg",
        // Frames without a tag: eleven bits of synchronisation, layer III.
        [0xff, second, ..] if second & 0xe6 == 0xe2 => "audio/mpeg",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_by_its_first_bytes() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Some("image/png")),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/jpeg")),
            (b"GIF89a\x01\0", Some("image/gif")),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x24\0\0\0WAVEfmt ", Some("audio/wav")),
            (b"OggS\0\x02", Some("audio/ogg")),
            (b"fLaC\0\0", Some("audio/flac")),
            (b"ID3\x04\0", Some("audio/mpeg")),
            (b"\xff\xfb\x90\x44", Some("audio/mpeg")),
            (b"\xff\xf3\x90\x44", Some("audio/mpeg")),
            (b"\xff\xfe<\0s\0", None),
            (b"\x89PNG", None),
            (b"RIFF\x24\0\0\0AVI ", None),
            (b"%PDF-1.7", None),
            (b"", None),
        ] {
            assert_eq!(kind(bytes), expected, "{bytes:?}");
        }
    }
}
