//! The session cookie: a JWT signed with HS256 and nothing else.

use crate::{Error, Records};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const AUDIENCE: &str = "titrate-session";
const ISSUER: &str = "titrate";
/// Far above any cookie of ours; longer ones are not looked at.
const MAX_TOKEN_BYTES: usize = 2048;

/// What the cookie says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) aud: String,
    /// The person.
    pub(super) sub: Uuid,
    pub(super) org: Uuid,
    /// The session row.
    pub(super) sid: Uuid,
    /// The secret whose hash the row keeps.
    pub(super) sec: String,
    /// Seconds since 1970.
    pub(super) iat: i64,
    /// Seconds since 1970.
    pub(super) exp: i64,
}

impl Claims {
    pub(super) fn new(org: Uuid, person: Uuid, session: Uuid, secret: String, iat: i64, exp: i64) -> Self {
        let (iss, aud) = (ISSUER.to_owned(), AUDIENCE.to_owned());
        Self {
            iss,
            aud,
            sub: person,
            org,
            sid: session,
            sec: secret,
            iat,
            exp,
        }
    }
}

pub(super) fn sign(records: &Records, claims: &Claims) -> Result<String, Error> {
    let key = EncodingKey::from_secret(&records.secrets().key);
    encode(&Header::new(Algorithm::HS256), claims, &key).map_err(|error| {
        tracing::error!(%error, "a session token could not be signed");
        Error::Unavailable
    })
}

/// The claims of a token that we signed for this purpose. Expiry is checked by the caller, against its own time.
pub(super) fn check(records: &Records, token: &str) -> Result<Claims, Error> {
    if token.len() > MAX_TOKEN_BYTES {
        return Err(Error::SignedOut);
    }
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[ISSUER]);
    validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(&records.secrets().key);
    decode::<Claims>(token, &key, &validation)
        .map(|data| data.claims)
        .map_err(|_| Error::SignedOut)
}
