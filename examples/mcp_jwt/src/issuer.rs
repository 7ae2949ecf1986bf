//! Plays the authorization server: a key pair, its public half as a JWKS file, and tokens, good and bad ones.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use typed_tools::serde_json::{Value, json};

pub(crate) const ISSUER: &str = "https://login.yourcompany.com";
const KEY_ID: &str = "key-1";

pub(crate) struct Issuer {
    key: EncodingKey,
    /// The public key as everybody knows it.
    public: Vec<u8>,
}

impl Issuer {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref())?;
        Ok(Self {
            key: EncodingKey::from_ec_der(document.as_ref()),
            public: pair.public_key().as_ref().to_vec(),
        })
    }

    /// Writes the public key where the server reads it.
    pub(crate) fn publish(&self, folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
        // An uncompressed point: a byte that says so, and two numbers of 32 bytes.
        let [_, point @ ..] = self.public.as_slice() else { return Err("no point".into()) };
        let (x, y) = point.split_at(32);
        let key = json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": KEY_ID,
            "x": BASE64.encode(x), "y": BASE64.encode(y) });
        let path = folder.join(format!("mcp-jwt-example-{}.json", std::process::id()));
        std::fs::write(&path, json!({ "keys": [key] }).to_string())?;
        Ok(path)
    }

    /// A token for a customer, changed by `change`.
    pub(crate) fn token(
        &self,
        audience: &str,
        change: impl FnOnce(&mut Value),
    ) -> Result<String, Box<dyn Error>> {
        let mut claims = json!({ "iss": ISSUER, "aud": audience, "sub": "desk-7", "scope": "tools",
            "contact_id": "c_4711", "exp": now()? + 300 });
        change(&mut claims);
        let header = Header { kid: Some(KEY_ID.to_owned()), ..Header::new(Algorithm::ES256) };
        Ok(encode(&header, &claims, &self.key)?)
    }

    /// What attackers make of a good one: no signature, and one with the public key as a password.
    pub(crate) fn forged(&self, good: &str) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
        let mut parts = good.split('.');
        let (_, claims, signature) =
            (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let head = |alg: &str| BASE64.encode(json!({ "alg": alg, "typ": "JWT", "kid": KEY_ID }).to_string());
        let read: Value = typed_tools::serde_json::from_slice(&BASE64.decode(claims)?)?;
        let password = Header { kid: Some(KEY_ID.to_owned()), ..Header::new(Algorithm::HS256) };
        let mut other = read.clone();
        other["contact_id"] = json!("c_1");
        Ok(vec![
            ("alg none", format!("{}.{claims}.", head("none"))),
            ("alg none, signed", format!("{}.{claims}.{signature}", head("none"))),
            ("HS256 with the public key", encode(&password, &read, &EncodingKey::from_secret(&self.public))?),
            ("other claims", format!("{}.{}.{signature}", head("ES256"), BASE64.encode(other.to_string()))),
            ("another's key", Self::new()?.token(read["aud"].as_str().unwrap_or_default(), |_| ())?),
        ])
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> Result<u64, Box<dyn Error>> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())
}
