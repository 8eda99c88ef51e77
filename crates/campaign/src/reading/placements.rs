//! Reads `placements.csv`: `code,kind,name,page` or `code,kind,name,page,poster,format`, with a first line that says which.

use super::context::Context;
use crate::diagnostic::{Place, rules};
use crate::id::{PlacementCode, PosterId};
use crate::model::{At, Format, Placement};
use std::collections::BTreeSet;

const FILE: &str = "placements.csv";
const HEADER: [&str; 6] = ["code", "kind", "name", "page", "poster", "format"];
/// How many columns a campaign without printed copies needs.
const FEWEST: usize = 4;

pub(super) fn read(context: &Context, text: &str) -> Vec<Placement> {
    let mut placements = Vec::new();
    let mut codes = BTreeSet::new();
    let mut lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let mut columns = FEWEST;
    if let Some((number, header)) = lines.next() {
        let named = fields(header).unwrap_or_default();
        if named == HEADER {
            columns = HEADER.len();
        } else if named != HEADER[..FEWEST] {
            context.error(
                rules::SYNTAX,
                place(number),
                "the first line does not name the columns",
                "write code,kind,name,page as the first line, or code,kind,name,page,poster,format",
            );
        }
    }
    for (number, line) in lines {
        let Some(placement) = row(context, number, line, columns) else {
            continue;
        };
        if codes.insert(placement.code.clone()) {
            placements.push(placement);
        } else {
            context.error(
                rules::DUPLICATE_ID,
                placement.place,
                format!("the code {} stands here for the second time", placement.code),
                "give each placement its own code, so that each can be counted",
            );
        }
    }
    placements
}

fn row(context: &Context, number: usize, line: &str, columns: usize) -> Option<Placement> {
    let fields = fields(line).filter(|fields| fields.len() == columns);
    let Some([code, kind, name, page, printed @ ..]) = fields.as_deref() else {
        context.error(
            rules::SYNTAX,
            place(number),
            format!("this line does not have {columns} columns"),
            format!(
                "write {}; put a text with a comma in quotation marks",
                HEADER[..columns].join(",")
            ),
        );
        return None;
    };
    let Some(code) = PlacementCode::new(code) else {
        context.error(
            rules::BAD_VALUE,
            place(number),
            "the code cannot stand in a short link",
            "use 3 to 12 letters and digits: PUB12",
        );
        return None;
    };
    let (poster, format) = match printed {
        [poster, format] => copy(context, number, poster, format),
        _ => (None, None),
    };
    Some(Placement {
        code,
        kind: kind.clone(),
        name: name.clone(),
        page: self::page(page),
        poster,
        format,
        place: place(number),
    })
}

/// The copy that is printed for a placement: both columns, or neither.
fn copy(
    context: &Context,
    number: usize,
    poster: &str,
    format: &str,
) -> (Option<At<PosterId>>, Option<Format>) {
    if poster.is_empty() && format.is_empty() {
        return (None, None);
    }
    let id = PosterId::new(poster);
    if id.is_none() {
        context.error(
            rules::BAD_VALUE,
            place(number),
            format!("\"{poster}\" cannot be the name of a poster"),
            "write the name of a file of posters/ without .toml, or leave poster and format both empty",
        );
    }
    let known = Format::parse(format);
    if known.is_none() {
        context.error(
            rules::BAD_VALUE,
            place(number),
            format!("there is no format \"{format}\""),
            super::poster::wanted(format),
        );
    }
    if id.is_some() {
        context.cite::<PosterId>(poster, &place(number));
    }
    let at = id.map(|value| At {
        value,
        place: place(number),
    });
    (at, known)
}

/// An address beneath the campaign, as it is kept: `act/`, or nothing for the home.
pub(super) fn page(written: &str) -> String {
    match written.trim_matches('/') {
        "" => String::new(),
        page => format!("{page}/"),
    }
}

fn place(number: usize) -> Place {
    Place {
        line: u32::try_from(number + 1).unwrap_or(u32::MAX),
        ..Place::start_of(FILE)
    }
}

/// One line's fields (RFC 4180, without line breaks inside quotation marks); nothing when a quotation mark is left open.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.trim_end_matches('\r').chars().peekable();
    while let Some(character) = characters.next() {
        let field = fields.last_mut()?;
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => field.push(other),
        }
    }
    (!quoted).then(|| fields.into_iter().map(|field| field.trim().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::FolderLimits;

    #[test]
    fn a_name_with_a_comma_is_one_field() {
        let context = Context::new(FolderLimits::default());
        let rows = read(
            &context,
            "code,kind,name,page\npub1,venue,\"The Ship, High Street\",act\n",
        );
        assert_eq!(rows[0].name, "The Ship, High Street");
        assert_eq!((rows[0].code.as_str(), rows[0].page.as_str()), ("PUB1", "act/"));
        assert!(context.finish().is_empty());
    }

    #[test]
    fn every_broken_line_has_its_finding() {
        let context = Context::new(FolderLimits::default());
        read(
            &context,
            "code,kind,name,page\nA,b,c,d\nABC,b\nABC,b,\"c,d\nABC,b,c,d\nabc,b,c,d\n",
        );
        let lines: Vec<u32> = context
            .finish()
            .iter()
            .map(|finding| finding.place.line)
            .collect();
        assert_eq!(lines, [2, 3, 4, 6]);
    }
}
