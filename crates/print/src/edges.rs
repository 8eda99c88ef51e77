//! The last look before a sheet leaves: nothing of its text may run over the edge.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// Points of room for what a letter's curve overshoots.
const TOLERANCE_PT: f64 = 0.5;

/// The words that run over an edge of their page; nothing when all is well.
pub(crate) fn cut_off(document: &PagedDocument) -> Option<String> {
    document.pages().iter().find_map(|page| {
        let tolerance = Abs::pt(TOLERANCE_PT);
        let (width, height) = (page.frame.width() + tolerance, page.frame.height() + tolerance);
        find(&page.frame, Transform::identity(), &|point: Point| {
            point.x >= -tolerance && point.y >= -tolerance && point.x <= width && point.y <= height
        })
    })
}

fn find(frame: &Frame, to_page: Transform, is_inside: &dyn Fn(Point) -> bool) -> Option<String> {
    frame.items().find_map(|(at, item)| {
        let to_page = to_page.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => find(&group.frame, to_page.pre_concat(group.transform), is_inside),
            FrameItem::Text(text) => {
                let bounds = text.bbox();
                let corners = [bounds.min, bounds.max].map(|corner| corner.transform(to_page));
                let all_inside = bounds.min.x > bounds.max.x || corners.into_iter().all(is_inside);
                (!all_inside).then(|| text.text.to_string())
            }
            _ => None,
        }
    })
}
