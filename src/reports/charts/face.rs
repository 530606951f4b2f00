//! The embedded font: how wide a text is, which characters it cannot draw, and the part of it that a picture carries.
//!
//! In: text and a size. Out: widths in canvas units, missing characters, font bytes. It knows nothing of charts.
//! Plotters' own measure counts whole pixels at a size 6 % off the one it then writes into the SVG, so widths are
//! summed here from the same advances that resvg and browsers use; the font has no kerning.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use ab_glyph::{Font as _, FontRef};
use resvg::usvg::fontdb::{Database, Source};

use super::DrawError;

/// Family name inside the font.
pub const FAMILY: &str = "Market Aid Hei";

static BYTES: &[u8] = include_bytes!("../../../assets/fonts/MarketAidHei.ttf");

/// How far ink may reach above the baseline, as a share of the size.
pub const ASCENT: f64 = 0.86;
/// How far ink may reach below the baseline, as a share of the size.
pub const DESCENT: f64 = 0.25;

fn face() -> &'static FontRef<'static> {
    static FACE: OnceLock<FontRef<'static>> = OnceLock::new();
    FACE.get_or_init(|| FontRef::try_from_slice(BYTES).expect("the embedded font is a valid font"))
}

/// Width of `text` at `size` canvas units per em, in canvas units.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    let face = face();
    let units_per_em = f64::from(face.units_per_em().unwrap_or(2048.0));
    let units: f64 = text.chars().map(|c| f64::from(face.h_advance_unscaled(face.glyph_id(c)))).sum();
    units * size / units_per_em
}

/// Whether the font draws this character.
#[must_use]
pub fn has(character: char) -> bool {
    face().glyph_id(character).0 != 0
}

/// The characters of `used` that the font can draw, as a TrueType font of their own.
///
/// # Errors
/// Where the font cannot be cut, which a test rules out for the embedded one.
pub fn cut(used: &BTreeSet<char>) -> Result<Vec<u8>, DrawError> {
    // A space keeps the cut from ever being empty.
    let kept: BTreeSet<char> = used.iter().copied().filter(|c| has(*c)).chain([' ']).collect();
    let font = font_subset::Font::opentype(BYTES).map_err(|error| DrawError::Font(error.to_string()))?;
    let cut = font.subset(&kept).map_err(|error| DrawError::Font(error.to_string()))?;
    Ok(cut.to_opentype())
}

/// A font database that holds the embedded font and nothing of the machine.
#[must_use]
pub fn database() -> Arc<Database> {
    static DATABASE: OnceLock<Arc<Database>> = OnceLock::new();
    let filled = DATABASE.get_or_init(|| {
        let mut database = Database::new();
        database.load_font_source(Source::Binary(Arc::new(BYTES)));
        Arc::new(database)
    });
    Arc::clone(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font_tables() {
        // hmtx, read with fontTools: digits 1128, '.' 549, Han 2048 of 2048 units per em.
        assert!((width("2701.64", 20.0) - (6.0 * 1128.0 + 549.0) * 20.0 / 2048.0).abs() < 1e-9);
        assert!((width("吨，", 20.0) - 40.0).abs() < 1e-9);
    }

    #[test]
    fn every_word_of_the_trade_has_its_glyph() {
        let text = "衢州市援疆指挥部十城百店销售额单位：万元（累计）数据来源《通报》—～…①⑳㎏％＃·℃‰鄞婺甬衢瓯磐";
        assert!(text.chars().all(has));
        assert!(!has('\u{1F600}'));
        assert!(!has('ئ'));
    }

    #[test]
    fn a_cut_font_draws_what_it_was_cut_for() {
        let used: BTreeSet<char> = "杭州2701.64吨".chars().collect();
        let bytes = cut(&used).expect("cuts");
        assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
        let small = FontRef::try_from_slice(&bytes).expect("a font");
        for character in used {
            let glyph = small.glyph_id(character);
            assert_ne!(glyph.0, 0, "{character}");
            let whole = face().h_advance_unscaled(face().glyph_id(character));
            assert!((small.h_advance_unscaled(glyph) - whole).abs() < f32::EPSILON);
            assert!(small.outline(glyph).is_some(), "{character}");
        }
    }
}
