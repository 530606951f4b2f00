//! An SVG as PNG at print resolution, drawn with the embedded font alone.
//!
//! In: SVG text. Out: PNG bytes that say their size on paper. No font of the machine is looked at, so that the same SVG
//! gives the same picture anywhere.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::DrawError;
use super::face;

/// Pixels per canvas unit: 391 dpi, since a unit is 0.13 mm wide.
const ZOOM: f32 = 2.0;
/// Canvas units per metre of paper.
const UNITS_PER_METRE: f32 = 7692.3;
/// Longest side in pixels; a canvas too long for it gets fewer pixels per unit, never more memory.
const LONGEST: f32 = 12_000.0;

/// Draws `svg`.
///
/// # Errors
/// Where the SVG cannot be read or the picture is larger than memory allows.
pub fn drawn(svg: &str) -> Result<Vec<u8>, DrawError> {
    let tree = Tree::from_str(svg, &options()).map_err(|error| DrawError::Raster(error.to_string()))?;
    let zoom = ZOOM.min(LONGEST / tree.size().width().max(tree.size().height()));
    let size = tree.size().to_int_size().scale_by(zoom);
    let pixmap = size.and_then(|size| Pixmap::new(size.width(), size.height()));
    let mut pixmap = pixmap.ok_or_else(|| DrawError::Raster(String::from("no canvas of this size")))?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(zoom, zoom), &mut pixmap.as_mut());
    encoded(&pixmap, zoom).map_err(|error| DrawError::Raster(error.to_string()))
}

/// How every SVG is read: with the embedded font and nothing else.
pub(super) fn options() -> Options<'static> {
    Options { font_family: face::FAMILY.to_owned(), fontdb: face::database(), ..Options::default() }
}

fn encoded(pixmap: &Pixmap, zoom: f32) -> Result<Vec<u8>, png::EncodingError> {
    // Nothing shines through a page, so the fourth byte of a pixel is always 255.
    let opaque: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let dots = (zoom * UNITS_PER_METRE).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}
