//! What a text means. Each gives the reason when it means nothing.

use campaign::WebAddress;
use std::net::{IpAddr, SocketAddr};

/// The address under which visitors find the site: scheme, host, and a port where it is not the scheme's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicUrl {
    scheme: &'static str,
    host: String,
    port: Option<u16>,
}

impl PublicUrl {
    pub(crate) fn parse(text: &str) -> Result<PublicUrl, String> {
        WebAddress::parse(text)?;
        let (scheme, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => ("https", rest),
            (_, Some(rest)) => ("http", rest),
            _ => return Err("it does not begin with https://".to_owned()),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '?', '#']) {
            return Err("it has a path".to_owned());
        }
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (
                host,
                Some(port.parse().map_err(|_| "its port is no number up to 65535")?),
            ),
            None => (authority, None),
        };
        Ok(PublicUrl {
            scheme,
            host: host_name(host)?,
            port,
        })
    }

    /// This machine, at a port.
    pub(crate) fn localhost(port: u16) -> PublicUrl {
        PublicUrl {
            scheme: "http",
            host: "localhost".to_owned(),
            port: Some(port),
        }
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Scheme and host, without a slash at the end.
    pub(crate) fn base(&self) -> String {
        self.base_of(&self.host)
    }

    /// The same with another name.
    pub(crate) fn base_of(&self, name: &str) -> String {
        let port = self.port.map_or(String::new(), |port| format!(":{port}"));
        format!("{}://{name}{port}", self.scheme)
    }
}

/// A host name in lower case, as a request would bear it.
fn host_name(text: &str) -> Result<String, String> {
    if !text.is_ascii() {
        return Err(
            "its name has letters that host names have in another form (beginning with xn--)".to_owned(),
        );
    }
    let is_name = text.len() <= 253
        && text.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
    if is_name {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(format!("{text:?} is no host name"))
    }
}

/// `merry.example.org=merry-muletide`.
pub(crate) fn host(text: &str) -> Result<(String, String), String> {
    let (name, campaign) = text.split_once('=').ok_or("it has no campaign")?;
    let name = host_name(name.trim())?;
    if name.parse::<IpAddr>().is_ok() {
        return Err(format!("{name} is a number, not a name"));
    }
    campaign::CampaignId::new(campaign.trim())
        .map(|id| (name, id.as_str().to_owned()))
        .ok_or_else(|| format!("{:?} is no id of a campaign", campaign.trim()))
}

pub(crate) fn address(text: &str) -> Result<SocketAddr, String> {
    server::listen_address(text).map_err(|_| "it is no address to listen on".to_owned())
}

pub(crate) fn number<N: TryFrom<u64>>(text: &str, least: u64, most: u64) -> Result<N, String> {
    let number: u64 = text.parse().map_err(|_| "it is no whole number".to_owned())?;
    if number < least {
        return Err(format!("it is less than {least}"));
    }
    Some(number)
        .filter(|number| *number <= most)
        .and_then(|number| N::try_from(number).ok())
        .ok_or_else(|| format!("it is more than {most}"))
}

pub(crate) fn contact(text: &str) -> Result<String, String> {
    let is_uri = ["https://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    let is_mail = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(':'));
    if !text.chars().all(|character| character.is_ascii_graphic()) {
        Err("it has a space or a letter that it cannot have".to_owned())
    } else if is_uri || is_mail {
        Ok(text.to_owned())
    } else {
        Err("nobody can be reached there".to_owned())
    }
}

pub(crate) fn level(text: &str) -> Result<tracing::Level, String> {
    match text {
        "error" => Ok(tracing::Level::ERROR),
        "warn" => Ok(tracing::Level::WARN),
        "info" => Ok(tracing::Level::INFO),
        _ => Err("there is no such level".to_owned()),
    }
}
