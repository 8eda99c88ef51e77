//! The report's one style sheet: by day and in the dark, at 320 pixels and on paper.

/// The rules of the pictures. A picture in a file of its own carries them too.
pub(super) const PLOT: &str = ":root{--paper:#fff;--ink:#1a1a1a;--quiet:#595959;--line:#c4c4c4;--one:#0b3d91;--two:#a13a00;--band:#0b3d9126}\
@media (prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#ececec;--quiet:#b0b0b0;--line:#4a4f57;--one:#9cc2ff;--two:#ffb37a;--band:#9cc2ff33}}\
.plot text{fill:var(--ink);font:12px system-ui,sans-serif}.plot .q{fill:var(--quiet)}.plot .ground{fill:var(--paper)}\
.plot .g{stroke:var(--line);stroke-width:1}.plot .nought{stroke:var(--quiet);stroke-width:1}\
.plot .one{stroke:var(--one);stroke-width:2;fill:none}.plot .two{stroke:var(--two);stroke-width:2;stroke-dasharray:6 3;fill:none}\
.plot .faint{stroke:var(--quiet);stroke-width:1;opacity:.45;fill:none}.plot .band{fill:var(--band);stroke:none}\
.plot .start{stroke:var(--ink);stroke-width:1;stroke-dasharray:2 3}.plot .bar{fill:var(--one)}.plot .dot{fill:var(--one)}\
.plot text.t1{fill:var(--one)}.plot text.t2{fill:var(--two)}";

/// The rules of the page.
pub(super) const PAGE: &str = "*{box-sizing:border-box}html{color-scheme:light dark}\
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:break-word}\
main{max-width:44rem;margin:0 auto;padding:1rem}h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2.5rem}\
.answer{font-size:1.25rem;line-height:1.4;font-weight:600;border-left:.4rem solid var(--one);padding-left:.8rem}\
.note{border:2px solid var(--two);padding:.6rem .8rem}.note>:first-child{margin-top:0}.note>:last-child{margin-bottom:0}\
figure{margin:1.5rem 0}figcaption{color:var(--quiet);font-size:.9375rem}svg.plot{width:100%;height:auto;display:block}\
table{border-collapse:collapse;font-size:.9375rem;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:.3rem 0}\
th,td{border-bottom:1px solid var(--line);padding:.25rem .6rem .25rem 0;text-align:left;vertical-align:top}td.n,th.n{text-align:right}\
.wide{overflow-x:auto}summary{cursor:pointer;padding:.4rem 0}summary:focus-visible,.wide:focus-visible,a:focus-visible{outline:3px solid var(--two);outline-offset:2px}\
dt{font-weight:600;margin-top:.6rem}dd{margin:0}code{font-size:.9375rem;overflow-wrap:anywhere}a{color:var(--one)}\
@media print{:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#999;--one:#000;--two:#555;--band:#0002}details:not([open])>summary{display:none}h2,h3,dt{break-after:avoid}figure,tr{break-inside:avoid}}";

/// The hash of [`PLOT`] and [`PAGE`] together, for the page's Content-Security-Policy. A test takes it again.
pub(super) const HASH: &str = "sha256-1m68FWfualuYx4NBO+MdO3yB/W38PkVYo5f1ljY9x+w=";

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use sha2::Digest as _;

    #[test]
    fn the_policy_allows_this_style_and_no_other() {
        let bytes = sha2::Sha256::digest(format!("{PLOT}{PAGE}").as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(bytes);
        assert_eq!(HASH, format!("sha256-{hash}"));
    }
}
