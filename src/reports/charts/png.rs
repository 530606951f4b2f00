//! An SVG as PNG at print resolution, drawn with the embedded font alone.
//!
//! In: SVG text. Out: PNG bytes that say their size on paper. No font of the machine is looked at, so that the same SVG
//! gives the same picture anywhere.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::DrawError;
use super::face;

/// Pixels per canvas unit.
const ZOOM: f32 = 2.0;
/// A canvas unit is 0.13 mm wide, so a metre holds this many pixels (391 dpi).
const PIXELS_PER_METRE: u32 = 15_385;

/// Draws `svg`.
///
/// # Errors
/// Where the SVG cannot be read or the picture is larger than memory allows.
pub fn drawn(svg: &str) -> Result<Vec<u8>, DrawError> {
    let tree = Tree::from_str(svg, &options()).map_err(|error| DrawError::Raster(error.to_string()))?;
    let size = tree.size().to_int_size().scale_by(ZOOM);
    let pixmap = size.and_then(|size| Pixmap::new(size.width(), size.height()));
    let mut pixmap = pixmap.ok_or_else(|| DrawError::Raster(String::from("no canvas of this size")))?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(ZOOM, ZOOM), &mut pixmap.as_mut());
    encoded(&pixmap).map_err(|error| DrawError::Raster(error.to_string()))
}

/// How every SVG is read: with the embedded font and nothing else.
pub(super) fn options() -> Options<'static> {
    Options { font_family: face::FAMILY.to_owned(), fontdb: face::database(), ..Options::default() }
}

fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    // Nothing shines through a page, so the fourth byte of a pixel is always 255.
    let opaque: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let dots = png::PixelDimensions { xppu: PIXELS_PER_METRE, yppu: PIXELS_PER_METRE, unit: png::Unit::Meter };
    encoder.set_pixel_dims(Some(dots));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}
