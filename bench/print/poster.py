"""Makes posters with WeasyPrint: CONTENT.json OUT COUNT. See README.md in this folder."""

import html
import io
import json
import pathlib
import sys

import segno
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


def main():
    content = json.loads(pathlib.Path(sys.argv[1]).read_text())
    out, count = pathlib.Path(sys.argv[2]), int(sys.argv[3])
    # What all copies share is read once: the style, the fonts, the picture.
    fonts = FontConfiguration()
    style = CSS(string=style_of(content), font_config=fonts)
    cache = {}
    for code in content["codes"][:count]:
        page = HTML(string=page_of(content, code), base_url=content["base"])
        pdf = page.write_pdf(stylesheets=[style], font_config=fonts, cache=cache, pdf_variant="pdf/ua-1")
        (out / f"{code}.pdf").write_bytes(pdf)


def style_of(content):
    face = "@font-face {{ font-family: {}; font-weight: {}; src: url('file://{}') }}"
    faces = [face.format(name, weight, path) for name, weight, path in content["fonts"]]
    colours = content["colours"]
    return "\n".join(faces) + f"""
        @page {{ size: A4; margin: 0 }}
        body {{ margin: 0; font: 13.5pt/1.3 reading; color: {colours["ink"]}; background: {colours["paper"]} }}
        .front {{ background: {colours["stage"]} }}
        h1 {{ margin: 0; padding: 12mm 13mm 10mm; font: {content["size"]}pt/1.07 display; color: {colours["stage_accent"]} }}
        .picture {{ display: block; width: 210mm; height: 116mm; object-fit: cover }}
        .foot {{ padding: 8mm 13mm 0; position: relative }}
        .told {{ width: 141mm }}
        .act {{ font-size: 19pt; font-weight: bold; margin: 0 0 5mm }}
        .routes {{ display: flex; gap: 9mm }}
        .routes p {{ margin: 0; font-weight: bold }}
        .number {{ font: 30pt display; color: {colours["link"]} }}
        .code {{ position: absolute; top: 8mm; right: 13mm; width: 36mm; text-align: center; font-weight: bold; font-size: 12pt }}
        .code img {{ width: 36mm; height: 36mm }}
        a {{ color: inherit; text-decoration: none }}
        .last {{ padding: 7mm 13mm; font-size: 12pt; display: flex; gap: 6mm; align-items: center }}
        .sign {{ font: 23pt display; color: {colours["link"]} }}
    """


def page_of(content, code):
    link = f"{content['site']}/q/{code}"
    shown = link.split("//", 1)[1]
    drawing = io.BytesIO()
    segno.make(link, error="m", micro=False, boost_error=False).save(drawing, kind="svg", border=4, xmldecl=False)
    text = {name: html.escape(value) for name, value in content["text"].items()}
    routes = "".join(
        f"<p>{html.escape(name)}<br><span class=number>{html.escape(number)}</span></p>" for name, number in content["help"]
    )
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{text["headline"]}</title></head><body>
        <div class=front><h1>{text["headline"]}</h1>
        <img class=picture src="{html.escape(content["picture"])}" alt="{text["alt"]}"></div>
        <div class=foot><div class=told><p class=act>{text["act"]}</p><div class=routes>{routes}</div></div>
        <div class=code><img src="{svg_address(drawing.getvalue())}" alt="A code that leads to {html.escape(shown)}"><br>
        <a href="{html.escape(link)}">{html.escape(shown)}</a></div></div>
        <div class=last><span class=sign>{text["sign"]}</span>
        <span>{text["from"]} <a href="{html.escape(content["twin"])}">This poster as a page</a></span></div>
        </body></html>"""


def svg_address(drawing):
    import base64

    return "data:image/svg+xml;base64," + base64.b64encode(drawing).decode()


if __name__ == "__main__":
    main()
