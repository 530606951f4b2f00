//! An SVG as PNG at print resolution, drawn with the embedded font alone.
//!
//! In: SVG text. Out: PNG bytes that say their size on paper. No font of the machine is looked at, so that the same SVG
//! gives the same picture anywhere.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use rustc_hash::FxHashMap;

use super::DrawError;
use super::face;

/// Pixels per canvas unit.
const ZOOM: f32 = 2.0;
/// Canvas units per metre of paper: 150 an inch, so that there are 300 pixels an inch.
const UNITS_PER_METRE: f32 = 150.0 / 0.0254;
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
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    // Even ground and sharp edges: telling each pixel from its neighbours gains nothing and takes twice as long.
    encoder.set_filter(png::Filter::NoFilter);
    let dots = (zoom * UNITS_PER_METRE).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit: png::Unit::Meter }));
    let data = match Indexed::of(pixmap) {
        Some(indexed) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(indexed.palette);
            indexed.pixels
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// A picture of at most 256 colours, as most charts are: a third of the bytes.
struct Indexed {
    /// Red, green and blue of each colour, in the order in which they appear.
    palette: Vec<u8>,
    /// Position in the palette of each pixel.
    pixels: Vec<u8>,
}

impl Indexed {
    /// The picture by its colours; nothing where there are too many. The ground is opaque, so every pixel is.
    fn of(pixmap: &Pixmap) -> Option<Self> {
        let mut positions: FxHashMap<[u8; 3], u8> = FxHashMap::default();
        let mut indexed = Self { palette: Vec::new(), pixels: Vec::with_capacity(pixmap.data().len() / 4) };
        let mut last = None;
        for pixel in pixmap.data().chunks_exact(4) {
            let colour = [pixel[0], pixel[1], pixel[2]];
            let position = match last {
                Some((same, position)) if same == colour => position,
                _ => indexed.position(&mut positions, colour)?,
            };
            last = Some((colour, position));
            indexed.pixels.push(position);
        }
        Some(indexed)
    }

    fn position(&mut self, positions: &mut FxHashMap<[u8; 3], u8>, colour: [u8; 3]) -> Option<u8> {
        if let Some(position) = positions.get(&colour) {
            return Some(*position);
        }
        let position = u8::try_from(positions.len()).ok()?;
        positions.insert(colour, position);
        self.palette.extend(colour);
        Some(position)
    }
}
