//! Charts within the page: an SVG reduced to what draws and what says something, its names made its own.
//!
//! In: SVG text. Out: the same picture as part of the page. Elements and attributes stand on lists; scripts, links,
//! foreign content, style attributes and anything that could fetch are not on them. The one style that is kept is the rule
//! that brings the picture's font along, and it moves into the page's own style sheet, where the policy covers it.

use std::collections::BTreeSet;
use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::super::document::{Block, Document, Picture};
use super::Report;
use super::escape::{escaped, isolated};
use super::frame::Section;
use super::words::Words;

/// Elements that draw, group or say something.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "rect",
    "stop",
    "svg",
    "text",
    "title",
    "tspan",
];

/// Attributes that place, paint or name something.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "clip-path",
    "clip-rule",
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-weight",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "letter-spacing",
    "offset",
    "opacity",
    "patternUnits",
    "pointer-events",
    "points",
    "preserveAspectRatio",
    "r",
    "role",
    "rx",
    "ry",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Charts, ready for the page.
pub(super) struct Pictures {
    figures: Vec<String>,
    fonts: String,
}

impl Pictures {
    /// Those of the report, then those that stand in the notice's text.
    pub fn new(own: &[Picture], document: &Document) -> Self {
        let in_text = document.blocks.iter().filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        });
        let (mut figures, mut fonts) = (Vec::new(), BTreeSet::new());
        for (at, picture) in own.iter().chain(in_text).enumerate() {
            let drawn = Drawing::of(&picture.svg, &format!("p{}-", at + 1), &picture.alt);
            let drawn = drawn.unwrap_or_default();
            fonts.extend(drawn.fonts);
            figures.push(drawn.svg);
        }
        Self { figures, fonts: fonts.into_iter().collect() }
    }

    /// The rules that bring fonts along.
    pub fn fonts(&self) -> &str {
        &self.fonts
    }

    /// The section of charts; nothing where there is none.
    pub fn section(&self, report: &Report<'_>) -> Option<Section> {
        let body: String = (0..report.pictures.len()).map(|at| self.figure(report, at)).collect();
        (!body.is_empty()).then(|| Section {
            id: "charts",
            title: Words(report.lang).text("page-title-charts").to_owned(),
            body,
            aside: false,
        })
    }

    /// One chart with its caption. Where its SVG cannot be read, what it shows stands there in words.
    pub fn figure(&self, report: &Report<'_>, at: usize) -> String {
        let in_text = report.document.blocks.iter().filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        });
        // The notice stands before the section of charts, and so do its numbers.
        let (own, told) = (report.pictures.len(), in_text.clone().count());
        let place = if at >= own { at - own } else { at + told };
        let Some(picture) = report.pictures.iter().chain(in_text).nth(at) else { return String::new() };
        let number = Words(report.lang).filled("page-figure", &[("n", &(place + 1).to_string())]);
        let drawn = match self.figures.get(at).map(String::as_str) {
            None | Some("") => format!("<p>{}</p>", escaped(&picture.alt)),
            Some(svg) => svg.to_owned(),
        };
        format!(
            "<figure class=\"chart\">\n<div class=\"scroller\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\">\n\
             {drawn}\n</div>\n<figcaption><span data-audit=\"aside\">{}</span> {}</figcaption>\n</figure>\n",
            escaped(&number),
            isolated(&picture.caption),
            label = escaped(&picture.caption),
        )
    }
}

/// An SVG that is being copied.
#[derive(Default)]
struct Drawing {
    svg: String,
    fonts: Vec<String>,
    /// Names of open elements that are copied.
    open: Vec<String>,
    /// How many elements lie around the place that are left out.
    left_out: usize,
    /// The style that is being read.
    style: Option<String>,
}

impl Drawing {
    /// Nothing where it is not well-formed, or no SVG.
    fn of(svg: &str, prefix: &str, alt: &str) -> Option<Self> {
        let mut reader = Reader::from_str(svg);
        reader.config_mut().expand_empty_elements = true;
        let mut drawing = Self::default();
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => drawing.opened(&start, prefix, alt),
                Event::End(_) => drawing.closed(),
                Event::Text(text) => drawing.text(&text.xml10_content()),
                Event::CData(text) => drawing.text(&text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let character = entity.resolve_char_ref().ok()?.map(String::from);
                    let named = || resolve_predefined_entity(&entity.xml10_content()).map(str::to_owned);
                    drawing.text(&character.or_else(named)?);
                }
                Event::DocType(_) => return None,
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        (drawing.open.is_empty() && drawing.svg.starts_with("<svg")).then_some(drawing)
    }

    fn opened(&mut self, start: &BytesStart<'_>, prefix: &str, alt: &str) {
        let name = start.name().as_ref().to_owned();
        // The picture's own title would be shown wherever the pointer is; the caption says it.
        let is_own_title = self.open.len() == 1 && matches!(name.as_str(), "title" | "desc");
        let is_kept = ELEMENTS.contains(&name.as_str()) && (self.open.is_empty() == (name == "svg")) && !is_own_title;
        if self.left_out > 0 || !is_kept {
            if self.left_out == 0 && name == "style" {
                self.style = Some(String::new());
            }
            self.left_out += 1;
            return;
        }
        self.svg.push('<');
        self.svg.push_str(&name);
        let is_root = self.open.is_empty();
        for attribute in start.attributes().flatten() {
            let key = attribute.key.as_ref().to_owned();
            let raw = attribute.value.as_ref();
            let value = unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
            if is_root && matches!(key.as_str(), "width" | "height" | "aria-label") {
                continue;
            }
            if let Some(value) = kept(&key, &value, prefix) {
                let _ = write!(self.svg, " {key}=\"{}\"", escaped(&value));
            }
        }
        if is_root {
            let _ = write!(self.svg, " aria-label=\"{}\"", escaped(alt));
        }
        self.svg.push('>');
        self.open.push(name);
    }

    fn closed(&mut self) {
        if self.left_out > 0 {
            self.left_out -= 1;
            if self.left_out == 0 {
                self.fonts.extend(self.style.take().filter(|style| is_font(style)));
            }
        } else if let Some(name) = self.open.pop() {
            let _ = write!(self.svg, "</{name}>");
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(style) = &mut self.style {
            style.push_str(text);
        } else if self.left_out == 0 && !self.open.is_empty() {
            self.svg.push_str(&escaped(text));
        }
    }
}

/// The value of an attribute as the page may hold it: names are the picture's own, and only they are referred to.
fn kept(key: &str, value: &str, prefix: &str) -> Option<String> {
    if !ATTRIBUTES.contains(&key) {
        return None;
    }
    if key == "id" {
        return Some(format!("{prefix}{value}"));
    }
    match value.trim().strip_prefix("url(") {
        Some(named) => {
            let name = named.strip_suffix(')')?.trim_matches(['"', '\'']).strip_prefix('#')?;
            Some(format!("url(#{prefix}{name})"))
        }
        None if value.to_ascii_lowercase().contains("url(") => None,
        None => Some(value.to_owned()),
    }
}

/// Whether a style is one rule that brings a font along, and nothing else.
fn is_font(style: &str) -> bool {
    let style = style.trim();
    let data = "url(data:font/";
    style.starts_with("@font-face{")
        && style.ends_with('}')
        && style.matches(['{', '}']).count() == 2
        && style.matches("url(").count() == style.matches(data).count()
        && !style.contains(['<', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> Option<Drawing> {
        Drawing::of(
            &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" viewBox=\"0 0 1 1\">{inside}</svg>"),
            "p1-",
            "甲<",
        )
    }

    #[test]
    fn what_draws_and_says_something_is_kept() {
        let drawing =
            drawn("<title>图</title><g role=\"img\"><title>3&lt;4</title><rect id=\"a\" fill='url(#b)'/></g>")
                .expect("an SVG");
        assert_eq!(
            drawing.svg,
            "<svg viewBox=\"0 0 1 1\" aria-label=\"甲&lt;\"><g role=\"img\"><title>3&lt;4</title>\
             <rect id=\"p1-a\" fill=\"url(#p1-b)\"></rect></g></svg>"
        );
    }

    #[test]
    fn what_runs_or_fetches_is_not() {
        let hostile = [
            "<script>alert(1)</script>",
            "<foreignObject><p onclick='x'>1</p></foreignObject>",
            "<a href='javascript:1'><image href='http://x'/></a>",
            "<style>@import url(http://x)</style>",
            "<style>@font-face{src:url(data:font/ttf;base64,AA==)} p{color:red}</style>",
            "<svg onload='x'/>",
            "<use href='#a'/><set attributeName='href'/>",
        ];
        for inside in hostile {
            let drawing = drawn(inside).expect("an SVG");
            assert_eq!(
                (drawing.svg.as_str(), drawing.fonts.len()),
                ("<svg viewBox=\"0 0 1 1\" aria-label=\"甲&lt;\"></svg>", 0),
                "{inside}"
            );
        }
        let attributes = drawn("<rect onclick='x' style='a:url(x)' fill='URL(http://x)' x='1'/>").expect("an SVG");
        assert!(attributes.svg.contains("<rect x=\"1\"></rect>"), "{}", attributes.svg);
        assert!(drawn("<g>").is_none() && Drawing::of("<p>1</p>", "", "").is_none());
        assert!(Drawing::of("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "", "").is_none());
    }

    #[test]
    fn a_font_is_kept_apart() {
        let rule = "@font-face{font-family:\"A\";src:url(data:font/ttf;base64,AA==)}";
        assert_eq!(drawn(&format!("<style>{rule}</style>")).expect("an SVG").fonts, [rule]);
    }
}
