//! Whose a token is: what an application with JWTs copies.

use std::error::Error;
use std::path::Path;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use typed_tools::mcp::{Denied, Identity};
use typed_tools::serde_json;

/// Only signatures that need a private key. With `HS256` among them, whoever knows a public key could sign with it.
const ALGORITHMS: [Algorithm; 3] = [Algorithm::ES256, Algorithm::RS256, Algorithm::EdDSA];

/// What the application reads of a token.
#[derive(Deserialize)]
pub(crate) struct Claims {
    sub: String,
    /// Which customer the client speaks for.
    pub(crate) contact_id: String,
    #[serde(default)]
    scope: String,
}

/// Checks tokens of one issuer, made for this server.
pub(crate) struct Verifier {
    keys: JwkSet,
    issuer: String,
    audience: String,
}

impl Verifier {
    /// With the issuer's public keys, as a JWKS file has them.
    pub(crate) fn new(jwks: &Path, issuer: &str, audience: &str) -> Result<Self, Box<dyn Error>> {
        let keys = serde_json::from_str(&std::fs::read_to_string(jwks)?)?;
        Ok(Self { keys, issuer: issuer.to_owned(), audience: audience.to_owned() })
    }

    /// Whose it is. Signature, expiry, issuer and audience must all be right, and all be there.
    pub(crate) fn verify(&self, token: &str) -> Result<Identity, Denied> {
        let header = decode_header(token).map_err(|_| Denied::InvalidToken)?;
        let key = header.kid.and_then(|id| self.keys.find(&id)).ok_or(Denied::InvalidToken)?;
        // The token names its algorithm; the list decides, and the key must be one for it.
        if !ALGORITHMS.contains(&header.alg) {
            return Err(Denied::InvalidToken);
        }
        let mut rules = Validation::new(header.alg);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[&self.audience]);
        rules.validate_nbf = true;
        rules.leeway = 30;
        let key = DecodingKey::from_jwk(key).map_err(|_| Denied::InvalidToken)?;
        let claims = decode::<Claims>(token, &key, &rules).map_err(|_| Denied::InvalidToken)?.claims;
        if !claims.scope.split(' ').any(|scope| scope == "tools") {
            return Err(Denied::InsufficientScope("tools".to_owned()));
        }
        Ok(Identity::new(claims.sub.clone()).with(claims))
    }
}
