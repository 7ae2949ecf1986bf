//! Calls and outcomes as JSON, so that an approval can wait in a store: written by hand, since serde's derives would be
//! paid by every build of the compiler.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Value};

use super::call::Call;
use super::outcome::{Media, Outcome};

/// `{"id": .., "name": .., "arguments": ..}`; without `id` where there is none.
impl Serialize for Call {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.id {
            map.serialize_entry("id", id)?;
        }
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("arguments", &self.arguments)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Call {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = Map::deserialize(deserializer)?;
        let arguments = map.remove("arguments").unwrap_or_default();
        let id = match map.remove("id") {
            None | Some(Value::Null) => None,
            Some(Value::String(id)) => Some(id),
            Some(_) => return Err(D::Error::custom("the `id` of a call is a string")),
        };
        let name = text(&mut map, "name").ok_or_else(|| D::Error::missing_field("name"))?;
        Ok(Self::new(id, name, arguments))
    }
}

/// `{"text": .., "is_error": .., "media": [..]}`; without `media` where there is none.
impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", self.text())?;
        map.serialize_entry("is_error", &self.is_error())?;
        if !self.media().is_empty() {
            map.serialize_entry("media", self.media())?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = Map::deserialize(deserializer)?;
        let text = text(&mut map, "text").ok_or_else(|| D::Error::missing_field("text"))?;
        let outcome = match map.get("is_error").map(Value::as_bool) {
            Some(Some(true)) => Self::error(text),
            Some(Some(false)) => Self::success(text),
            _ => return Err(D::Error::missing_field("is_error")),
        };
        let media: Vec<Media> = match map.remove("media") {
            Some(media) => serde_json::from_value(media).map_err(D::Error::custom)?,
            None => Vec::new(),
        };
        Ok(media.into_iter().fold(outcome, Self::with_media))
    }
}

impl Serialize for Media {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("media_type", self.media_type())?;
        map.serialize_entry("base64", self.base64())?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Media {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = Map::deserialize(deserializer)?;
        match (text(&mut map, "media_type"), text(&mut map, "base64")) {
            (Some(media_type), Some(base64)) => Ok(Self::new(media_type, base64)),
            _ => Err(D::Error::custom("media is an object with `media_type` and `base64`")),
        }
    }
}

fn text(map: &mut Map<String, Value>, key: &str) -> Option<String> {
    match map.remove(key)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_stored_comes_back() {
        for call in [
            Call::new(Some("1".to_owned()), "a", json!({ "x": [1, null] })),
            Call::new(None, "b", json!("{\"y\": 2}")),
        ] {
            let stored = serde_json::to_string(&call).unwrap();
            assert_eq!(serde_json::from_str::<Call>(&stored).unwrap(), call, "{stored}");
        }
        for outcome in
            [Outcome::error("no"), Outcome::success("").with_media(Media::new("image/png", "iVBORw=="))]
        {
            let stored = serde_json::to_string(&outcome).unwrap();
            assert_eq!(serde_json::from_str::<Outcome>(&stored).unwrap(), outcome, "{stored}");
        }
    }

    #[test]
    fn what_is_none_is_an_error() {
        for bad in [json!([]), json!({}), json!({ "name": 1 }), json!({ "name": "a", "id": 7 })] {
            assert!(serde_json::from_value::<Call>(bad.clone()).is_err(), "{bad}");
        }
        for bad in
            [json!({ "text": "a" }), json!({ "is_error": true }), json!({ "text": "a", "is_error": 1 })]
        {
            assert!(serde_json::from_value::<Outcome>(bad.clone()).is_err(), "{bad}");
        }
    }
}
