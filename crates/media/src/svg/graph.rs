//! Parts that refer to parts. A part that draws itself never ends, and a few lines of parts that each draw the last one twice
//! ask for billions of shapes, so that what is drawn is counted before anybody draws it.

use super::faults::{Faults, shown};
use super::read::Drawing;
use crate::{DrawingFault, MediaLimits};
use std::collections::BTreeMap;

/// From a part to one that it draws.
#[derive(Clone, Copy)]
struct Edge {
    to: usize,
    /// The reference it came by; `None` for a child.
    reference: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

pub(super) fn check(drawing: &Drawing, limits: &MediaLimits, faults: &mut Faults<'_>) {
    let mut by_id = BTreeMap::new();
    for (place, part) in drawing.parts.iter().enumerate() {
        if let Some(id) = &part.id
            && by_id.insert(id.as_str(), place).is_some()
        {
            faults.push(part.at, DrawingFault::DuplicateId(shown(id)));
        }
    }
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); drawing.parts.len()];
    for (place, part) in drawing.parts.iter().enumerate() {
        if let Some(parent) = part.parent {
            edges[parent].push(Edge {
                to: place,
                reference: None,
            });
        }
    }
    for (place, reference) in drawing.references.iter().enumerate() {
        match by_id.get(reference.to.as_str()) {
            Some(to) => edges[reference.from].push(Edge {
                to: *to,
                reference: Some(place),
            }),
            None => faults.push(reference.at, DrawingFault::MissingId(shown(&reference.to))),
        }
    }
    if !edges.is_empty() {
        walk(drawing, &edges, limits, faults);
    }
}

/// Depth first from the root with a stack of its own; each part is counted once all that it draws is.
fn walk(drawing: &Drawing, edges: &[Vec<Edge>], limits: &MediaLimits, faults: &mut Faults<'_>) {
    let mut state = vec![State::New; edges.len()];
    let mut counts = vec![Count::default(); edges.len()];
    let mut stack: Vec<(Edge, usize)> = vec![(
        Edge {
            to: 0,
            reference: None,
        },
        0,
    )];
    state[0] = State::Open;
    while let Some((part, next)) = stack.last_mut().map(|(edge, next)| {
        *next += 1;
        (edge.to, *next - 1)
    }) {
        let Some(edge) = edges[part].get(next).copied() else {
            counts[part] = count(drawing, &edges[part], &counts);
            state[part] = State::Done;
            stack.pop();
            continue;
        };
        match state[edge.to] {
            State::Done => {}
            State::New => {
                state[edge.to] = State::Open;
                stack.push((edge, 0));
            }
            State::Open => {
                // The way back to an open part led over a reference: this edge, or the last one on the stack.
                let by = edge
                    .reference
                    .or_else(|| stack.iter().rev().find_map(|(edge, _)| edge.reference));
                if let Some(reference) = by.map(|place| &drawing.references[place]) {
                    faults.push(reference.at, DrawingFault::Cycle(shown(&reference.to)));
                }
                return;
            }
        }
    }
    let at = drawing.parts[0].at;
    if counts[0].elements > limits.svg_expanded_elements {
        faults.push(at, DrawingFault::Explodes(limits.svg_expanded_elements));
    }
    // References lead deeper than nesting alone; twice its limit is ample, and no renderer's stack is at risk.
    if counts[0].depth > 2 * limits.svg_nesting {
        faults.push(at, DrawingFault::TooDeep(2 * limits.svg_nesting));
    }
}

#[derive(Clone, Copy, Default)]
struct Count {
    elements: u64,
    depth: usize,
}

/// A part, what stands in it and what it draws; what it paints with may be painted once for each of these.
fn count(drawing: &Drawing, edges: &[Edge], counts: &[Count]) -> Count {
    let paints = |edge: &Edge| {
        edge.reference
            .is_some_and(|place| drawing.references[place].paints)
    };
    let sum = |painting: bool| {
        edges
            .iter()
            .filter(|edge| paints(edge) == painting)
            .fold(0_u64, |sum, edge| sum.saturating_add(counts[edge.to].elements))
    };
    let own = sum(false).saturating_add(1);
    Count {
        elements: own.saturating_add(sum(true).saturating_mul(own)),
        depth: 1 + edges.iter().map(|edge| counts[edge.to].depth).max().unwrap_or(0),
    }
}
