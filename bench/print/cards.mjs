// Makes cards with Satori and resvg-js: CONTENT.json OUT COUNT. See README.md in this folder.
import { readFileSync, writeFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";
import satori from "satori";

const content = JSON.parse(readFileSync(process.argv[2], "utf8"));
const out = process.argv[3];
const count = Number(process.argv[4]);

// What all cards share is read once.
const fonts = content.fonts.map(([name, weight, path]) => ({ name, weight, data: readFileSync(path), style: "normal" }));
const pictures = new Map();
const picture = (path) => {
  if (!pictures.has(path)) {
    pictures.set(path, `data:image/svg+xml;base64,${readFileSync(path).toString("base64")}`);
  }
  return pictures.get(path);
};
const div = (style, ...children) => ({ type: "div", props: { style: { display: "flex", ...style }, children } });

const colours = content.colours;
for (let at = 0; at < count; at += 1) {
  const card = content.cards[at % content.cards.length];
  const words = div(
    { flexDirection: "column", justifyContent: "center", width: 640, padding: 48, gap: 24 },
    ...(card.number ? [div({ fontFamily: "display", fontSize: 120, color: colours.stage_accent }, card.number)] : []),
    div({ fontFamily: "display", fontSize: 64, lineHeight: 1.1, color: colours.stage_ink }, card.headline),
    ...(card.line ? [div({ fontFamily: "reading", fontSize: 30, color: colours.stage_ink }, card.line)] : []),
  );
  const strip = div(
    { height: 90, padding: "0 48px", alignItems: "center", justifyContent: "space-between", background: colours.button,
      color: colours.button_ink, fontFamily: "reading", fontWeight: 700, fontSize: 28 },
    div({}, content.sign),
    div({ fontWeight: 400 }, content.note),
  );
  const image = { type: "img", props: { src: picture(card.picture), width: 560, height: 540, style: { objectFit: "cover" } } };
  const sheet = div(
    { width: 1200, height: 630, flexDirection: "column", background: colours.stage },
    div({ height: 540 }, words, image),
    strip,
  );
  const svg = await satori(sheet, { width: 1200, height: 630, fonts });
  writeFileSync(`${out}/${at}.png`, new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}
