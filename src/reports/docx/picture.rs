//! Pictures: a PNG in the line, at the size it was drawn for and never beyond the text area.

use super::grid::{Grid, Lie};
use super::xml::{element, one_line};
use crate::reports::document::Picture;

/// The format's unit of length: so many are a hundredth of a millimetre.
const EMU: u64 = 360;
/// So many are a twip.
const EMU_OF_TWIP: u64 = 635;
/// How a PNG begins.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether there is a picture at all.
pub(super) fn is_drawn(picture: &Picture) -> bool {
    picture.png.starts_with(SIGNATURE)
}

/// Width and height in the format's units: as drawn, or smaller in the same shape. Three lines are left for what stands
/// under the picture.
fn extent(picture: &Picture, grid: &Grid, lie: Lie) -> (u64, u64) {
    let (width, height) = picture.size_hundredth_mm;
    let (width, height) = (u64::from(width.max(1)) * EMU, u64::from(height.max(1)) * EMU);
    let (room_width, room_height) = grid.area(lie);
    let room_height = room_height.saturating_sub(3 * grid.line()).max(1);
    let (room_width, room_height) = (u64::from(room_width) * EMU_OF_TWIP, u64::from(room_height) * EMU_OF_TWIP);
    let fit = |width: u64, height: u64, room: u64| {
        if width <= room { (width, height) } else { (room, (height * room / width).max(1)) }
    };
    let (width, height) = fit(width, height, room_width);
    let (height, width) = fit(height, width, room_height);
    (width, height)
}

/// A picture as a run: the `number`th of the document.
pub(super) fn run(picture: &Picture, number: usize, grid: &Grid, lie: Lie) -> String {
    let (width, height) = extent(picture, grid, lie);
    let (cx, cy) = (width.to_string(), height.to_string());
    let (id, name, link) = (number.to_string(), format!("{number}.png"), link(number));
    let alt = one_line(&picture.alt);
    let known = [("id", id.as_str()), ("name", name.as_str()), ("descr", alt.as_str())];
    let size = [("cx", cx.as_str()), ("cy", cy.as_str())];
    let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    let blip = element("a:blip", &[("r:embed", &link)], "");
    let stretch = element("a:stretch", &[], &element("a:fillRect", &[], ""));
    let frame = [element("a:off", &[("x", "0"), ("y", "0")], ""), element("a:ext", &size, "")].concat();
    let shape = element("a:prstGeom", &[("prst", "rect")], &element("a:avLst", &[], ""));
    let about = [element("pic:cNvPr", &known, ""), element("pic:cNvPicPr", &[], "")].concat();
    let pic = [
        element("pic:nvPicPr", &[], &about),
        element("pic:blipFill", &[], &(blip + &stretch)),
        element("pic:spPr", &[], &(element("a:xfrm", &[], &frame) + &shape)),
    ];
    let pic = element("pic:pic", &[], &pic.concat());
    let data = element("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")], &pic);
    let locks = element("a:graphicFrameLocks", &[("noChangeAspect", "1")], "");
    let inline = [
        element("wp:extent", &size, ""),
        element("wp:effectExtent", &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")], ""),
        element("wp:docPr", &known, ""),
        element("wp:cNvGraphicFramePr", &[], &locks),
        element("a:graphic", &[], &data),
    ];
    element("w:r", &[], &element("w:drawing", &[], &element("wp:inline", &none, &inline.concat())))
}

/// The id of the link to a picture's part.
pub(super) fn link(number: usize) -> String {
    format!("picture{number}")
}

/// The name of a picture's part, as seen from the document.
pub(super) fn target(number: usize) -> String {
    format!("media/picture{number}.png")
}
